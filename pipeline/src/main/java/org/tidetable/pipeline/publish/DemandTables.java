package org.tidetable.pipeline.publish;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;
import org.tidetable.export.table.Table.Reference;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.pipeline.conf.Planning;

/** What happened, what is expected, and how good such forecasts were. */
public final class DemandTables {
  public static final String ACTUAL = "fact_demand_actual";
  public static final String FORECAST = "fact_demand_forecast";
  public static final String ACCURACY = "fact_forecast_accuracy";

  static final List<Reference> REFERENCES =
      List.of(
          new Reference("area_code", "dim_area", "area_code"),
          new Reference("service", "dim_service", "service"));

  private DemandTables() {}

  /** The numbers of one demand up to now. */
  public static Table actual(DemandProblem problem, Source source, List<Row> series) {
    List<Column> columns = new ArrayList<>(about());
    columns.add(
        Column.dimension("period_start", "Period", Column.Type.DATE, "First day of the period"));
    columns.add(
        Column.estimate("value", "Value", "", "In the unit of the service, see dim_service"));
    columns.add(Column.text("status", "Status", "Blank, or why there is no value"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : series) {
      List<Date> periods = row.getList(row.fieldIndex(DemandSeries.PERIODS));
      List<Double> values = row.getList(row.fieldIndex(DemandSeries.VALUES));
      List<String> reasons = row.getList(row.fieldIndex(DemandSeries.REASONS));
      for (int i = 0; i < periods.size(); i++) {
        List<Cell> cells = new ArrayList<>(about(problem, row));
        cells.add(Cell.day(periods.get(i).toLocalDate()));
        cells.add(
            values.get(i).isNaN() ? Cell.missing(reasons.get(i)) : Cell.number(values.get(i)));
        cells.add(Cell.text(reasons.get(i)));
        rows.add(cells);
      }
    }
    return new Table(
        ACTUAL,
        "What happened",
        "One row for each series and period; a missing value says why in status",
        source,
        columns,
        REFERENCES,
        rows);
  }

  /**
   * The forecasts of one demand; a forecast that was not made has its rows too.
   *
   * @param adjustments what planners add, by series
   * @param totals which series hold which
   */
  public static Table forecast(
      DemandProblem problem,
      Source source,
      List<Row> series,
      List<Row> forecasts,
      Map<String, List<Planning.Adjustment>> adjustments,
      SeriesTotals totals) {
    List<Column> columns = new ArrayList<>(about());
    columns.add(
        Column.dimension("period_start", "Period", Column.Type.DATE, "First day of the period"));
    columns.add(
        new Column(
            "horizon",
            "Periods ahead",
            Column.Type.LONG,
            new org.tidetable.export.table.Role.Dimension(
                org.tidetable.export.table.Hierarchy.NONE),
            "Periods after the last known one, from 1",
            "",
            false));
    columns.add(
        Column.estimate(
            "expected", "Expected", "", "The number to plan with; the ranges say how sure it is"));
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      columns.add(bound("lower", "Lower", level));
      columns.add(bound("upper", "Upper", level));
    }
    columns.addAll(Adjusted.COLUMNS);
    columns.add(Column.text("status", "Status", "made or not_made"));
    columns.add(Column.text("reason", "Reason", "Why a forecast was not made"));
    columns.add(Column.text("method", "Method", "How the forecast was made, see dim_model"));
    columns.add(
        new Column(
            "origin",
            "Origin",
            Column.Type.DATE,
            new org.tidetable.export.table.Role.Text(),
            "First day that is not known",
            "",
            false));
    Adjusted adjusted = new Adjusted(adjustments, forecasts, totals, problem.per().isEmpty());
    SeriesIndex index = new SeriesIndex(series);
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : forecasts) {
      List<Cell> cells =
          new ArrayList<>(about(problem, index.of(row.getAs(DemandSeries.SERIES_ID))));
      String reason = row.getAs("reason");
      cells.add(Cells.day(row, "period_start"));
      cells.add(Cell.count(row.<Integer>getAs("horizon")));
      cells.add(Cells.number(row, "expected", reason));
      for (int level : DemandProblem.PUBLISHED_LEVELS) {
        cells.add(Cells.number(row, "lower_" + level, reason));
        cells.add(Cells.number(row, "upper_" + level, reason));
      }
      cells.addAll(adjusted.cells(row));
      cells.add(Cells.text(row, "status"));
      cells.add(Cell.text(reason));
      cells.add(Cells.text(row, "method"));
      cells.add(Cells.day(row, "origin"));
      rows.add(cells);
    }
    return new Table(
        FORECAST,
        "What is expected",
        "The combined path with 50, 80 and 95 % ranges, one row for each series and period",
        source,
        columns,
        REFERENCES,
        rows);
  }

  /** The held-out scores of one demand: of all its series, of parts of them, and of each. */
  public static Table accuracy(
      DemandProblem problem, Source source, List<Row> series, List<Row> scores) {
    List<Column> columns = new ArrayList<>(about());
    columns.add(
        Column.dimension(
            "part_kind",
            "Kind of part",
            Column.Type.STRING,
            "all; or level (of areas), horizon (periods ahead), volume (size of the series)"));
    columns.add(
        Column.dimension(
            "part",
            "Part",
            Column.Type.STRING,
            "all; a level; first, middle or last third of the horizon; smallest, middle or largest"
                + " third of the series"));
    columns.add(
        Column.dimension(
            "method",
            "Method",
            Column.Type.STRING,
            "See dim_model; chosen is the combined forecast that is published, plan what had been"
                + " planned"));
    columns.add(Column.estimate("series", "Series", "", "How many series were scored"));
    columns.add(
        Column.estimate(
            "periods", "Periods", "", "Held-out periods of chosen, of all series and origins"));
    columns.add(
        Column.estimate(
            "mase", "MASE", "", "Error in units of repeating last year's; below 1 is better"));
    columns.add(Column.estimate("wape", "WAPE", "%", "Sum of errors over the sum of values"));
    columns.add(Column.estimate("smape", "sMAPE", "%", "Symmetric mean absolute percentage error"));
    columns.add(Column.estimate("rmsse", "RMSSE", "", "Root mean squared scaled error"));
    columns.add(
        Column.estimate("coverage_50", "In 50 % range", "", "Share of held-out values inside"));
    columns.add(
        Column.estimate("coverage_80", "In 80 % range", "", "Share of held-out values inside"));
    columns.add(
        Column.estimate("coverage_95", "In 95 % range", "", "Share of held-out values inside"));
    columns.add(
        Column.estimate("width_80", "Width of 80 % range", "", "Mean, in the unit of the service"));
    columns.add(
        Column.estimate("width_95", "Width of 95 % range", "", "Mean, in the unit of the service"));
    columns.add(
        Column.estimate("msis_95", "MSIS", "", "Mean scaled interval score of the 95 % range"));
    columns.add(
        Column.estimate(
            "wis", "WIS", "", "Weighted interval score of all ranges, in units of MASE"));
    columns.add(
        Column.estimate(
            "pinball", "Pinball", "", "Mean loss of the ends of all ranges, in units of MASE"));
    columns.add(
        Column.estimate(
            "value_added",
            "Value added over it",
            "",
            "The method's MASE less that of chosen over the same periods, mean over series; above 0"
                + " chosen is better"));
    columns.add(
        Column.estimate(
            "value_added_lower_95",
            "Value added, lower 95 %",
            "",
            "As series are drawn anew; for naive, seasonal_naive, exponential_smoothing and plan"));
    columns.add(
        Column.estimate(
            "value_added_upper_95", "Value added, upper 95 %", "", "Upper end of the same range"));
    columns.add(
        Column.text(
            "beats_naive",
            "Beats naive",
            "Whether the published forecasts were no worse than repeating the last value or year"));
    SeriesIndex index = new SeriesIndex(series);
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : scores) {
      String id = row.getAs(DemandSeries.SERIES_ID);
      List<Cell> cells =
          new ArrayList<>(id.isEmpty() ? overall(problem) : about(problem, index.of(id)));
      cells.add(Cells.text(row, "part_kind"));
      cells.add(Cells.text(row, "part"));
      cells.add(Cells.text(row, "method"));
      cells.add(Cell.number(row.<Integer>getAs("series")));
      cells.add(Cell.number(row.<Integer>getAs("periods")));
      for (String score :
          List.of(
              "mase",
              "wape",
              "smape",
              "rmsse",
              "coverage_50",
              "coverage_80",
              "coverage_95",
              "width_80",
              "width_95",
              "msis_95",
              "wis",
              "pinball",
              "value_added",
              "value_added_lower_95",
              "value_added_upper_95")) {
        cells.add(Cells.number(row, score, "not defined"));
      }
      cells.add(Cells.text(row, "beats_naive"));
      rows.add(cells);
    }
    return new Table(
        ACCURACY,
        "How good such forecasts were",
        "Scores over the last periods, held out: nothing of them was known to what is scored",
        source,
        columns,
        List.of(new Reference("service", "dim_service", "service")),
        rows);
  }

  /** One end of a range. */
  static Column bound(String end, String title, int level) {
    return Column.estimate(
        end + "_" + level,
        title + " " + level + " %",
        "",
        title + " end of the " + level + " % range");
  }

  static List<Column> about() {
    return List.of(
        Column.dimension("series_id", "Series", Column.Type.STRING, "Problem, area and parts"),
        Column.text("problem", "Demand", "The demand's name in the configuration"),
        Column.text("service", "Service", "What is counted"),
        Column.text("sector", "Sector", "health, care or education"),
        Column.text("area_code", "Area", "The area's or provider's code"),
        Column.text("age_group", "Age group", "all, or an age group"),
        Column.text("category", "Category", "all, or a part such as a school phase"),
        Column.text("grain", "Period length", "day, week, month, quarter or year"));
  }

  static List<Cell> about(DemandProblem problem, Row series) {
    return List.of(
        Cells.text(series, DemandSeries.SERIES_ID),
        Cell.text(problem.name()),
        Cell.text(DimensionTables.service(problem)),
        Cell.text(problem.kind().sector().code()),
        Cells.text(series, StoreSchema.AREA_CODE),
        Cells.text(series, StoreSchema.AGE_GROUP),
        Cells.text(series, StoreSchema.CATEGORY),
        Cell.text(problem.grain().code()));
  }

  static List<Cell> overall(DemandProblem problem) {
    return List.of(
        Cell.text(problem.name()),
        Cell.text(problem.name()),
        Cell.text(DimensionTables.service(problem)),
        Cell.text(problem.kind().sector().code()),
        Cell.BLANK,
        Cell.text(StoreSchema.ALL),
        Cell.text(StoreSchema.ALL),
        Cell.text(problem.grain().code()));
  }
}
