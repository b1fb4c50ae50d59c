package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.HierarchyForecasts;
import org.tidetable.models.forecast.DeclaredBreaks;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.reconcile.Hierarchy;
import org.tidetable.models.vocabulary.Grain;

/** Forecasts of a set of series: the same work for the stage and for the command line. */
public final class SeriesForecasts {
  private SeriesForecasts() {}

  /**
   * The forecasts and their held-out accuracy.
   *
   * @param series of one grain, the problem's
   * @param pool which methods forecast them
   * @param breaks of which nothing is learnt
   * @param calendar known days that are unlike others; may be empty
   */
  public static DemandForecasts make(
      SparkSession spark,
      DemandProblem problem,
      List<Series> series,
      Backtest backtest,
      Pool pool,
      DeclaredBreaks breaks,
      DemandCalendar calendar,
      long seed) {
    return DemandForecasts.of(
        problem,
        backtest,
        series,
        paths(spark, problem.grain(), series, backtest, pool, calendar, seed),
        breaks);
  }

  /**
   * Forecasts that add up.
   *
   * @param hierarchy what the series add up to
   * @param nodes one series for each node, with the last period in common
   */
  public static HierarchyForecasts coherent(
      SparkSession spark,
      DemandProblem problem,
      Hierarchy hierarchy,
      List<Series> nodes,
      Backtest backtest,
      Pool pool,
      DeclaredBreaks breaks,
      DemandCalendar calendar,
      long seed) {
    return HierarchyForecasts.of(
        problem,
        backtest,
        hierarchy,
        nodes,
        paths(spark, problem.grain(), nodes, backtest, pool, calendar, seed),
        breaks,
        spark.sparkContext().defaultParallelism());
  }

  /** The paths of every method at every origin, one for each series in their order. */
  static List<BacktestPaths> paths(
      SparkSession spark,
      Grain grain,
      List<Series> series,
      Backtest backtest,
      Pool pool,
      DemandCalendar calendar,
      long seed) {
    List<String> local = new ArrayList<>();
    List<ForecastMethod.Global> global = new ArrayList<>();
    for (String name : pool.methods(grain)) {
      Methods.named(name, calendar, seed).fold(one -> local.add(name), global::add);
    }
    List<BacktestPaths> paths = LocalPaths.run(spark, series, backtest, local, calendar);
    return DemandForecasts.join(paths, backtest, series, global);
  }
}
