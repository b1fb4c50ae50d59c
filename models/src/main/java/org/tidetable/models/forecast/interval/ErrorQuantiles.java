package org.tidetable.models.forecast.interval;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;

/**
 * How errors lie, horizon by horizon: quantiles of actual less forecast in units of the expected
 * size, below and above apart.
 *
 * <p>Errors of neighbouring horizons are pooled, more widely where they are few. A quantile takes
 * rank {@code p (n + 1)} of {@code n} errors; where that lies outside them, it is as far out as the
 * largest error or as normal errors would be, whichever is more.
 *
 * <p>Source: Vovk, Gammerman and Shafer (2005), split conformal prediction; Romano, Patterson and
 * Candes (2019) for the two sides.
 */
public final class ErrorQuantiles {
  private static final int ENOUGH = 60;

  /** Shares of errors below each quantile. */
  private static final double[] SHARES = shares();

  private final double[][] quantiles;

  private ErrorQuantiles(double[][] quantiles) {
    this.quantiles = quantiles;
  }

  private static double[] shares() {
    double[] lower = {0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5};
    double[] shares = Arrays.copyOf(lower, 2 * lower.length - 1);
    for (int at = 0; at < lower.length - 1; at++) {
      shares[shares.length - 1 - at] = 1 - lower[at];
    }
    return shares;
  }

  /**
   * Learns the quantiles.
   *
   * @param errors by horizon, one of them at least not empty; finite, in any order
   */
  public static ErrorQuantiles of(double[][] errors) {
    double[][] quantiles = new double[errors.length][];
    for (int ahead = 0; ahead < errors.length; ahead++) {
      double[] pool = pooled(errors, ahead);
      quantiles[ahead] = Arrays.stream(SHARES).map(share -> quantile(pool, share)).toArray();
    }
    return new ErrorQuantiles(quantiles);
  }

  /**
   * The quantiles that {@link #values} gave.
   *
   * @param quantiles by horizon, ascending
   */
  public static ErrorQuantiles ofValues(double[][] quantiles) {
    require(quantiles.length > 0, "ranges need at least one horizon");
    for (double[] row : quantiles) {
      require(row.length == SHARES.length, "%s quantiles of %s", row.length, SHARES.length);
    }
    return new ErrorQuantiles(quantiles);
  }

  /** A copy: by horizon, then ascending. */
  public double[][] values() {
    return Arrays.stream(quantiles).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * These quantiles moved towards others.
   *
   * @param share of the others, 0 to 1
   */
  public ErrorQuantiles towards(ErrorQuantiles others, double share) {
    double[][] mixed = new double[quantiles.length][SHARES.length];
    for (int ahead = 1; ahead <= mixed.length; ahead++) {
      for (int at = 0; at < SHARES.length; at++) {
        mixed[ahead - 1][at] =
            (1 - share) * quantiles[ahead - 1][at] + share * others.row(ahead, at);
      }
    }
    return new ErrorQuantiles(mixed);
  }

  /** All quantiles times a factor above 0, for a horizon of any length. */
  public ErrorQuantiles times(double factor, int horizon) {
    double[][] scaled = new double[horizon][SHARES.length];
    for (int ahead = 1; ahead <= horizon; ahead++) {
      for (int at = 0; at < SHARES.length; at++) {
        scaled[ahead - 1][at] = factor * row(ahead, at);
      }
    }
    return new ErrorQuantiles(scaled);
  }

  /**
   * The shape alone: the mean of all horizons for each of them.
   *
   * @param sizes by horizon, above 0: what the quantiles are multiplied by
   */
  public ErrorQuantiles shape(double[] sizes) {
    double[][] shaped = new double[sizes.length][SHARES.length];
    for (int at = 0; at < SHARES.length; at++) {
      double sum = 0;
      for (double[] row : quantiles) {
        sum += row[at];
      }
      for (int ahead = 0; ahead < sizes.length; ahead++) {
        shaped[ahead][at] = sizes[ahead] * sum / quantiles.length;
      }
    }
    return new ErrorQuantiles(shaped);
  }

  /** Beyond the last horizon errors grow as those of a random walk. */
  private double row(int ahead, int at) {
    int last = quantiles.length;
    return ahead <= last
        ? quantiles[ahead - 1][at]
        : quantiles[last - 1][at] * Math.sqrt((double) ahead / last);
  }

  /**
   * The quantile that a share of errors lies below.
   *
   * @param ahead from 1
   * @param share 0 to 1
   */
  public double at(int ahead, double share) {
    if (share <= SHARES[0]) {
      return row(ahead, 0);
    }
    for (int at = 1; at < SHARES.length; at++) {
      if (share <= SHARES[at] + 1e-12) {
        double part = (share - SHARES[at - 1]) / (SHARES[at] - SHARES[at - 1]);
        return row(ahead, at - 1) + part * (row(ahead, at) - row(ahead, at - 1));
      }
    }
    return row(ahead, SHARES.length - 1);
  }

  /** The errors of that horizon and its nearest neighbours, sorted. */
  private static double[] pooled(double[][] errors, int ahead) {
    int horizon = errors.length;
    int reach = Math.max(1, horizon / 6);
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

  private static double quantile(double[] sorted, double share) {
    int n = sorted.length;
    if (n == 0) {
      return 0;
    }
    double rank = share * (n + 1) - 1;
    if (rank < 0 || rank > n - 1) {
      double squares = Arrays.stream(sorted).map(error -> error * error).sum();
      double normal = Math.sqrt(2) * Erf.erfInv(2 * share - 1) * Math.sqrt(squares / n);
      return rank < 0 ? Math.min(sorted[0], normal) : Math.max(sorted[n - 1], normal);
    }
    int below = (int) rank;
    double above = below + 1 < n ? sorted[below + 1] : sorted[below];
    return sorted[below] + (rank - below) * (above - sorted[below]);
  }
}
