package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.frame.Rows;

/** What a run says of the worth of its risks. */
@ExtendWith(SmallRun.Once.class)
class RunWorthTest {
  private static final String RISK = "emergency_admission_65_plus";

  @Test
  void every_risk_says_of_each_sector_whether_its_records_add(SmallRun run) {
    List<CSVRecord> sectors = run.table("fact_risk_sector_gains");
    for (String risk : SmallRun.RISKS) {
      assertThat(sectors)
          .filteredOn(row -> row.get("problem").equals(risk))
          .extracting(row -> row.get("sector"))
          .contains("health", "care", "all_but_health");
    }
    assertThat(sectors)
        .allSatisfy(
            row -> {
              double lower = Double.parseDouble(row.get("auroc_lower_95"));
              assertThat(Double.parseDouble(row.get("auroc_gain")))
                  .isBetween(lower, Double.parseDouble(row.get("auroc_upper_95")));
              assertThat(Double.parseDouble(row.get("gain")))
                  .isBetween(
                      Double.parseDouble(row.get("lower_95")),
                      Double.parseDouble(row.get("upper_95")));
              // Too few people were tested to use any risk of the small run.
              assertThat(row.get("verdict")).isEqualTo("not assessed");
            });
  }

  @Test
  void a_declared_point_score_is_compared_like_any_other_way(SmallRun run) {
    for (String table : List.of("fact_risk_gains", "fact_risk_accuracy", "fact_risk_lists")) {
      assertThat(run.table(table))
          .filteredOn(row -> row.toMap().containsValue("frailty_share"))
          .as(table)
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row.get("problem")).isEqualTo(RISK));
    }
    assertThat(run.table("fact_risk_lists"))
        .filteredOn(row -> row.get("problem").equals(RISK))
        .extracting(row -> row.get("list"))
        .contains("highest 50 people");
  }

  @Test
  void only_a_risk_of_young_people_asks_who_is_looked_after(SmallRun run) {
    assertThat(run.table("fact_risk_groups"))
        .filteredOn(row -> row.get("attribute").equals("looked_after"))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.get("problem")).isEqualTo("persistent_absence_5_to_15");
              assertThat(row.get("group_name"))
                  .isIn("now", "before", "now or before", "never known", "everybody");
            });
    assertThat(run.table("fact_risk_groups"))
        .filteredOn(row -> row.get("group_name").equals("never known"))
        .hasSize(1);
  }

  @Test
  void the_list_that_the_run_makes_is_judged_exactly_where_only_its_owner_looks(SmallRun run) {
    List<Row> lists =
        run.withSpark(
            spark ->
                Rows.small(
                    spark
                        .read()
                        .parquet(
                            run.folder()
                                .resolve("restricted/validation/" + RISK + "/lists")
                                .toString())
                        .filter("list = 'highest 12 of each area' and method = 'logistic'")));
    Set<String> areas =
        Set.copyOf(
            run.table("fact_cohort_summary").stream()
                .map(row -> row.get("area_code"))
                .filter(area -> !area.equals("all-areas"))
                .distinct()
                .toList());

    assertThat(run.table("dim_model"))
        .extracting(row -> row.get("method"))
        .contains("frailty_share");
    assertThat(lists).hasSize(1);
    Row list = lists.get(0);
    assertThat(list.<Integer>getAs("listed")).isBetween(12, 12 * areas.size());
    assertThat(list.<Double>getAs("found"))
        .isBetween(list.<Double>getAs("found_lower"), list.<Double>getAs("found_upper"));
    assertThat(list.<Double>getAs("sensitivity")).isBetween(0.01, 0.99);
    assertThat(run.table("fact_risk_lists"))
        .filteredOn(row -> row.get("list").equals("highest 12 of each area"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get("found_percent")).isEmpty());
  }
}
