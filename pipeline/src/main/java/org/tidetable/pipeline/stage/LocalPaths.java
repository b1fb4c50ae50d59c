package org.tidetable.pipeline.stage;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.vocabulary.Grain;

/** Runs methods that need one series only, a block of series to a task. */
final class LocalPaths {
  private static final int SERIES_PER_TASK = 500;
  private static final int TASKS_PER_CORE = 4;
  private static final StructType SERIES =
      new StructType()
          .add("place", DataTypes.IntegerType, false)
          .add("id", DataTypes.StringType, false)
          .add("first", DataTypes.StringType, false)
          .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
  private static final StructType PATHS =
      new StructType()
          .add("place", DataTypes.IntegerType, false)
          .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  private LocalPaths() {}

  /** The paths of each series, in their order; they are of one grain. */
  static List<BacktestPaths> run(
      SparkSession spark,
      List<Series> series,
      Backtest backtest,
      List<String> methods,
      DemandCalendar calendar) {
    if (methods.isEmpty()) {
      return series.stream()
          .map(
              one ->
                  new BacktestPaths(
                      one.id(), methods, backtest.runs(), backtest.horizon(), new double[0]))
          .toList();
    }
    if (series.isEmpty()) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>(series.size());
    for (int place = 0; place < series.size(); place++) {
      Series one = series.get(place);
      rows.add(
          RowFactory.create(place, one.id(), one.firstPeriod().toString(), boxed(one.values())));
    }
    int cores = spark.sparkContext().defaultParallelism();
    int tasks = Math.max(cores * TASKS_PER_CORE, series.size() / SERIES_PER_TASK);
    MapPartitionsFunction<Row, Row> block =
        block(series.get(0).grain(), backtest, methods, calendar);
    Dataset<Row> paths =
        spark
            .createDataFrame(rows, SERIES)
            .repartition(Math.max(1, Math.min(tasks, series.size())))
            .mapPartitions(block, Encoders.row(PATHS));
    Map<Integer, BacktestPaths> byPlace = new HashMap<>();
    for (Row row : Rows.small(paths)) {
      int place = row.getInt(0);
      byPlace.put(
          place,
          new BacktestPaths(
              series.get(place).id(),
              methods,
              backtest.runs(),
              backtest.horizon(),
              unboxed(row.getList(1))));
    }
    List<BacktestPaths> ordered = new ArrayList<>(series.size());
    for (int place = 0; place < series.size(); place++) {
      ordered.add(java.util.Objects.requireNonNull(byPlace.get(place)));
    }
    return ordered;
  }

  private static MapPartitionsFunction<Row, Row> block(
      Grain grain, Backtest backtest, List<String> methods, DemandCalendar calendar) {
    // A record of the models is no Serializable; its numbers and lines are.
    int horizon = backtest.horizon();
    int origins = backtest.origins();
    int step = backtest.step();
    List<String> names = new ArrayList<>(methods);
    List<String> lines = new ArrayList<>(calendar.lines());
    return rows ->
        paths(
            rows,
            grain,
            new Backtest(horizon, origins, step),
            names,
            DemandCalendar.ofLines(lines));
  }

  private static Iterator<Row> paths(
      Iterator<Row> rows,
      Grain grain,
      Backtest backtest,
      List<String> names,
      DemandCalendar calendar) {
    List<ForecastMethod.Local> methods = Methods.locals(names, calendar);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        Series series =
            new Series(
                row.getString(1),
                grain,
                LocalDateTime.parse(row.getString(2)),
                unboxed(row.getList(3)));
        return RowFactory.create(row.getInt(0), boxed(backtest.local(series, methods).values()));
      }
    };
  }

  private static Double[] boxed(double[] values) {
    Double[] boxed = new Double[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return boxed;
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
