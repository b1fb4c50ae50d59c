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
import org.tidetable.models.vocabulary.EventKind;

/** Years from April to March and from September to August: what is known and what is expected. */
public final class YearTables {
  public static final String YEARS = "fact_demand_year";

  private YearTables() {}

  /** Whether a year of that demand has a mean and no total: it is a rate, or a state at a count. */
  public static boolean isMean(DemandProblem problem) {
    boolean state =
        problem.kind() == EventKind.DELAYED_PATIENT
            || problem.kind() == EventKind.WAIT_OVER_18_WEEKS;
    return state || problem.per().isPresent();
  }

  /** The years of one demand. */
  public static Table years(
      DemandProblem problem, Source source, List<Row> series, List<Row> years) {
    List<Column> columns = new ArrayList<>(DemandTables.about());
    columns.add(
        Column.dimension(
            "year_kind",
            "Kind of year",
            Column.Type.STRING,
            "financial (April to March) or academic (September to August)"));
    columns.add(
        Column.dimension(
            "year",
            "Year",
            Column.Type.STRING,
            "Such as 2025/26; a period counts where it begins, see dim_period"));
    columns.add(Column.text("measure", "Measure", "total, or mean of its periods"));
    columns.add(
        Column.estimate("observed_periods", "Known periods", "", "Periods of the year up to now"));
    columns.add(
        Column.estimate("ahead_periods", "Periods ahead", "", "Periods of the year to come"));
    columns.add(
        Column.estimate("observed_part", "Known part", "", "Of the known periods of the year"));
    columns.add(
        Column.estimate(
            "expected", "Expected", "", "The whole year: what is known and what is expected"));
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      columns.add(DemandTables.bound("lower", "Lower", level));
      columns.add(DemandTables.bound("upper", "Upper", level));
    }
    columns.add(Column.text("status", "Status", "observed, made or not_made"));
    columns.add(Column.text("reason", "Reason", "Why there is no number for the year"));
    SeriesIndex index = new SeriesIndex(series);
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : years) {
      List<Cell> cells =
          new ArrayList<>(DemandTables.about(problem, index.of(row.getAs(DemandSeries.SERIES_ID))));
      String reason = row.getAs("reason");
      cells.add(Cells.text(row, "year_kind"));
      cells.add(Cells.text(row, "year"));
      cells.add(Cell.text(isMean(problem) ? "mean" : "total"));
      cells.add(Cell.number(row.<Integer>getAs("observed_periods")));
      cells.add(Cell.number(row.<Integer>getAs("ahead_periods")));
      cells.add(Cells.number(row, "observed_part", reason));
      cells.add(Cells.number(row, "expected", reason));
      for (int level : DemandProblem.PUBLISHED_LEVELS) {
        cells.add(Cells.number(row, "lower_" + level, reason));
        cells.add(Cells.number(row, "upper_" + level, reason));
      }
      cells.add(Cells.text(row, "status"));
      cells.add(Cell.text(reason));
      rows.add(cells);
    }
    return new Table(
        YEARS,
        "Whole years",
        "Totals of years with ranges of their own, from the errors of such totals; the last known"
            + " years stand beside them",
        source,
        columns,
        DemandTables.REFERENCES,
        rows);
  }
}
