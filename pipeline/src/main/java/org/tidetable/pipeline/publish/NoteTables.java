package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.models.problem.DemandProblem;

/** What is unusual in the series that forecasts learn from. */
public final class NoteTables {
  public static final String NOTES = "fact_demand_note";

  private NoteTables() {}

  /** The notes on the series of one demand. */
  public static Table notes(
      DemandProblem problem, Source source, List<Row> series, List<Row> notes) {
    List<Column> columns = new ArrayList<>(DemandTables.about());
    columns.add(
        Column.dimension(
            "period_start", "From", Column.Type.DATE, "First day of the first period"));
    columns.add(
        Column.dimension(
            "note",
            "Note",
            Column.Type.STRING,
            "outlier, level_change, gap, negative (found), declared_break or part_left_out (declared)"));
    columns.add(
        new Column(
            "period_end",
            "To",
            Column.Type.DATE,
            new Role.Text(),
            "First day of the last period",
            "",
            false));
    columns.add(
        Column.estimate(
            "size",
            "Size",
            "",
            "In the unit of the service, of a gap or break its periods, of parts their number; below"
                + " 0 for less"));
    columns.add(Column.text("words", "What", "In words"));
    SeriesIndex index = new SeriesIndex(series);
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : notes) {
      List<Cell> cells =
          new ArrayList<>(DemandTables.about(problem, index.of(row.getAs(DemandSeries.SERIES_ID))));
      cells.add(Cells.day(row, "period_start"));
      cells.add(Cells.text(row, "note"));
      cells.add(Cells.day(row, "period_end"));
      cells.add(Cells.number(row, "size", ""));
      cells.add(Cells.text(row, "words"));
      rows.add(cells);
    }
    return new Table(
        NOTES,
        "What to know of the series",
        "Outliers, changes of level and gaps, shown and left as they are; values below zero and"
            + " declared breaks, which forecasts do not learn from",
        source,
        columns,
        DemandTables.REFERENCES,
        rows);
  }
}
