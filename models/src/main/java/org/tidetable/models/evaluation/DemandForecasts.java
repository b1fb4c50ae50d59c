package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidetable.models.forecast.ConformalIntervals;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.OpenPeriods;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.problem.DemandProblem;

/**
 * The forecasts of one demand problem and how good such forecasts were at held-out origins.
 *
 * <p>For each series the method is chosen on earlier origins, and ranges are made of the errors at
 * them. The score of a held-out origin uses only what was known there, for the choice and the
 * ranges too: no value from after it, nor any error made by one. The published forecasts use all.
 *
 * @param forecasts one for each series, in their order
 * @param accuracies one for each series that has a held-out score, in their order
 * @param overall all series together
 */
public record DemandForecasts(
    List<Forecast> forecasts, List<ForecastAccuracy> accuracies, ForecastAccuracy overall) {
  /** The name of the mean of all methods, the naive ones among them. */
  public static final String AVERAGE = "average";

  private static final int PUBLISHED = 0;

  public DemandForecasts {
    forecasts = List.copyOf(forecasts);
    accuracies = List.copyOf(accuracies);
  }

  /** Runs the methods and makes the forecasts, in this thread. */
  public static DemandForecasts make(
      DemandProblem problem, List<Series> series, List<ForecastMethod> methods) {
    Backtest backtest = Backtest.of(problem.grain(), problem.horizon());
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
    if (series.isEmpty()) {
      return new DemandForecasts(
          List.of(), List.of(), new AccuracyTally("", List.of(), problem.levels()).mean());
    }
    List<String> members = new ArrayList<>(paths.get(0).methods());
    List<Optional<String>> refusals = new ArrayList<>(series.size());
    List<SeriesBacktest> admitted = new ArrayList<>();
    for (int index = 0; index < series.size(); index++) {
      Optional<String> refusal = Refusal.of(series.get(index));
      refusals.add(refusal);
      if (refusal.isEmpty()) {
        BacktestPaths all = paths.get(index);
        BacktestPaths withMean = members.size() > 1 ? all.andMeanOf(members, AVERAGE) : all;
        admitted.add(new SeriesBacktest(series.get(index), withMean, backtest));
      }
    }
    List<Forecast> made = forecasts(problem, backtest, admitted, PUBLISHED);
    List<Forecast> forecasts = new ArrayList<>(series.size());
    int next = 0;
    for (int index = 0; index < series.size(); index++) {
      Series one = series.get(index);
      forecasts.add(
          refusals.get(index).isEmpty()
              ? made.get(next++)
              : new Forecast.NotMade(
                  one.id(), one.period(one.length()), refusals.get(index).orElseThrow()));
    }
    return score(problem, backtest, admitted, forecasts);
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

  private static List<Forecast> forecasts(
      DemandProblem problem, Backtest backtest, List<SeriesBacktest> all, int run) {
    if (all.isEmpty()) {
      return List.of();
    }
    List<String> methods = all.get(0).paths().methods();
    MethodChoice choice = new MethodChoice(all, methods.size(), run, backtest.origins());
    int[] chosen = all.stream().mapToInt(choice::of).toArray();
    ConformalIntervals intervals =
        ConformalIntervals.calibrate(
            errors(backtest, all, chosen, run), origins(backtest, run), problem.levels());
    List<Forecast> forecasts = new ArrayList<>(all.size());
    for (int index = 0; index < all.size(); index++) {
      forecasts.add(forecast(backtest, all.get(index), chosen[index], intervals, run));
    }
    return forecasts;
  }

  private static double[][] errors(
      Backtest backtest, List<SeriesBacktest> all, int[] chosen, int asOf) {
    double[][] errors = new double[backtest.horizon()][];
    for (int ahead = 1; ahead <= backtest.horizon(); ahead++) {
      double[] found = new double[all.size() * backtest.runs()];
      int count = 0;
      for (int index = 0; index < all.size(); index++) {
        SeriesBacktest one = all.get(index);
        for (int run = asOf + 1; run < backtest.runs(); run++) {
          double error =
              chosen[index] >= 0 && one.ran(run)
                  ? one.scaledError(chosen[index], run, ahead, asOf)
                  : Double.NaN;
          if (!Double.isNaN(error)) {
            found[count++] = error;
          }
        }
      }
      errors[ahead - 1] = Arrays.copyOf(found, count);
    }
    return errors;
  }

  /** How many earlier runs had their value at each horizon before the origin of {@code asOf}. */
  private static int[] origins(Backtest backtest, int asOf) {
    int[] counts = new int[backtest.horizon()];
    for (int ahead = 1; ahead <= counts.length; ahead++) {
      for (int run = asOf + 1; run < backtest.runs(); run++) {
        counts[ahead - 1] += backtest.back(run) - ahead >= backtest.back(asOf) ? 1 : 0;
      }
    }
    return counts;
  }

  private static Forecast forecast(
      Backtest backtest, SeriesBacktest one, int method, ConformalIntervals intervals, int run) {
    Series series = one.series();
    int known = backtest.known(series, run);
    LocalDateTime origin = series.period(known);
    if (method < 0) {
      return new Forecast.NotMade(series.id(), origin, "no method could forecast the series");
    }
    boolean negative = false;
    for (int index = 0; index < known; index++) {
      negative |= series.value(index) < 0;
    }
    double floor = negative ? Double.NEGATIVE_INFINITY : 0;
    List<Forecast.Point> points = new ArrayList<>(backtest.horizon());
    for (int ahead = 1; ahead <= backtest.horizon(); ahead++) {
      LocalDateTime period = series.period(known + ahead - 1);
      if (!one.isOpen(run, ahead)) {
        String reason = OpenPeriods.reason(series.grain());
        points.add(new Forecast.Point(ahead, period, Double.NaN, List.of(), reason));
        continue;
      }
      double expected = Math.max(floor, one.paths().expected(method, run, ahead));
      points.add(
          new Forecast.Point(
              ahead,
              period,
              expected,
              intervals.around(ahead, expected, one.scale(run), floor),
              ""));
    }
    return new Forecast.Made(series.id(), origin, one.paths().methods().get(method), points);
  }

  private static DemandForecasts score(
      DemandProblem problem,
      Backtest backtest,
      List<SeriesBacktest> admitted,
      List<Forecast> forecasts) {
    List<String> methods = new ArrayList<>(List.of(ForecastAccuracy.CHOSEN));
    if (!admitted.isEmpty()) {
      methods.addAll(admitted.get(0).paths().methods());
    }
    Map<String, AccuracyTally> bySeries = new LinkedHashMap<>();
    for (int held = 1; held <= backtest.lastHeldOut(); held++) {
      int run = held;
      List<SeriesBacktest> scored = admitted.stream().filter(one -> one.isHeldOut(run)).toList();
      List<Forecast> heldOut = forecasts(problem, backtest, scored, run);
      for (int index = 0; index < scored.size(); index++) {
        HeldOutScore score = new HeldOutScore(scored.get(index), backtest, problem.levels(), run);
        Optional<ForecastAccuracy> accuracy =
            heldOut.get(index).fold(made -> Optional.of(score.of(made)), not -> Optional.empty());
        if (accuracy.isPresent() && score.periods() > 0) {
          bySeries
              .computeIfAbsent(
                  scored.get(index).series().id(),
                  id -> new AccuracyTally(id, methods, problem.levels()))
              .add(accuracy.orElseThrow(), score.periods(), score.total());
        }
      }
    }
    AccuracyTally overall = new AccuracyTally("", methods, problem.levels());
    List<ForecastAccuracy> accuracies = new ArrayList<>();
    bySeries.forEach(
        (id, tally) -> {
          accuracies.add(tally.mean());
          overall.add(tally.mean(), tally.periods(), tally.total());
        });
    return new DemandForecasts(forecasts, accuracies, overall.mean());
  }
}
