package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Plain;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.merge.Area;

class AdjustedTest {
  private static final StructType SERIES =
      new StructType()
          .add("series_id", DataTypes.StringType)
          .add("area_code", DataTypes.StringType)
          .add("age_group", DataTypes.StringType)
          .add("category", DataTypes.StringType);
  private static final StructType FORECASTS =
      new StructType()
          .add("series_id", DataTypes.StringType)
          .add("period_start", DataTypes.DateType)
          .add("expected", DataTypes.DoubleType);
  private static final SeriesTotals TOTALS =
      new SeriesTotals(
          List.of(
              series("d/T1", "T1"), series("d/T2", "T2"), series("d/R", "R"), series("d/N", "N")),
          List.of(
              new Area("T1", "One", "trust", "R"),
              new Area("T2", "Two", "trust", "R"),
              new Area("R", "North", "region", "N"),
              new Area("N", "All", "nation", "")));
  private static final List<Row> AHEAD =
      List.of(ahead("d/T1", 100.0), ahead("d/T2", 50.0), ahead("d/R", 150.0), ahead("d/N", 400.0));

  private static Row series(String id, String area) {
    return new GenericRowWithSchema(new Object[] {id, area, "all", "all"}, SERIES);
  }

  private static Row ahead(String id, double expected) {
    return new GenericRowWithSchema(
        new Object[] {id, Date.valueOf("2025-05-01"), expected}, FORECASTS);
  }

  private static Planning.Adjustment line(double amount, boolean percent, String reason) {
    return new Planning.Adjustment(
        new Planning.Place("d", "", "", "", new Planning.Spot("known.csv", 2, 2, "area")),
        LocalDate.parse("2025-05-01"),
        LocalDate.MAX,
        amount,
        percent,
        reason,
        "team");
  }

  private static List<String> cells(Adjusted adjusted, int row) {
    return adjusted.cells(AHEAD.get(row)).stream().map(cell -> cell.fold(Plain.TEXT)).toList();
  }

  @Test
  void what_is_added_to_parts_is_added_to_every_total_above_them() {
    Adjusted adjusted =
        new Adjusted(
            Map.of(
                "d/T1", List.of(line(10, true, "ward")),
                "d/T2", List.of(line(-80, false, "closes")),
                "d/R", List.of(line(3, false, "clinic"))),
            AHEAD,
            TOTALS,
            true);

    assertThat(cells(adjusted, 0)).containsExactly("10", "110", "ward (team)");
    // No less than nothing: 50 go, not 80.
    assertThat(cells(adjusted, 1).get(1)).isEqualTo("0");
    assertThat(Double.parseDouble(cells(adjusted, 2).get(0))).isEqualTo(3 + 10 - 50);
    assertThat(cells(adjusted, 2).get(2))
        .isEqualTo("clinic (team); T1: ward (team); T2: closes (team)");
    assertThat(Double.parseDouble(cells(adjusted, 3).get(1))).isEqualTo(400 + 3 + 10 - 50);
  }

  @Test
  void what_does_not_add_up_is_not_added_up() {
    Adjusted adjusted =
        new Adjusted(Map.of("d/T1", List.of(line(2, false, "ward"))), AHEAD, TOTALS, false);

    assertThat(cells(adjusted, 0).get(1)).isEqualTo("102");
    assertThat(cells(adjusted, 2)).containsExactly("", "", "");
  }
}
