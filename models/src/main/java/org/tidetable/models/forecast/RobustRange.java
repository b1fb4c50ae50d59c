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

  /** The path inside the range; refused where a number of it, or the range, is not finite. */
  public ForecastPath path(double[] path) {
    double[] capped = cap(path);
    return Arrays.stream(capped).allMatch(Double::isFinite)
        ? ForecastPath.of(capped)
        : ForecastPath.refused("its numbers are too large to be continued");
  }

  public double[] cap(double[] path) {
    return Arrays.stream(path).map(this::cap).toArray();
  }
}
