package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.BacktestPaths;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.HierarchyForecasts;
import org.tidetable.models.evaluation.MonthRates;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.pool.Methods;
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
   * @param choice which methods forecast them
   * @param calendar known days that are unlike others; may be empty
   */
  public static DemandForecasts make(
      SparkSession spark,
      DemandProblem problem,
      List<Series> series,
      Backtest backtest,
      MethodChoice choice,
      DemandCalendar calendar,
      long seed) {
    return DemandForecasts.of(
        problem,
        backtest,
        series,
        paths(spark, problem.grain(), series, backtest, choice, calendar, seed));
  }

  /**
   * Forecasts that add up.
   *
   * @param hierarchy what the series add up to
   * @param nodes one series for each node, with the last period in common
   * @param parts what is known of the nodes beside their numbers
   */
  public static HierarchyForecasts coherent(
      SparkSession spark,
      DemandProblem problem,
      Hierarchy hierarchy,
      List<Series> nodes,
      SeriesParts parts,
      Backtest backtest,
      MethodChoice choice,
      DemandCalendar calendar,
      long seed) {
    return HierarchyForecasts.of(
        problem,
        backtest,
        hierarchy,
        nodes,
        paths(spark, problem.grain(), nodes, backtest, choice.knowing(parts), calendar, seed),
        spark.sparkContext().defaultParallelism());
  }

  /** The paths of every method at every origin, one for each series in their order. */
  static List<BacktestPaths> paths(
      SparkSession spark,
      Grain grain,
      List<Series> series,
      Backtest backtest,
      MethodChoice choice,
      DemandCalendar calendar,
      long seed) {
    if (series.isEmpty()) {
      return List.of();
    }
    List<String> plain = new ArrayList<>();
    List<String> local = new ArrayList<>();
    List<ForecastMethod.Global> global = new ArrayList<>();
    for (String name : choice.names()) {
      // What all others are measured by stays as everybody knows it.
      List<String> names = MethodChoice.isPlain(name) ? plain : local;
      Methods.named(name, calendar, choice.parts(), seed).fold(one -> names.add(name), global::add);
    }
    boolean asRates = MonthRates.fit(series, backtest);
    List<Series> seen = asRates ? series.stream().map(MonthRates::of).toList() : series;
    List<BacktestPaths> paths =
        DemandForecasts.join(
            LocalPaths.run(spark, seen, backtest, local, calendar), backtest, seen, global);
    List<BacktestPaths> values =
        DemandForecasts.join(
            asRates ? MonthRates.back(paths, series, backtest) : paths,
            backtest,
            series,
            choice.told());
    List<BacktestPaths> naive = plain(series, backtest, plain);
    List<BacktestPaths> measured = plain(series, backtest, choice.measured());
    return IntStream.range(0, naive.size())
        .mapToObj(
            index ->
                measured.get(index).measuredOnly().and(naive.get(index)).and(values.get(index)))
        .toList();
  }

  /** Repeating a value takes less time than handing the series to a task. */
  private static List<BacktestPaths> plain(
      List<Series> series, Backtest backtest, List<String> names) {
    List<ForecastMethod.Local> methods = Methods.locals(names, DemandCalendar.NONE);
    return series.parallelStream().map(one -> backtest.local(one, methods)).toList();
  }
}
