package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.models.problem.DemandProblem;

/** Why forecasts are what they are. */
public final class ExplanationTables {
  public static final String EXPLANATIONS = "fact_forecast_explanation";

  private static final String LEAD = "lead_";

  private ExplanationTables() {}

  /** Whether an explanation is made of another demand too, which then decides with its own. */
  public static boolean isLead(Row explanation) {
    return explanation.<String>getAs("part").startsWith(LEAD);
  }

  /** The part of the explanation that tells what a demand of that name adds as a lead. */
  public static String lead(String demand) {
    return LEAD + demand;
  }

  /** The explanations of one demand: of its series, and of the whole what leads it. */
  public static Table explanations(
      DemandProblem problem, Source source, List<Row> series, List<Row> explanations) {
    List<Column> columns = new ArrayList<>(DemandTables.about());
    columns.add(
        Column.dimension(
            "part",
            "Part",
            Column.Type.STRING,
            "trend, season_high, season_low, year_high and year_low (months, of a series of days),"
                + " bank_holidays, school_holidays, methods (why their weights), or lead_ and a demand that may lead"));
    columns.add(
        Column.estimate(
            "size", "Size", "%", "Of the trend the change, of a lead the errors it takes away"));
    columns.add(Column.text("words", "What", "In words"));
    SeriesIndex index = new SeriesIndex(series);
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : explanations) {
      String id = row.getAs(DemandSeries.SERIES_ID);
      List<Cell> cells =
          new ArrayList<>(
              id.equals(problem.name())
                  ? DemandTables.overall(problem)
                  : DemandTables.about(problem, index.of(id)));
      cells.add(Cells.text(row, "part"));
      cells.add(Cells.number(row, "size", ""));
      cells.add(Cells.text(row, "words"));
      rows.add(cells);
    }
    return new Table(
        EXPLANATIONS,
        "Why forecasts are what they are",
        "Trend against a year before, usual season and holidays of each series; the row without"
            + " an area tells which demand was tried as a lead indicator, and what it adds",
        source,
        columns,
        List.of(new Table.Reference("service", "dim_service", "service")),
        rows);
  }
}
