package org.tidetable.pipeline.publish;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;

class RiskListTablesTest {
  private static final StructType LISTS =
      new StructType()
          .add("method", StringType)
          .add("list", StringType)
          .add("share", DoubleType)
          .add("listed", IntegerType)
          .add("found", DoubleType)
          .add("found_lower", DoubleType)
          .add("found_upper", DoubleType)
          .add("sensitivity", DoubleType)
          .add("sensitivity_lower", DoubleType)
          .add("sensitivity_upper", DoubleType)
          .add("stability", DoubleType);

  private static Row row(String list, @Nullable Double share, int listed) {
    return new GenericRowWithSchema(
        new Object[] {
          "blended", list, share, listed, 0.2514, 0.2231, 0.2798, 0.4312, 0.4021, 0.4603, 0.7468
        },
        LISTS);
  }

  private static List<List<String>> shown(Map<String, String> noLists, Map<String, Double> costs) {
    Table calibration =
        new Table(
            "calibration",
            "Calibration",
            "As published",
            DimensionTables.OWN,
            List.of(
                Column.dimension("problem", "Risk", Column.Type.STRING, "Name"),
                Column.dimension("risk_band", "Band", Column.Type.STRING, "Band"),
                Column.estimate("people", "People", "", "People"),
                Column.estimate("with_outcome", "With", "", "With the outcome")),
            List.of(
                List.of(Cell.text("care"), Cell.text("all"), Cell.number(9904), Cell.number(576))));
    return RiskListTables.lists(
            Map.of(
                "care",
                List.of(
                    row("highest 10 %", 0.1, 991),
                    row("highest 40 of each area", null, 1003),
                    row("highest 500 people", null, 500))),
            noLists,
            costs,
            Optional.of(calibration))
        .rows()
        .stream()
        .map(row -> row.stream().skip(3).map(cell -> cell.fold(Plain.TEXT)).toList())
        .toList();
  }

  @Test
  void all_figures_of_a_list_follow_from_the_share_found_and_from_what_is_published() {
    List<List<String>> rows = shown(Map.of(), Map.of("care", 50.0));
    // 990 places, 25 % found, of the 576 that are published: 43 %. Each side of a range is rounded
    // outward: 0.2514 less 0.2231 is 3 points, and 0.4603 less 0.4312 too.
    assertThat(rows.get(0))
        .containsExactly(
            "990",
            "25",
            "22",
            "28",
            "43",
            "40",
            "46",
            "200",
            "178.57142857142858",
            "227.27272727272728",
            "0.75");
    assertThat(rows.get(1).subList(0, 4)).containsExactly("1000", "25", "22", "28");
  }

  @Test
  void a_list_of_few_people_and_a_cost_that_nobody_declared_are_blank() {
    List<List<String>> rows = shown(Map.of(), Map.of());
    assertThat(rows.get(2)).containsOnly("");
    assertThat(rows.get(0).subList(7, 10)).containsOnly("");
    assertThat(shown(Map.of("care", "no list is made"), Map.of("care", 50.0)))
        .allSatisfy(row -> assertThat(row).containsOnly(""));
  }

  @Test
  void the_report_tells_what_the_runs_own_list_would_have_found() {
    Table lists =
        RiskListTables.lists(
            Map.of("care", List.of(row("highest 40 of each area", null, 1003))),
            Map.of(),
            Map.of(),
            Optional.empty());
    assertThat(RiskListTables.sentence(lists, "blended"))
        .hasValue(
            "A list of the highest 40 of each area, as this run makes it, would have held 25 people"
                + " who had the outcome in each 100 (22 to 28).");
    assertThat(RiskListTables.sentence(lists, "logistic")).isEmpty();
  }
}
