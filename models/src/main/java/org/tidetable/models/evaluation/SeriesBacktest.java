package org.tidetable.models.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tidetable.models.forecast.OpenPeriods;
import org.tidetable.models.forecast.Series;

/** One series beside its paths: the errors that were known at the origin of any run. */
final class SeriesBacktest {
  private final Series series;
  private final BacktestPaths paths;
  private final Backtest backtest;
  private final double[] scales;
  private final double[] ratios;
  private final double[] sizes;
  private final boolean[] open;

  SeriesBacktest(Series series, BacktestPaths paths, Backtest backtest) {
    this.series = series;
    this.paths = paths;
    this.backtest = backtest;
    int horizon = backtest.horizon();
    this.scales = new double[backtest.runs()];
    this.ratios = new double[backtest.runs()];
    this.sizes = new double[backtest.runs()];
    this.open = new boolean[backtest.runs() * horizon];
    double[] values = series.values();
    for (int run = 0; run < backtest.runs() && backtest.known(series, run) > 0; run++) {
      int known = backtest.known(series, run);
      double[] history = Arrays.copyOf(values, known);
      double step = ForecastScores.seasonalError(history, 1).orElse(Double.NaN);
      double year =
          ForecastScores.seasonalError(history, series.grain().season()).orElse(Double.NaN);
      sizes[run] =
          Arrays.stream(history)
              .filter(value -> !Double.isNaN(value))
              .map(Math::abs)
              .average()
              .orElse(0);
      scales[run] = scale(step, year, sizes[run]);
      ratios[run] = step > 0 && year > 0 ? step / year : Double.NaN;
      OpenPeriods periods = new OpenPeriods(series.head(known));
      for (int ahead = 1; ahead <= horizon; ahead++) {
        open[run * horizon + ahead - 1] = periods.isOpen(ahead);
      }
    }
  }

  Series series() {
    return series;
  }

  BacktestPaths paths() {
    return paths;
  }

  /** What was known at the origin of a run. */
  Series history(int run) {
    return series.head(backtest.known(series, run));
  }

  boolean isOpen(int run, int ahead) {
    return open[run * backtest.horizon() + ahead - 1];
  }

  /** Whether enough was known at the origin of a run to take it seriously. */
  boolean ran(int run) {
    int known = backtest.known(series, run);
    int enough = Math.max(3, Refusal.minimum(series.grain()) / 2);
    int observed = 0;
    for (int index = 0; index < known && observed < enough; index++) {
      observed += Double.isNaN(series.value(index)) ? 0 : 1;
    }
    return observed >= enough && scales[run] > 0;
  }

  /** Whether a run may be scored: the first always, others once two seasons were known. */
  boolean isHeldOut(int run) {
    int season = series.grain().season();
    return ran(run) && (run == 1 || backtest.known(series, run) >= 2 * season);
  }

  /**
   * The size of an ordinary error at the origin of a run: the geometric mean of the steps from one
   * period and from one season to the next, in the unit of the series; not below a thousandth of
   * the mean size.
   */
  double scale(int run) {
    return scales[run];
  }

  /** Mean size of the steps from one period to the next over those from season to season. */
  double stepToSeason(int run) {
    return ratios[run];
  }

  /** Mean size of the values that were known at the origin of a run; 0 without any. */
  double size(int run) {
    return sizes[run];
  }

  /** The value that came {@code ahead} of a run's origin, if it was known at that of another. */
  double actual(int run, int ahead, int knownAtRun) {
    int index = backtest.known(series, run) + ahead - 1;
    boolean known = index < backtest.known(series, knownAtRun);
    return known && isOpen(run, ahead) ? series.value(index) : Double.NaN;
  }

  /** Mean size of a method's scaled errors at one run, as known at another; NaN without any. */
  double meanError(int method, int run, int asOf) {
    double sum = 0;
    int count = 0;
    for (int ahead = 1; ahead <= backtest.horizon(); ahead++) {
      double error = Math.abs(actual(run, ahead, asOf) - paths.expected(method, run, ahead));
      if (!Double.isNaN(error)) {
        sum += error;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count / scales[run];
  }

  /**
   * Mean size of errors of some methods in the runs before {@code asOf}, over that of all of them
   * in the runs that the method made; NaN where it is unknown.
   *
   * @param places of the methods, in the order of the result
   */
  double[] relativeErrors(int[] places, int asOf) {
    double[] own = new double[places.length];
    double[] all = new double[places.length];
    for (int run = asOf + 1; run < backtest.runs(); run++) {
      if (!ran(run)) {
        continue;
      }
      double[] errors = new double[places.length];
      double sum = 0;
      int count = 0;
      for (int at = 0; at < places.length; at++) {
        errors[at] = meanError(places[at], run, asOf);
        sum += Double.isNaN(errors[at]) ? 0 : errors[at];
        count += Double.isNaN(errors[at]) ? 0 : 1;
      }
      for (int at = 0; at < places.length; at++) {
        if (!Double.isNaN(errors[at])) {
          own[at] += errors[at];
          all[at] += sum / count;
        }
      }
    }
    double[] relative = new double[places.length];
    for (int at = 0; at < places.length; at++) {
      relative[at] = all[at] > 0 ? own[at] / all[at] : Double.NaN;
    }
    return relative;
  }

  /** The same of all methods. */
  double[] relativeErrors(int asOf) {
    return relativeErrors(IntStream.range(0, paths.methods().size()).toArray(), asOf);
  }

  /** The paths of all methods at a run; NaN where a method made none. */
  double[][] paths(int run) {
    double[][] made = new double[paths.methods().size()][backtest.horizon()];
    for (int method = 0; method < made.length; method++) {
      for (int ahead = 1; ahead <= backtest.horizon(); ahead++) {
        made[method][ahead - 1] = paths.expected(method, run, ahead);
      }
    }
    return made;
  }

  private static double scale(double step, double year, double size) {
    double one = Double.isNaN(step) ? year : step;
    double other = Double.isNaN(year) ? step : year;
    return Math.max(Double.isNaN(one) ? 0 : Math.sqrt(one * other), 1e-3 * size);
  }
}
