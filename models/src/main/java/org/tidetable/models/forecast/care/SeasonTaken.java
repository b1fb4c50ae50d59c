package org.tidetable.models.forecast.care;

import java.util.Arrays;
import org.tidetable.models.forecast.Series;

/**
 * A series with its season taken out by medians, which a few odd values do not move: the season is
 * the median distance of each phase from a running median. Of logarithms where all values are above
 * 0, so that a season that grows with the level is one shape.
 */
final class SeasonTaken {
  private static final int ROUNDS = 2;

  private final double[] values;
  private final boolean logarithms;

  SeasonTaken(Series series) {
    double[] given = series.values();
    this.logarithms = Arrays.stream(given).allMatch(value -> Double.isNaN(value) || value > 0);
    double[] scaled = logarithms ? Arrays.stream(given).map(Math::log).toArray() : given;
    int season = series.grain().season();
    this.values =
        season > 1 && series.observed() >= 2 * season + season / 2
            ? without(scaled, season)
            : scaled;
  }

  /** The adjusted values, of which some may be NaN. */
  double[] values() {
    return values;
  }

  /** How far apart two levels of the adjusted values are, in the unit of the series. */
  double size(double level, double other) {
    return logarithms ? Math.exp(other) - Math.exp(level) : other - level;
  }

  private static double[] without(double[] values, int season) {
    double[] left = values.clone();
    int reach = season / 2;
    for (int round = 0; round < ROUNDS; round++) {
      double[] rest = new double[left.length];
      for (int at = 0; at < left.length; at++) {
        rest[at] = left[at] - Medians.around(left, at, reach);
      }
      double[] shape = new double[season];
      for (int phase = 0; phase < season; phase++) {
        int first = phase;
        double[] same = new double[(rest.length - phase + season - 1) / season];
        Arrays.setAll(same, index -> rest[first + index * season]);
        double median = Medians.of(same);
        shape[phase] = Double.isNaN(median) ? 0 : median;
      }
      double mean = Arrays.stream(shape).average().orElse(0);
      for (int at = 0; at < left.length; at++) {
        left[at] -= shape[at % season] - mean;
      }
    }
    return left;
  }
}
