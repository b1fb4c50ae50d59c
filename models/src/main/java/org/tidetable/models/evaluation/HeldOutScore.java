package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.tidetable.models.forecast.Forecast;

/** Scores the held-out run of one series: the chosen path, its ranges, and every method. */
final class HeldOutScore {
  private final SeriesBacktest one;
  private final List<Integer> levels;
  private final double[] history;
  private final double[] actual;
  private final int season;
  private final int run;
  private final int from;
  private final int to;

  HeldOutScore(SeriesBacktest one, Backtest backtest, List<Integer> levels, int run) {
    this(one, backtest, levels, run, 0, backtest.horizon());
  }

  /**
   * Of some periods ahead only.
   *
   * @param from the first, counted from 0
   * @param to the one after the last
   */
  HeldOutScore(
      SeriesBacktest one, Backtest backtest, List<Integer> levels, int run, int from, int to) {
    this.one = one;
    this.levels = levels;
    this.run = run;
    this.from = from;
    this.to = to;
    this.season = one.series().grain().season();
    this.history = Arrays.copyOf(one.series().values(), backtest.known(one.series(), run));
    this.actual = new double[backtest.horizon()];
    for (int ahead = 1; ahead <= actual.length; ahead++) {
      actual[ahead - 1] = isAsked(ahead - 1) ? one.actual(run, ahead, 0) : Double.NaN;
    }
  }

  private boolean isAsked(int at) {
    return at >= from && at < to;
  }

  /** How many periods are scored. */
  int periods() {
    return periods(actual);
  }

  /** How many periods of a path are scored. */
  int periods(double[] path) {
    int count = 0;
    for (int at = 0; at < actual.length; at++) {
      count += Double.isNaN(actual[at] + path[at]) ? 0 : 1;
    }
    return count;
  }

  /** Sum of the sizes of the values in the periods of a path that are scored. */
  double total(double[] path) {
    double total = 0;
    for (int at = 0; at < actual.length; at++) {
      total += Double.isNaN(actual[at] + path[at]) ? 0 : Math.abs(actual[at]);
    }
    return total;
  }

  ForecastAccuracy of(Forecast.Made made) {
    List<ForecastAccuracy.MethodScore> scores = new ArrayList<>();
    double[] chosen = made.points().stream().mapToDouble(Forecast.Point::expected).toArray();
    scores.add(score(ForecastAccuracy.CHOSEN, chosen, chosen));
    List<String> methods = one.paths().methods();
    for (int method = 0; method < methods.size(); method++) {
      double[] path = new double[actual.length];
      for (int ahead = 1; ahead <= path.length; ahead++) {
        path[ahead - 1] = one.paths().expected(method, run, ahead);
      }
      scores.add(score(methods.get(method), path, chosen));
    }
    scores.add(score(ForecastAccuracy.AVERAGE, average(), chosen));
    double[][] lower = bounds(made, Forecast.Interval::lower);
    double[][] upper = bounds(made, Forecast.Interval::upper);
    List<ForecastAccuracy.RangeScore> ranges = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      ranges.add(range(levels.get(level), lower[level], upper[level]));
    }
    return new ForecastAccuracy(
        made.seriesId(),
        made.method(),
        scores,
        ranges,
        scaled(ForecastScores.wis(actual, chosen, lower, upper, levels)),
        scaled(pinball(lower, upper)),
        periods(),
        total(actual));
  }

  /** The mean over all ends of ranges, each a quantile. */
  private OptionalDouble pinball(double[][] lower, double[][] upper) {
    double sum = 0;
    int count = 0;
    for (int level = 0; level < levels.size(); level++) {
      double tail = (1 - levels.get(level) / 100.0) / 2;
      OptionalDouble below = ForecastScores.pinball(actual, lower[level], tail);
      OptionalDouble above = ForecastScores.pinball(actual, upper[level], 1 - tail);
      if (below.isPresent() && above.isPresent()) {
        sum += below.getAsDouble() + above.getAsDouble();
        count += 2;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  private OptionalDouble scaled(OptionalDouble error) {
    double divisor = ForecastScores.seasonalError(history, season).orElse(0);
    return error.isEmpty() || divisor == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(error.getAsDouble() / divisor);
  }

  /** The held-out periods one by one, to be sorted by horizon and by size. */
  Thirds.Held held(Forecast.Made made) {
    double divisor = ForecastScores.seasonalError(history, season).orElse(Double.NaN);
    double[] errors = new double[actual.length];
    for (int at = 0; at < actual.length; at++) {
      double error = Math.abs(actual[at] - made.points().get(at).expected());
      errors[at] = divisor > 0 ? error / divisor : Double.NaN;
    }
    return new Thirds.Held(
        one.size(run),
        actual.clone(),
        errors,
        bounds(made, Forecast.Interval::lower),
        bounds(made, Forecast.Interval::upper));
  }

  /** The mean of the paths of the pool's core, all alike. */
  private double[] average() {
    List<String> methods = one.paths().methods();
    double[] weights = PriorWeights.alike(one.series().grain(), methods);
    double[] mean = new double[actual.length];
    double sum = 0;
    for (int method = 0; method < weights.length; method++) {
      if (weights[method] > 0 && !Double.isNaN(one.paths().expected(method, run, 1))) {
        sum += weights[method];
        for (int ahead = 1; ahead <= mean.length; ahead++) {
          mean[ahead - 1] += weights[method] * one.paths().expected(method, run, ahead);
        }
      }
    }
    for (int at = 0; at < mean.length; at++) {
      mean[at] = sum == 0 ? Double.NaN : mean[at] / sum;
    }
    return mean;
  }

  /** The scores of a path, beside those of the chosen one where both are numbers. */
  ForecastAccuracy.MethodScore score(String method, double[] path, double[] chosen) {
    OptionalDouble smape = ForecastScores.smape(actual, path);
    double[] both = chosen.clone();
    for (int at = 0; at < both.length; at++) {
      both[at] = Double.isNaN(path[at]) ? Double.NaN : both[at];
    }
    return new ForecastAccuracy.MethodScore(
        method,
        smape.isPresent() ? 1 : 0,
        smape,
        ForecastScores.mase(history, actual, path, season),
        ForecastScores.wape(actual, path),
        ForecastScores.rmsse(history, actual, path),
        ForecastScores.mase(history, actual, both, season));
  }

  /** By level, then period; NaN where a point has no range. */
  private double[][] bounds(Forecast.Made made, ToDoubleFunction<Forecast.Interval> bound) {
    double[][] bounds = new double[levels.size()][actual.length];
    for (int level = 0; level < bounds.length; level++) {
      for (int at = 0; at < actual.length; at++) {
        List<Forecast.Interval> intervals = made.points().get(at).intervals();
        bounds[level][at] =
            intervals.isEmpty() || !isAsked(at)
                ? Double.NaN
                : bound.applyAsDouble(intervals.get(level));
      }
    }
    return bounds;
  }

  private ForecastAccuracy.RangeScore range(int level, double[] lower, double[] upper) {
    double[] widths = new double[lower.length];
    Arrays.setAll(widths, at -> upper[at] - lower[at]);
    return new ForecastAccuracy.RangeScore(
        level,
        ForecastScores.coverage(actual, lower, upper),
        Arrays.stream(widths).filter(width -> !Double.isNaN(width)).average(),
        ForecastScores.msis(history, actual, lower, upper, level, season));
  }
}
