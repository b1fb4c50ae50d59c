package org.tidetable.models.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.tidetable.models.forecast.OpenPeriods;
import org.tidetable.models.forecast.Series;

/** One series beside its paths: the errors that were known at the origin of any run. */
final class SeriesBacktest {
  private final Series series;
  private final BacktestPaths paths;
  private final Backtest backtest;
  private final double[] scales;
  private final boolean[] open;

  SeriesBacktest(Series series, BacktestPaths paths, Backtest backtest) {
    this.series = series;
    this.paths = paths;
    this.backtest = backtest;
    int horizon = backtest.horizon();
    this.scales = new double[backtest.runs()];
    this.open = new boolean[backtest.runs() * horizon];
    double[] values = series.values();
    for (int run = 0; run < backtest.runs() && backtest.known(series, run) > 0; run++) {
      int known = backtest.known(series, run);
      scales[run] = scale(Arrays.copyOf(values, known), series.grain().season());
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

  /** The value that came {@code ahead} of a run's origin, if it was known at that of another. */
  double actual(int run, int ahead, int knownAtRun) {
    int index = backtest.known(series, run) + ahead - 1;
    boolean known = index < backtest.known(series, knownAtRun);
    return known && isOpen(run, ahead) ? series.value(index) : Double.NaN;
  }

  /** Actual less expected in units of the scale; NaN where it was not known at {@code asOf}. */
  double scaledError(int method, int run, int ahead, int asOf) {
    return (actual(run, ahead, asOf) - paths.expected(method, run, ahead)) / scales[run];
  }

  /** Mean size of a method's scaled errors in the runs before {@code asOf}; NaN without any. */
  double meanError(int method, int asOf) {
    double sum = 0;
    int count = 0;
    for (int run = asOf + 1; run < backtest.runs(); run++) {
      for (int ahead = 1; ran(run) && ahead <= backtest.horizon(); ahead++) {
        double error = Math.abs(scaledError(method, run, ahead, asOf));
        if (!Double.isNaN(error)) {
          sum += error;
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double scale(double[] values, int season) {
    double size =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .map(Math::abs)
            .average()
            .orElse(0);
    OptionalDouble step = ForecastScores.seasonalError(values, 1);
    OptionalDouble year = ForecastScores.seasonalError(values, season);
    double mean = Math.sqrt(step.orElse(year.orElse(0)) * year.orElse(step.orElse(0)));
    return Math.max(mean, 1e-3 * size);
  }
}
