package org.tidetable.pipeline.stage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.problem.DemandProblem;

/** Forecasts of a set of series: the same work for the stage and for the command line. */
public final class SeriesForecasts {
  private SeriesForecasts() {}

  /**
   * The forecasts and their held-out accuracy.
   *
   * @param series of one grain, the problem's
   * @param holidays known days that are unlike others; may be empty
   */
  public static DemandForecasts make(
      SparkSession spark,
      DemandProblem problem,
      List<Series> series,
      Backtest backtest,
      Set<LocalDate> holidays,
      long seed) {
    return DemandForecasts.of(
        problem, backtest, series, paths(spark, problem, series, backtest, holidays, seed));
  }

  /** The paths of every method at every origin, one for each series in their order. */
  static List<BacktestPaths> paths(
      SparkSession spark,
      DemandProblem problem,
      List<Series> series,
      Backtest backtest,
      Set<LocalDate> holidays,
      long seed) {
    List<String> local = new ArrayList<>();
    List<ForecastMethod.Global> global = new ArrayList<>();
    for (String name : Methods.NAMES) {
      Methods.named(name, holidays, seed).fold(one -> local.add(name), global::add);
    }
    List<BacktestPaths> paths = LocalPaths.run(spark, series, problem.grain(), backtest, local);
    return DemandForecasts.join(paths, backtest, series, global);
  }
}
