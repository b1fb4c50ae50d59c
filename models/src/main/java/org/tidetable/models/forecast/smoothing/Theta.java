package org.tidetable.models.forecast.smoothing;

import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * The Theta method that won the M3 competition: simple exponential smoothing with half the slope of
 * the straight line through the history as drift.
 *
 * <p>Works on the seasonally adjusted history, its last 5,000 periods, and puts the season back.
 * For a given smoothing weight the best first level is found exactly by least squares; the weight
 * is searched from 0.0001 to 0.9999. A missing value moves no level.
 *
 * <p>Source: Assimakopoulos and Nikolopoulos (2000), The theta model; Hyndman and Billah (2003),
 * Unmasking the Theta method, for the form with drift.
 */
public record Theta() implements ForecastMethod.Local {
  /** The most periods that the Theta methods look at. */
  static final int LONGEST = 5_000;

  /** The fewest observed values that they continue. */
  static final int FEWEST = 4;

  private static final double LOWEST_WEIGHT = 1e-4;
  private static final double HIGHEST_WEIGHT = 0.9999;
  private static final int STEPS = 16;

  @Override
  public String name() {
    return "theta";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] values = history.recent(LONGEST);
    var adjustment = SeasonalAdjustment.of(values, history.grain().season());
    if (adjustment.observed() < FEWEST) {
      return ForecastPath.refused("fewer than " + FEWEST + " values were observed");
    }
    double[] path = continued(adjustment.adjusted(), horizon);
    return new RobustRange(values).path(adjustment.seasoned(path));
  }

  private static double[] continued(double[] values, int horizon) {
    double weight =
        LineSearch.lowest(
            candidate -> smoothed(values, candidate).squares(),
            LOWEST_WEIGHT,
            HIGHEST_WEIGHT,
            STEPS);
    RunningLine line = new RunningLine();
    // How far a level that follows with this weight lies behind a line that rises by 1 a period.
    double behind = 0;
    for (int time = 0; time < values.length; time++) {
      if (!Double.isNaN(values[time])) {
        line.add(time, values[time]);
        behind *= 1 - weight;
      }
      behind += 1;
    }
    double level = smoothed(values, weight).level();
    double[] path = new double[horizon];
    for (int ahead = 0; ahead < horizon; ahead++) {
      path[ahead] = level + line.slope() / 2 * (behind + ahead);
    }
    return path;
  }

  /**
   * Simple exponential smoothing from its best first level.
   *
   * @param level after the last value
   * @param squares sum of the squared one-step errors
   */
  private record Smoothed(double level, double squares) {}

  private static Smoothed smoothed(double[] values, double weight) {
    double fromValues = 0;
    double fromFirst = 1;
    double yy = 0;
    double yf = 0;
    double ff = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        double rest = value - fromValues;
        yy += rest * rest;
        yf += rest * fromFirst;
        ff += fromFirst * fromFirst;
        fromValues += weight * rest;
        fromFirst *= 1 - weight;
      }
    }
    double first = yf / ff;
    return new Smoothed(fromValues + first * fromFirst, yy - first * yf);
  }
}
