package org.tidetable.models.forecast.arima;

import java.util.Arrays;

/**
 * Each value as a mean and a weighted sum of the values before it, by Burg's method: the path never
 * explodes.
 *
 * <p>Source: Burg (1975), Maximum entropy spectral analysis; Hurvich and Tsai (1989) for the choice
 * of the order.
 *
 * @param mean what the path comes back to
 * @param coefficients of the values 1, 2, ... periods before, less the mean
 */
record Autoregression(double mean, double[] coefficients) {

  /** The order from 0 to {@code highest} with the smallest corrected Akaike criterion. */
  static Autoregression chosen(double[] values, double mean, int highest) {
    return burg(values, mean, 0, highest);
  }

  /** That very order. */
  static Autoregression of(double[] values, double mean, int order) {
    return burg(values, mean, order, order);
  }

  private static Autoregression burg(double[] values, double mean, int lowest, int highest) {
    double[] forward = Arrays.stream(values).map(value -> value - mean).toArray();
    double[] backward = forward.clone();
    double[] coefficients = {};
    double[] best = coefficients;
    double variance = Arrays.stream(forward).map(value -> value * value).sum() / values.length;
    double smallest = criterion(values.length, variance, 0);
    for (int order = 1; order <= highest && variance > 0; order++) {
      double reflection = reflection(forward, backward, order);
      coefficients = extended(coefficients, reflection);
      variance *= 1 - reflection * reflection;
      reflect(forward, backward, order, reflection);
      double criterion = criterion(values.length, variance, order);
      if (criterion < smallest || order <= lowest) {
        smallest = criterion;
        best = coefficients;
      }
    }
    return new Autoregression(mean, best);
  }

  private static void reflect(double[] forward, double[] backward, int order, double reflection) {
    for (int time = forward.length - 1; time >= order; time--) {
      double ahead = forward[time];
      forward[time] = ahead - reflection * backward[time - 1];
      backward[time] = backward[time - 1] - reflection * ahead;
    }
  }

  /** Mean, variance and coefficients are counted; infinite where the values are too few. */
  private static double criterion(int n, double variance, int order) {
    int parameters = order + 2;
    return n - parameters - 1 <= 0
        ? Double.POSITIVE_INFINITY
        : n * Math.log(Math.max(variance, Double.MIN_NORMAL))
            + 2.0 * parameters * n / (n - parameters - 1);
  }

  private static double reflection(double[] forward, double[] backward, int order) {
    double product = 0;
    double squares = 0;
    for (int time = order; time < forward.length; time++) {
      product += forward[time] * backward[time - 1];
      squares += forward[time] * forward[time] + backward[time - 1] * backward[time - 1];
    }
    return squares > 0 ? 2 * product / squares : 0;
  }

  private static double[] extended(double[] coefficients, double reflection) {
    int order = coefficients.length;
    double[] extended = Arrays.copyOf(coefficients, order + 1);
    for (int lag = 0; lag < order; lag++) {
      extended[lag] -= reflection * coefficients[order - 1 - lag];
    }
    extended[order] = reflection;
    return extended;
  }

  /** The expected values after those of {@code values}, which are at least as many as the order. */
  double[] path(double[] values, int horizon) {
    int order = coefficients.length;
    double[] around = new double[order + horizon];
    for (int lag = 0; lag < order; lag++) {
      around[lag] = values[values.length - order + lag] - mean;
    }
    double[] path = new double[horizon];
    for (int ahead = 0; ahead < horizon; ahead++) {
      double sum = 0;
      for (int lag = 0; lag < order; lag++) {
        sum += coefficients[lag] * around[order + ahead - 1 - lag];
      }
      around[order + ahead] = sum;
      path[ahead] = mean + sum;
    }
    return path;
  }
}
