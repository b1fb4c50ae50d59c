package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What planners add to a run and are told by it. */
@ExtendWith(SmallRun.Once.class)
class PlannersRunTest {
  private static List<CSVRecord> overall(SmallRun run) {
    return run.table("fact_forecast_accuracy").stream()
        .filter(row -> row.get("series_id").equals("ae_attendances"))
        .toList();
  }

  @Test
  void accuracy_is_told_by_level_by_horizon_and_by_size(SmallRun run) {
    Set<String> parts =
        overall(run).stream()
            .filter(row -> row.get("method").equals("chosen"))
            .map(row -> row.get("part_kind") + " " + row.get("part"))
            .collect(Collectors.toSet());

    assertThat(parts)
        .containsExactlyInAnyOrder(
            "all all",
            "level nation",
            "level region",
            "level trust",
            "horizon first_third",
            "horizon middle_third",
            "horizon last_third",
            "volume smallest_third",
            "volume middle_third",
            "volume largest_third");
    assertThat(overall(run))
        .filteredOn(row -> row.get("method").equals("chosen"))
        .allSatisfy(
            row -> {
              assertThat(row.get("wis")).isNotEmpty();
              assertThat(row.get("pinball")).isNotEmpty();
              assertThat(Double.parseDouble(row.get("series"))).isPositive();
              assertThat(Double.parseDouble(row.get("periods"))).isPositive();
            });
  }

  @Test
  void value_added_over_seasonal_naive_has_its_range(SmallRun run) {
    CSVRecord naive =
        overall(run).stream()
            .filter(row -> row.get("part_kind").equals("all"))
            .filter(row -> row.get("method").equals("seasonal_naive"))
            .findFirst()
            .orElseThrow();

    double added = Double.parseDouble(naive.get("value_added"));
    assertThat(Double.parseDouble(naive.get("value_added_lower_95"))).isLessThan(added);
    assertThat(Double.parseDouble(naive.get("value_added_upper_95"))).isGreaterThan(added);
  }

  @Test
  void what_had_been_planned_is_on_the_board(SmallRun run) {
    List<CSVRecord> plans =
        run.table("fact_forecast_accuracy").stream()
            .filter(row -> row.get("method").equals("plan"))
            .toList();

    assertThat(plans)
        .filteredOn(row -> row.get("part_kind").equals("all"))
        .extracting(row -> row.get("area_code"))
        .containsExactlyInAnyOrder("", "R0A", "R0B");
    assertThat(plans).allSatisfy(row -> assertThat(row.get("value_added")).isNotEmpty());
  }

  @Test
  void an_adjustment_that_changes_nothing_is_told_and_counted(SmallRun run) throws IOException {
    assertThat(run.ended().err())
        .contains("known.csv:3:2  the adjustment changes nothing: it ends before");
    assertThat(Files.readString(run.folder().resolve("quality/planning.json")))
        .contains("adjustment_without_effect")
        .contains("\"warning\"");
    // The release stands already: strictness is about what was found, not about who looks first.
    Typed strict = Typed.run("run", run.configuration(), "--out", run.out(), "--strict");
    assertThat(strict.code()).as(strict.err()).isEqualTo(6);
    assertThat(strict.err()).contains("known.csv:3:2  the adjustment changes nothing");
  }

  @Test
  void the_report_names_whose_plan_was_scored(SmallRun run) throws IOException {
    assertThat(Files.readString(run.current().resolve("report.html")))
        .contains("plan of The board", "MASE above that of chosen", "Per 1,000 people");
  }

  @Test
  void every_period_of_a_fact_is_found_by_its_key(SmallRun run) {
    Set<String> periods =
        run.table("dim_period").stream()
            .map(row -> row.get("period_id"))
            .collect(Collectors.toSet());

    for (String fact :
        List.of(
            "fact_demand_actual", "fact_demand_forecast", "fact_demand_note", "fact_demand_rate")) {
      assertThat(run.table(fact))
          .as(fact)
          .isNotEmpty()
          .allSatisfy(row -> assertThat(periods).contains(row.get("period_id")));
    }
  }
}
