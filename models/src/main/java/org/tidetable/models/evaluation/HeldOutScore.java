package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.tidetable.models.forecast.Forecast;

/** Scores the held-out run of one series: the chosen path, its ranges, and every method. */
final class HeldOutScore {
  private final SeriesBacktest one;
  private final List<Integer> levels;
  private final double[] history;
  private final double[] actual;
  private final int season;
  private final int run;

  HeldOutScore(SeriesBacktest one, Backtest backtest, List<Integer> levels, int run) {
    this.one = one;
    this.levels = levels;
    this.run = run;
    this.season = one.series().grain().season();
    this.history = Arrays.copyOf(one.series().values(), backtest.known(one.series(), run));
    this.actual = new double[backtest.horizon()];
    for (int ahead = 1; ahead <= actual.length; ahead++) {
      actual[ahead - 1] = one.actual(run, ahead, 0);
    }
  }

  /** How many periods are scored. */
  int periods() {
    return (int) Arrays.stream(actual).filter(value -> !Double.isNaN(value)).count();
  }

  /** Sum of the sizes of the values in them. */
  double total() {
    return Arrays.stream(actual).filter(value -> !Double.isNaN(value)).map(Math::abs).sum();
  }

  ForecastAccuracy of(Forecast.Made made) {
    List<ForecastAccuracy.MethodScore> scores = new ArrayList<>();
    double[] chosen = made.points().stream().mapToDouble(Forecast.Point::expected).toArray();
    scores.add(score(ForecastAccuracy.CHOSEN, chosen));
    List<String> methods = one.paths().methods();
    for (int method = 0; method < methods.size(); method++) {
      double[] path = new double[actual.length];
      for (int ahead = 1; ahead <= path.length; ahead++) {
        path[ahead - 1] = one.paths().expected(method, run, ahead);
      }
      scores.add(score(methods.get(method), path));
    }
    List<ForecastAccuracy.RangeScore> ranges = new ArrayList<>();
    for (int index = 0; index < levels.size(); index++) {
      ranges.add(range(made, index));
    }
    return new ForecastAccuracy(made.seriesId(), made.method(), scores, ranges);
  }

  private ForecastAccuracy.MethodScore score(String method, double[] path) {
    OptionalDouble smape = ForecastScores.smape(actual, path);
    return new ForecastAccuracy.MethodScore(
        method,
        smape.isPresent() ? 1 : 0,
        smape,
        ForecastScores.mase(history, actual, path, season),
        ForecastScores.wape(actual, path),
        ForecastScores.rmsse(history, actual, path));
  }

  private ForecastAccuracy.RangeScore range(Forecast.Made made, int index) {
    double[] lower = new double[actual.length];
    double[] upper = new double[actual.length];
    double width = 0;
    int count = 0;
    for (int at = 0; at < actual.length; at++) {
      List<Forecast.Interval> intervals = made.points().get(at).intervals();
      lower[at] = intervals.isEmpty() ? Double.NaN : intervals.get(index).lower();
      upper[at] = intervals.isEmpty() ? Double.NaN : intervals.get(index).upper();
      if (!intervals.isEmpty()) {
        width += upper[at] - lower[at];
        count++;
      }
    }
    return new ForecastAccuracy.RangeScore(
        levels.get(index),
        ForecastScores.coverage(actual, lower, upper),
        count == 0 ? OptionalDouble.empty() : OptionalDouble.of(width / count),
        ForecastScores.msis(history, actual, lower, upper, levels.get(index), season));
  }
}
