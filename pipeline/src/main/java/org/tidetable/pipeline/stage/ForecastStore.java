package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.problem.DemandProblem;

/** How forecasts lie between the stages. */
final class ForecastStore {
  static final StructType FORECASTS = forecasts();

  private ForecastStore() {}

  private static StructType forecasts() {
    StructType schema =
        new StructType()
            .add("series_id", StringType, false)
            .add("horizon", IntegerType, false)
            .add("period_start", DateType, false)
            .add("origin", DateType, false)
            .add("method", StringType, false)
            .add("expected", DoubleType);
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      schema = schema.add("lower_" + level, DoubleType).add("upper_" + level, DoubleType);
    }
    return schema.add("status", StringType, false).add("reason", StringType, false);
  }

  /** One row for each series and horizon, whether it was made or not. */
  static List<Row> rows(DemandProblem problem, List<Forecast> forecasts) {
    List<Row> rows = new ArrayList<>();
    for (Forecast forecast : forecasts) {
      rows.addAll(forecast.fold(made -> made(problem, made), notMade -> notMade(problem, notMade)));
    }
    return rows;
  }

  private static List<Row> made(DemandProblem problem, Forecast.Made made) {
    List<Row> rows = new ArrayList<>();
    for (Forecast.Point point : made.points()) {
      boolean there = point.reason().isEmpty();
      List<Object> cells = new ArrayList<>();
      cells.add(made.seriesId());
      cells.add(point.horizon());
      cells.add(Date.valueOf(point.periodStart().toLocalDate()));
      cells.add(Date.valueOf(made.origin().toLocalDate()));
      cells.add(made.method());
      cells.add(there ? point.expected() : null);
      for (int i = 0; i < problem.levels().size(); i++) {
        cells.add(there ? point.intervals().get(i).lower() : null);
        cells.add(there ? point.intervals().get(i).upper() : null);
      }
      cells.add(there ? "made" : "not_made");
      cells.add(point.reason());
      rows.add(RowFactory.create(cells.toArray()));
    }
    return rows;
  }

  private static List<Row> notMade(DemandProblem problem, Forecast.NotMade notMade) {
    List<Row> rows = new ArrayList<>();
    for (int horizon = 1; horizon <= problem.horizon(); horizon++) {
      List<Object> cells = new ArrayList<>();
      cells.add(notMade.seriesId());
      cells.add(horizon);
      cells.add(Date.valueOf(problem.grain().plus(notMade.origin(), horizon - 1L).toLocalDate()));
      cells.add(Date.valueOf(notMade.origin().toLocalDate()));
      cells.add("");
      for (int i = 0; i < 1 + 2 * problem.levels().size(); i++) {
        cells.add(null);
      }
      cells.add("not_made");
      cells.add(notMade.cause());
      rows.add(RowFactory.create(cells.toArray()));
    }
    return rows;
  }
}
