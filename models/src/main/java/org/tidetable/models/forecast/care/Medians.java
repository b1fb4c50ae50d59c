package org.tidetable.models.forecast.care;

import java.util.Arrays;

/** Medians that pass over missing values. */
final class Medians {
  /** A normal distribution's standard deviation is so many times its median absolute deviation. */
  private static final double NORMAL = 1.4826;

  private Medians() {}

  /** The median; NaN without a value. */
  static double of(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** The median of the others at most {@code reach} places away. */
  static double near(double[] values, int at, int reach) {
    int first = Math.max(0, at - reach);
    double[] window = Arrays.copyOfRange(values, first, Math.min(values.length, at + reach + 1));
    window[at - first] = Double.NaN;
    return of(window);
  }

  /** The median of the values at most {@code reach} places away. */
  static double around(double[] values, int at, int reach) {
    return of(
        Arrays.copyOfRange(
            values, Math.max(0, at - reach), Math.min(values.length, at + reach + 1)));
  }

  /** The standard deviation of the bulk of the values around a centre. */
  static double spread(double[] values, double centre) {
    return NORMAL * of(Arrays.stream(values).map(value -> Math.abs(value - centre)).toArray());
  }
}
