package org.tidetable.models.forecast;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * Ranges from the errors that a method made at earlier origins: for each horizon and level, the
 * quantiles of those errors, below and above apart, in units of each series' own error scale.
 *
 * <p>Errors of neighbouring horizons are pooled, more widely where they are few. A quantile takes
 * rank {@code p (n + 1)} of {@code n} errors; where that lies outside them, the range is as wide as
 * the largest error or as normal errors would need, whichever is more. Without any error the ranges
 * are those of a random walk. Levels never cross.
 *
 * <p>Source: Vovk, Gammerman and Shafer (2005), split conformal prediction; Romano, Patterson and
 * Candes (2019) for the two sides.
 */
public final class ConformalIntervals {
  private static final int ENOUGH = 60;

  private final List<Integer> levels;
  private final double[][][] bounds;

  private ConformalIntervals(List<Integer> levels, double[][][] bounds) {
    this.levels = levels;
    this.bounds = bounds;
  }

  /**
   * Learns the quantiles.
   *
   * @param errors for each horizon from 1 the errors, actual less forecast, each divided by the
   *     scale of its series at its origin; finite, in any order
   * @param origins for each horizon how many origins its errors come from: errors of one origin are
   *     alike over the series, so that few origins make ranges wider, by {@code sqrt(1 + 1 / (k +
   *     1))}
   * @param levels nominal coverage in per cent, ascending
   */
  public static ConformalIntervals calibrate(
      double[][] errors, int[] origins, List<Integer> levels) {
    int horizon = errors.length;
    require(horizon > 0, "ranges need at least one horizon");
    double[][][] bounds = new double[horizon][][];
    for (int ahead = 0; ahead < horizon; ahead++) {
      bounds[ahead] = bounds(pooled(errors, ahead), ahead + 1, levels);
      double wider = Math.sqrt(1 + 1.0 / (origins[ahead] + 1));
      for (double[] bound : bounds[ahead]) {
        bound[0] *= wider;
        bound[1] *= wider;
      }
    }
    return new ConformalIntervals(List.copyOf(levels), bounds);
  }

  /** The errors of that horizon and its nearest neighbours, sorted. */
  private static double[] pooled(double[][] errors, int ahead) {
    int horizon = errors.length;
    int reach = horizon / 12;
    while (count(errors, ahead, reach) < ENOUGH && reach < horizon) {
      reach++;
    }
    double[] pool = new double[count(errors, ahead, reach)];
    int next = 0;
    for (int at = Math.max(0, ahead - reach); at <= Math.min(horizon - 1, ahead + reach); at++) {
      System.arraycopy(errors[at], 0, pool, next, errors[at].length);
      next += errors[at].length;
    }
    Arrays.sort(pool);
    return pool;
  }

  private static int count(double[][] errors, int ahead, int reach) {
    int count = 0;
    int last = Math.min(errors.length - 1, ahead + reach);
    for (int at = Math.max(0, ahead - reach); at <= last; at++) {
      count += errors[at].length;
    }
    return count;
  }

  private static double[][] bounds(double[] pool, int horizon, List<Integer> levels) {
    double[][] bounds = new double[levels.size()][];
    double lower = 0;
    double upper = 0;
    for (int index = 0; index < levels.size(); index++) {
      double tail = (100 - levels.get(index)) / 200.0;
      lower = Math.min(lower, quantile(pool, tail, horizon));
      upper = Math.max(upper, quantile(pool, 1 - tail, horizon));
      bounds[index] = new double[] {lower, upper};
    }
    return bounds;
  }

  private static double quantile(double[] sorted, double share, int horizon) {
    int n = sorted.length;
    double normal = normalQuantile(share);
    if (n == 0) {
      // A mean absolute step of 1 is a standard deviation of 1.2533.
      return normal * 1.2533 * Math.sqrt(horizon);
    }
    double rank = share * (n + 1) - 1;
    if (rank < 0 || rank > n - 1) {
      double squares = Arrays.stream(sorted).map(error -> error * error).sum();
      double spread = normal * Math.sqrt(squares / n);
      return rank < 0 ? Math.min(sorted[0], spread) : Math.max(sorted[n - 1], spread);
    }
    int below = (int) rank;
    double above = below + 1 < n ? sorted[below + 1] : sorted[below];
    return sorted[below] + (rank - below) * (above - sorted[below]);
  }

  private static double normalQuantile(double share) {
    return Math.sqrt(2) * Erf.erfInv(2 * share - 1);
  }

  /**
   * The ranges around one expected value.
   *
   * @param horizon from 1 to the horizon that was calibrated
   * @param scale of the errors of the series, 0 or more, in the unit of the series
   * @param floor no bound lies below it; at most {@code expected}
   */
  public List<Forecast.Interval> around(int horizon, double expected, double scale, double floor) {
    List<Forecast.Interval> intervals = new ArrayList<>(levels.size());
    for (int index = 0; index < levels.size(); index++) {
      double[] bound = bounds[horizon - 1][index];
      intervals.add(
          new Forecast.Interval(
              levels.get(index),
              Math.max(floor, expected + scale * bound[0]),
              Math.max(floor, expected + scale * bound[1])));
    }
    return intervals;
  }
}
