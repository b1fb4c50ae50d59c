package org.tidetable.models.evaluation;

import org.tidetable.models.forecast.interval.ErrorSize;

/**
 * How large an error of each combined path is to be expected, from what was known at its origin:
 * the steps of the series, how far the methods' paths are apart, the errors of earlier combined
 * paths, and the length of the history.
 */
final class ErrorSizes {
  private static final double LEAST_APART = 0.05;
  private static final double MOST = 20;

  private final CombinedPaths combined;
  private final Backtest backtest;
  private final ErrorSize shape;
  private final boolean grows;

  /**
   * With a rule for sizes.
   *
   * @param grows whether the rule knows how errors of this grain grow with the horizon
   */
  ErrorSizes(CombinedPaths combined, Backtest backtest, ErrorSize shape, boolean grows) {
    this.combined = combined;
    this.backtest = backtest;
    this.shape = shape;
    this.grows = grows;
  }

  /** In the unit of the series, by horizon; NaN or 0 where the origin cannot be taken seriously. */
  double[] of(int index, int run) {
    double scale = combined.backtest(index).scale(run);
    double[] sizes = new double[backtest.horizon()];
    double own = own(index, run);
    for (int ahead = 1; ahead <= sizes.length; ahead++) {
      sizes[ahead - 1] = scale * shape.factor(traits(index, run, ahead, own));
    }
    return sizes;
  }

  /** One row for {@link ErrorSize}. */
  double[] traits(int index, int run, int ahead) {
    return traits(index, run, ahead, own(index, run));
  }

  private double[] traits(int index, int run, int ahead, double own) {
    SeriesBacktest one = combined.backtest(index);
    double apart = combined.apart(index, run, ahead) / one.scale(run);
    double seasons = (double) backtest.known(one.series(), run) / one.series().grain().season();
    return new double[] {
      1,
      logarithm(one.stepToSeason(run)),
      Math.log(LEAST_APART + (Double.isFinite(apart) ? Math.min(MOST, apart) : 0)),
      Double.isNaN(own) ? 0 : logarithm(own),
      Double.isNaN(own) ? 1 : 0,
      Math.log(seasons),
      grows ? Math.log(ahead) : 0
    };
  }

  private static double logarithm(double value) {
    return Double.isNaN(value) ? 0 : Math.log(Math.max(1 / MOST, Math.min(MOST, value)));
  }

  /**
   * Mean size of earlier errors, in units of the scale; as if one period ahead where the rule knows
   * how errors grow. Elsewhere that would make the errors of far horizons look small, and as these
   * are known at late origins only, ranges would narrow from one origin to the next.
   */
  private double own(int index, int run) {
    SeriesBacktest one = combined.backtest(index);
    double sum = 0;
    int count = 0;
    for (int earlier = run + 1; earlier < backtest.runs(); earlier++) {
      for (int ahead = 1; ahead <= backtest.horizon(); ahead++) {
        double error = Math.abs(combined.error(index, earlier, ahead, run));
        if (!Double.isNaN(error)) {
          sum += error / one.scale(earlier) / (grows ? Math.sqrt(ahead) : 1);
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
