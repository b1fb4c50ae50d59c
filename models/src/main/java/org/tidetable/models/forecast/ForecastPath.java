package org.tidetable.models.forecast;

import static org.tidetable.models.vocabulary.Require.require;

/** What one method expects for the periods after one origin, or why it expects nothing. */
public final class ForecastPath {
  private final double[] values;
  private final String cause;

  private ForecastPath(double[] values, String cause) {
    this.values = values;
    this.cause = cause;
  }

  /** A path of one finite number per horizon, from 1. */
  public static ForecastPath of(double[] values) {
    require(values.length > 0, "a path needs at least one horizon");
    for (double value : values) {
      require(Double.isFinite(value), "a path must be finite, but holds %s", value);
    }
    return new ForecastPath(values.clone(), "");
  }

  /**
   * No path.
   *
   * @param cause why, in words that a planner understands
   */
  public static ForecastPath refused(String cause) {
    require(!cause.isBlank(), "a refused path needs a cause");
    return new ForecastPath(new double[0], cause);
  }

  public boolean isMade() {
    return values.length > 0;
  }

  /** A copy of the path; empty when there is none. */
  public double[] values() {
    return values.clone();
  }

  /** Empty for a path that was made. */
  public String cause() {
    return cause;
  }
}
