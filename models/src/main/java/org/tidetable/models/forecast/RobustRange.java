package org.tidetable.models.forecast;

import java.util.Arrays;

/** The numbers that a path may take: as far outside the history as the history is wide. */
public final class RobustRange {
  private final double low;
  private final double high;

  /** From values of which at least one is not NaN. */
  public RobustRange(double[] values) {
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
      }
    }
    double width = maximum - minimum;
    high = maximum + width;
    low = minimum >= 0 ? Math.max(0, minimum - width) : minimum - width;
  }

  double cap(double value) {
    return Math.min(high, Math.max(low, value));
  }

  public double[] cap(double[] path) {
    return Arrays.stream(path).map(this::cap).toArray();
  }
}
