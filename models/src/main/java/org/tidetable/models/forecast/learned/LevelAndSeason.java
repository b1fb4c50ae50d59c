package org.tidetable.models.forecast.learned;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * A series as a level that wanders, a slope, a season that stays and noise, all normal, seen at
 * some times: how likely values are, and how they go on.
 *
 * <p>The mean is unknown and estimated; so is the size of the noise, of which all other sizes are
 * multiples. Equal to the structural model of Harvey (1989) with a fixed season, written as
 * covariances, since histories are short.
 */
final class LevelAndSeason {

  /**
   * Variances as multiples of that of the noise.
   *
   * @param level of one step of the level
   * @param season of what a place in the season has of its own
   * @param slope of the slope, as a multiple of that of a step of the level
   */
  record Parts(double level, double season, double slope) {
    double between(int time, int other, int period) {
      return level * (Math.min(time, other) + slope * time * other)
          + (time % period == other % period ? season : 0);
    }
  }

  private final Parts parts;
  private final int period;
  private final int[] times;
  private final double[][] inverse;
  private final double[] sums;
  private final double sum;
  private final double logDeterminant;

  /**
   * @param period of the season
   * @param times of the values, from 1, ascending
   */
  LevelAndSeason(Parts parts, int period, int[] times) {
    this.parts = parts;
    this.period = period;
    this.times = times;
    int n = times.length;
    double[][] covariance = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        covariance[row][column] =
            parts.between(times[row], times[column], period) + (row == column ? 1 : 0);
      }
    }
    var decomposed = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance, false));
    this.inverse = decomposed.getSolver().getInverse().getData();
    this.sums = new double[n];
    double all = 0;
    double determinant = 0;
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        sums[row] += inverse[row][column];
      }
      all += sums[row];
      determinant += 2 * Math.log(decomposed.getL().getEntry(row, row));
    }
    this.sum = all;
    this.logDeterminant = determinant;
  }

  /** Logarithm of the restricted likelihood, the size of the noise being that which fits best. */
  double logLikelihood(double[] values) {
    double[] weights = weights(values);
    double squares = 0;
    for (int at = 0; at < values.length; at++) {
      squares += weights[at] * values[at];
    }
    int free = values.length - 1;
    double variance = Math.max(squares / free, 1e-10);
    return -0.5 * (free * Math.log(variance) + logDeterminant + Math.log(sum));
  }

  /** What is expected at later times. */
  double[] expected(double[] values, int[] later) {
    double[] weights = weights(values);
    double mean = mean(values);
    double[] path = new double[later.length];
    for (int ahead = 0; ahead < path.length; ahead++) {
      path[ahead] = mean;
      for (int at = 0; at < times.length; at++) {
        path[ahead] += weights[at] * parts.between(later[ahead], times[at], period);
      }
    }
    return path;
  }

  private double mean(double[] values) {
    double mean = 0;
    for (int at = 0; at < values.length; at++) {
      mean += sums[at] * values[at];
    }
    return mean / sum;
  }

  /** The inverse covariance times the values less their mean. */
  private double[] weights(double[] values) {
    double mean = mean(values);
    double[] weights = new double[values.length];
    for (int row = 0; row < weights.length; row++) {
      for (int column = 0; column < weights.length; column++) {
        weights[row] += inverse[row][column] * (values[column] - mean);
      }
    }
    return weights;
  }
}
