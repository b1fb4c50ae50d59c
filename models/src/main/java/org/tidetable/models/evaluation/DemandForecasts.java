package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.problem.DemandProblem;

/**
 * The forecasts of one demand problem and how good such forecasts were at held-out origins.
 *
 * <p>The forecast of a series is the weighted mean of the paths of several methods; the weights
 * come from earlier origins, and the ranges from the errors of such means at them. The score of a
 * held-out origin uses only what was known there, for the weights and the ranges too: no value from
 * after it, nor any error made by one. The published forecasts use all.
 *
 * @param forecasts one for each series, in their order
 * @param accuracies one for each series that has a held-out score, in their order
 * @param overall all series together
 * @param published one for each series, in their order: what would have been published at each
 *     earlier origin, with the weights of that origin; NaN where nothing would
 */
public record DemandForecasts(
    List<Forecast> forecasts,
    List<ForecastAccuracy> accuracies,
    ForecastAccuracy overall,
    List<BacktestPaths> published) {
  public DemandForecasts {
    forecasts = List.copyOf(forecasts);
    published = List.copyOf(published);
    accuracies = List.copyOf(accuracies);
  }

  /** Runs the methods and makes the forecasts, in this thread. */
  public static DemandForecasts make(
      DemandProblem problem, Backtest backtest, List<Series> series, List<ForecastMethod> methods) {
    List<ForecastMethod.Local> locals = new ArrayList<>();
    List<ForecastMethod.Global> globals = new ArrayList<>();
    for (ForecastMethod method : methods) {
      method.fold(locals::add, globals::add);
    }
    List<BacktestPaths> paths = new ArrayList<>();
    for (Series one : series) {
      paths.add(backtest.local(one, locals));
    }
    return of(problem, backtest, series, join(paths, backtest, series, globals));
  }

  /** Adds the runs of global methods to those of local ones, which may have run elsewhere. */
  public static List<BacktestPaths> join(
      List<BacktestPaths> paths,
      Backtest backtest,
      List<Series> series,
      List<ForecastMethod.Global> methods) {
    List<BacktestPaths> joined = new ArrayList<>(paths);
    for (ForecastMethod.Global method : methods) {
      List<BacktestPaths> more = backtest.global(series, method);
      for (int index = 0; index < joined.size(); index++) {
        joined.set(index, joined.get(index).and(more.get(index)));
      }
    }
    return joined;
  }

  /**
   * Makes the forecasts from paths.
   *
   * @param series all with the last period in common, where an early end means that a service
   *     closed ({@link #toCommonEnd}); else each forecast starts where its series ends
   * @param paths one for each series in their order, of the same methods, simplest first
   */
  public static DemandForecasts of(
      DemandProblem problem, Backtest backtest, List<Series> series, List<BacktestPaths> paths) {
    require(series.size() == paths.size(), "as many paths as series are needed");
    List<Optional<String>> refusals = new ArrayList<>(series.size());
    List<SeriesBacktest> admitted = new ArrayList<>();
    for (int index = 0; index < series.size(); index++) {
      Optional<String> refusal = Refusal.of(series.get(index));
      refusals.add(refusal);
      if (refusal.isEmpty()) {
        admitted.add(new SeriesBacktest(series.get(index), paths.get(index), backtest));
      }
    }
    CombinedPaths combined = new CombinedPaths(admitted, problem.grain(), backtest);
    OriginForecasts made =
        new OriginForecasts(backtest, combined, problem.grain(), 0, problem.levels());
    List<Forecast> forecasts = new ArrayList<>(series.size());
    List<BacktestPaths> published = new ArrayList<>(series.size());
    int next = 0;
    for (int index = 0; index < series.size(); index++) {
      Series one = series.get(index);
      if (refusals.get(index).isEmpty()) {
        published.add(combined.published(next));
        forecasts.add(made.of(next++));
      } else {
        published.add(
            BacktestPaths.empty(
                one.id(), List.of(BacktestPaths.PUBLISHED), backtest.runs(), backtest.horizon()));
        forecasts.add(
            new Forecast.NotMade(
                one.id(), one.period(one.length()), refusals.get(index).orElseThrow()));
      }
    }
    Scoreboard scores = new Scoreboard(backtest, combined, problem.grain(), problem.levels());
    return new DemandForecasts(forecasts, scores.accuracies(), scores.overall(), published);
  }

  /** The same series with missing values appended, so that all end with the latest period. */
  public static List<Series> toCommonEnd(List<Series> series) {
    LocalDateTime end =
        series.stream()
            .map(one -> one.period(one.length()))
            .max(LocalDateTime::compareTo)
            .orElse(LocalDateTime.MIN);
    return series.stream().map(one -> extended(one, end)).toList();
  }

  private static Series extended(Series one, LocalDateTime end) {
    int length = (int) one.grain().between(one.firstPeriod(), end);
    if (length <= one.length()) {
      return one;
    }
    double[] values = Arrays.copyOf(one.values(), length);
    Arrays.fill(values, one.length(), length, Double.NaN);
    return new Series(one.id(), one.grain(), one.firstPeriod(), values);
  }
}
