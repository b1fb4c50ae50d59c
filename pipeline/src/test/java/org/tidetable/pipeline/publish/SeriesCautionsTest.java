package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.merge.Area;

/** Two trusts, both expected to be at 300 after 100 a year before; one has reported anew since. */
class SeriesCautionsTest {
  private static final Configuration.Demand DEMAND =
      new Configuration.Demand(
          new DemandProblem(
              "visits",
              EventKind.EMERGENCY_ATTENDANCE,
              Optional.empty(),
              Grain.MONTH,
              1,
              DemandProblem.PUBLISHED_LEVELS),
          new RunConfig.Demand(
              "visits",
              "Visits",
              EventKind.EMERGENCY_ATTENDANCE,
              null,
              "events",
              Grain.MONTH,
              1,
              List.of("trust"),
              List.of(),
              List.of(),
              "gb-eng",
              "",
              List.of(),
              null,
              List.of(),
              null));
  private static final Map<String, Area> AREAS =
      Map.of("A", new Area("A", "Ash", "trust", ""), "B", new Area("B", "Birch", "trust", ""));

  private static Table table(String columns, String... rows) {
    List<Column> heads = new ArrayList<>();
    for (String column : columns.split(" ", -1)) {
      heads.add(Column.text(column, column, column));
    }
    List<List<Cell>> cells = new ArrayList<>();
    for (String row : rows) {
      cells.add(
          List.<Cell>copyOf(
              java.util.Arrays.stream(row.split("\\|", -1)).map(Cell::text).toList()));
    }
    return new Table("t", "T", "Of a test", DimensionTables.OWN, heads, cells);
  }

  private static final Table FORECASTS =
      table(
          "series_id status period_start expected lower_80 upper_80 area_code age_group category",
          "a|made|2025-06-01|300|290|310|A|all|all",
          "b|made|2025-06-01|300|290|310|B|all|all");
  private static final Table ACTUALS =
      table("series_id period_start value", "a|2024-06-01|100", "b|2024-06-01|100");

  private static Table notes(String... rows) {
    return table(
        "series_id note period_start period_end size words area_code age_group category", rows);
  }

  private static SeriesCautions cautions(String heldByA, Table notes) {
    Table accuracy =
        table(
            "series_id part_kind method coverage_80 periods",
            "a|all|chosen|" + heldByA + "|36",
            "b|all|chosen|0.75|36");
    return new SeriesCautions(
        DEMAND, new SeriesCautions.Tables(ACTUALS, FORECASTS, accuracy, notes));
  }

  private static List<List<String>> texts(Table table) {
    return table.rows().stream()
        .map(row -> row.stream().map(cell -> cell.fold(Plain.TEXT)).toList())
        .toList();
  }

  @Test
  void a_change_of_level_since_a_year_before_stands_beside_the_change_and_at_the_chart() {
    SeriesCautions cautions =
        cautions(
            "0.8",
            notes(
                "a|level_change|2025-01-01|2025-01-01|200|from here on about 200 more|A|all|all",
                "b|level_change|2024-06-01|2024-06-01|50|from here on about 50 more|B|all|all",
                "b|outlier|2025-01-01|2025-01-01|90|90 more than its neighbours|B|all|all"));
    Table areas = ReportTables.areas(DEMAND, ACTUALS, FORECASTS, cautions, AREAS);
    int change = areas.indexOf("change");
    assertThat(areas.columns().get(change + 1).name()).isEqualTo("note");
    assertThat(texts(areas))
        .extracting(row -> row.get(0), row -> row.get(change), row -> row.get(change + 1))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Ash", "200", "the level changed: January 2025"),
            org.assertj.core.groups.Tuple.tuple("Birch", "200", ""));
    assertThat(cautions.inSentences("a"))
        .startsWith("The level changed (January 2025: from here on about 200 more)");
    assertThat(cautions.inSentences("b")).isEmpty();
    assertThat(cautions.changeSince("b", LocalDate.of(2024, 4, 1), 200)).contains("June 2024");
  }

  @Test
  void a_level_that_returned_or_went_the_other_way_is_not_behind_a_change() {
    SeriesCautions cautions =
        cautions(
            "0.8",
            notes(
                "a|level_change|2024-12-01|2024-12-01|900|from here on 900 more|A|all|all",
                "a|level_change|2025-02-01|2025-02-01|-150|from here on 150 less|A|all|all",
                "b|level_change|2024-12-01|2024-12-01|120|from here on 120 more|B|all|all",
                "b|level_change|2025-03-01|2025-03-01|90|from here on 90 more|B|all|all"));
    assertThat(cautions.inRow("a")).isEmpty();
    assertThat(cautions.inRow("b")).isEqualTo("the level changed: December 2024");
  }

  @Test
  void ranges_that_held_more_seldom_than_chance_allows_mark_the_row_and_the_chart() {
    SeriesCautions cautions = cautions("0.28", notes());
    assertThat(cautions.inRow("a")).isEqualTo("ranges held too seldom");
    assertThat(cautions.inSentences("a")).contains("held only 28 % of what came here");
    // 27 of 36 come often enough where 29 are promised.
    assertThat(cautions.inRow("b")).isEmpty();
    Table areas = ReportTables.areas(DEMAND, ACTUALS, FORECASTS, cautions, AREAS);
    assertThat(texts(areas).get(0)).contains("ranges held too seldom", "28");
  }

  @Test
  void a_column_of_notes_is_there_only_where_there_is_one() {
    Table areas = ReportTables.areas(DEMAND, ACTUALS, FORECASTS, cautions("0.8", notes()), AREAS);
    assertThat(areas.has("note")).isFalse();
  }

  @Test
  void of_each_kind_of_note_the_largest_are_shown_and_the_others_counted() {
    List<String> rows = new ArrayList<>();
    for (int month = 1; month <= 9; month++) {
      String day = "2024-0" + month + "-01";
      rows.add(
          "a|level_change|"
              + day
              + "|"
              + day
              + "|"
              + -10 * month
              + "|about "
              + month
              + "|A|all|all");
    }
    rows.add("b|outlier|2024-01-01|2024-01-01|1|one more|B|all|all");
    Table shown =
        PlannerTables.notes(DEMAND, notes(rows.toArray(String[]::new)), Map.of("A", "Ash"))
            .orElseThrow();
    assertThat(texts(shown))
        .extracting(row -> row.get(0) + ", " + row.get(3))
        .containsExactly(
            "Ash, about 9",
            "Ash, about 8",
            "Ash, about 7",
            "Ash, about 6",
            "Ash, about 5",
            "4 more, smaller ones; csv/fact_demand_note.csv has all",
            "B, one more");
  }
}
