package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.frame.Rows;

/** A risk that too few outcomes can judge lists nobody, anywhere. */
@ExtendWith(SmallRun.Once.class)
class ListsNotMadeTest {

  @Test
  void a_list_that_is_not_made_is_blank_and_says_why(SmallRun run) throws IOException {
    String risk = "long_term_care_65_plus";
    String why = "no list is made: fewer than 200 people with the outcome were tested";
    assertThat(run.table("fact_cohort_summary"))
        .filteredOn(row -> row.get("problem").equals(risk))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.get("people")).isNotEqualTo("0");
              assertThat(row.get("listed")).isEmpty();
              assertThat(row.get("listed_percent")).isEmpty();
              assertThat(row.get("status")).isEqualTo(why);
            });
    assertThat(run.table("fact_risk_lists"))
        .filteredOn(row -> row.get("problem").equals(risk))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.get("found_percent")).isEmpty();
              assertThat(row.get("status")).isEqualTo(why);
            });
    assertThat(run.table("fact_risk_gains"))
        .filteredOn(row -> row.get("problem").equals(risk))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.get("gain")).isEmpty();
              assertThat(row.get("status")).startsWith("not assessed");
            });
    List<Row> restricted =
        run.withSpark(
            spark ->
                Rows.small(
                    spark
                        .read()
                        .parquet(run.folder().resolve("restricted/cohorts/" + risk).toString())
                        .select("probability", "listed")));
    assertThat(restricted)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.isNullAt(0)).isTrue();
              assertThat(row.getBoolean(1)).isFalse();
            });
    assertThat(Files.readString(run.current().resolve("report.html")))
        .contains("Do not use this risk: fewer than 200 people with the outcome were tested.")
        .contains("Not judged, as fewer than 200 people of each had the outcome in the test: ")
        .doesNotContain("not_assessed")
        .doesNotContain("age_band");
  }
}
