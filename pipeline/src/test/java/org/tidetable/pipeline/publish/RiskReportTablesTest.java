package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;

class RiskReportTablesTest {
  private static final GroupWords WORDS = new GroupWords(Map.of(), false);

  private static Table gates(Cell women, Cell men) {
    return new Table(
        "gates",
        "Gates",
        "Of a test",
        DimensionTables.OWN,
        List.of(
            Column.dimension("attribute", "Attribute", Column.Type.STRING, "What parts people"),
            Column.dimension("group_name", "Group", Column.Type.STRING, "Its group"),
            Column.estimate("observed_per_expected", "Ratio", "", "Came for each expected"),
            Column.text("verdict", "Verdict", "What follows")),
        List.of(
            List.of(Cell.text("sex"), Cell.text("F"), women, Cell.text("passed")),
            List.of(Cell.text("sex"), Cell.text("M"), men, Cell.text("withdrawn")),
            List.of(
                Cell.text("sex"), Cell.text("X"), Cell.missing("few"), Cell.text("not_assessed"))));
  }

  private static List<List<String>> shown(Cell women, Cell men) {
    return RiskReportTables.groups(gates(women, men), WORDS).orElseThrow().rows().stream()
        .map(row -> row.stream().map(cell -> cell.fold(Plain.TEXT)).toList())
        .toList();
  }

  @Test
  void shares_of_rounded_counts_are_whole_and_those_of_few_people_are_not_shown() {
    Table counts =
        new Table(
            "cohorts",
            "Cohorts",
            "Of a test",
            DimensionTables.OWN,
            List.of(
                Column.text("area_code", "Area", "Where"),
                Column.text("age_band", "Age", "Years"),
                Column.text("people", "People", "In the cohort"),
                Column.text("listed", "Listed", "On the list"),
                Column.text("listed_percent", "Share", "Listed of all")),
            List.of(
                List.of(
                    Cell.text("A"),
                    Cell.text("all"),
                    Cell.text("112"),
                    Cell.text("16"),
                    Cell.text("14.285")),
                List.of(
                    Cell.text("B"),
                    Cell.text("all"),
                    Cell.text("24"),
                    Cell.text("24"),
                    Cell.text("100.0"))));
    Table shown = RiskReportTables.cohort(counts, WORDS);
    int share = shown.indexOf("share");
    assertThat(shown.rows().get(0).get(share)).isEqualTo(Cell.number(14));
    assertThat(shown.rows().get(1).get(share)).isEqualTo(Cell.missing("fewer than 100 people"));
  }

  @Test
  void ratios_have_a_column_only_where_one_may_be_shown() {
    assertThat(shown(Cell.missing("few"), Cell.missing("few")))
        .containsExactly(
            List.of("women", "as often as it says, but for chance"),
            List.of("men", "withdrawn: nobody of them is listed"));
    assertThat(shown(Cell.number(1.02), Cell.missing("few")))
        .containsExactly(
            List.of("women", "102", "as often as it says, but for chance"),
            List.of("men", "", "withdrawn: nobody of them is listed"));
  }
}
