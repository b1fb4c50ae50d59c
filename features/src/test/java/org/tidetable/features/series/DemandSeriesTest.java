package org.tidetable.features.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

@ExtendWith(SharedSpark.class)
class DemandSeriesTest {
  private static final double MISSING = Double.NaN;
  private static final DemandProblem ATTENDANCES =
      problem(EventKind.EMERGENCY_ATTENDANCE, Optional.empty());
  private static final DemandProblem ABSENCE =
      problem(EventKind.ABSENCE_SESSION, Optional.of(EventKind.POSSIBLE_SESSION));

  private final World world;

  DemandSeriesTest(World world) {
    this.world = world;
  }

  private static DemandProblem problem(EventKind kind, Optional<EventKind> per) {
    return new DemandProblem("d", kind, per, Grain.MONTH, 12, DemandProblem.PUBLISHED_LEVELS);
  }

  private Map<String, Row> rows(DemandProblem problem, List<String> ages, String counts) {
    Dataset<Row> series =
        DemandSeries.of(
            world.counts(counts),
            problem,
            new DemandSeries.Parts(List.of("area"), ages, List.of()));
    Map<String, Row> rows = new TreeMap<>();
    Rows.small(series).forEach(row -> rows.put(row.getAs(DemandSeries.SERIES_ID), row));
    return rows;
  }

  private static double[] values(Row row) {
    return Rows.series(row, Grain.MONTH).values();
  }

  @Test
  void what_the_source_does_not_give_stays_missing() {
    Map<String, Row> rows =
        rows(
            ATTENDANCES,
            List.of(),
            """
            area_code | period_start | value | missing_reason
            A1        | 2024-04-01   | 4     |
            A1        | 2024-01-01   | 1     |
            A1        | 2024-03-01   |       | not reported
            """);
    assertThat(values(rows.get("d/A1"))).containsExactly(1, MISSING, MISSING, 4);
  }

  @Test
  void a_missing_value_keeps_the_reason_of_its_source() {
    Row row =
        rows(
                ATTENDANCES,
                List.of(),
                """
                area_code | period_start | value | missing_reason
                A1        | 2024-01-01   | 1     |
                A1        | 2024-02-01   |       | confidential
                A1        | 2024-03-01   |       |
                """)
            .get("d/A1");
    assertThat(row.<String>getList(row.fieldIndex(DemandSeries.REASONS)))
        .containsExactly("", "confidential", "not given");
  }

  @Test
  void totals_are_series_of_their_own_and_never_added_to_their_parts() {
    Map<String, Row> rows =
        rows(
            ATTENDANCES,
            List.of("all", "75plus"),
            """
            area_code | age_group | category | period_start | value
            A1        | all       | all      | 2024-01-01   | 10
            A1        | 18-74     | all      | 2024-01-01   | 7
            A1        | 75plus    | all      | 2024-01-01   | 3
            A1        | all       | Ward     | 2024-01-01   | 6
            """);
    assertThat(rows).containsOnlyKeys("d/A1", "d/A1/75plus");
    assertThat(values(rows.get("d/A1"))).containsExactly(10);
    assertThat(values(rows.get("d/A1/75plus"))).containsExactly(3);
  }

  @Test
  void other_levels_are_left_out() {
    assertThat(
            rows(
                ATTENDANCES,
                List.of(),
                """
                area_code | area_level | period_start | value
                A1        | area       | 2024-01-01   | 10
                E1        | nation     | 2024-01-01   | 99
                """))
        .containsOnlyKeys("d/A1");
  }

  @Test
  void a_share_is_missing_where_nothing_was_possible() {
    Map<String, Row> rows =
        rows(
            ABSENCE,
            List.of(),
            """
            area_code | kind             | period_start | value
            A1        | absence_session  | 2024-01-01   | 6
            A1        | possible_session | 2024-01-01   | 80
            A1        | absence_session  | 2024-02-01   | 0
            A1        | possible_session | 2024-02-01   | 0
            A1        | absence_session  | 2024-03-01   | 5
            """);
    assertThat(values(rows.get("d/A1"))).containsExactly(7.5, MISSING, MISSING);
  }
}
