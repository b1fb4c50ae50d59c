package org.tidetable.models.forecast.explain;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * What a forecast says about the trend and the season of its series, worked out from the published
 * path and from what is known, whatever method made the path.
 *
 * @param change of the level of the path against the same periods a season before, in per cent per
 *     year; empty where these are not known or add up to 0
 * @param comparedPeriods how many periods ahead were compared
 * @param peak the phase of the season with the highest mean, from 0 at the first period of the
 *     series; -1 without a season that can be told
 * @param peakSize how far it lies above the mean of a season, in per cent
 * @param trough the phase with the lowest mean
 * @param troughSize how far it lies below, in per cent, 0 or less
 */
public record Explanation(
    OptionalDouble change,
    int comparedPeriods,
    int peak,
    double peakSize,
    int trough,
    double troughSize) {
  private static final int SEASONS = 3;

  /**
   * Explains a forecast.
   *
   * @param known up to its origin
   */
  public static Explanation of(Series known, Forecast.Made made) {
    int compared = 0;
    double ahead = 0;
    double before = 0;
    int year = periodsAYear(known.grain());
    for (Forecast.Point point : made.points()) {
      int back = known.length() + point.horizon() - 1 - year;
      boolean both =
          point.reason().isEmpty()
              && back >= 0
              && back < known.length()
              && !Double.isNaN(known.value(back));
      if (both) {
        ahead += point.expected();
        before += known.value(back);
        compared++;
      }
    }
    OptionalDouble change =
        before > 0 ? OptionalDouble.of(100 * (ahead / before - 1)) : OptionalDouble.empty();
    double[] shape = shape(known);
    int peak = -1;
    int trough = -1;
    for (int phase = 0; phase < shape.length; phase++) {
      if (!Double.isNaN(shape[phase])) {
        peak = peak < 0 || shape[phase] > shape[peak] ? phase : peak;
        trough = trough < 0 || shape[phase] < shape[trough] ? phase : trough;
      }
    }
    return new Explanation(
        change,
        compared,
        peak,
        peak < 0 ? Double.NaN : shape[peak],
        trough,
        trough < 0 ? Double.NaN : shape[trough]);
  }

  /** Periods after which the same part of the year comes again; days keep their weekday. */
  private static int periodsAYear(Grain grain) {
    return switch (grain) {
      case HOUR -> 24 * 7 * 52;
      case DAY -> 7 * 52;
      case WEEK -> 52;
      case MONTH -> 12;
      case QUARTER -> 4;
      case YEAR -> 1;
    };
  }

  /**
   * The mean distance of each phase from the mean of its season, over the last three seasons that
   * hold it, in per cent; empty for years and for less than two seasons.
   */
  private static double[] shape(Series known) {
    int season = known.grain().season();
    if (season == 1 || known.length() < 2 * season) {
      return new double[0];
    }
    double[] sums = new double[season];
    int[] counts = new int[season];
    int seasons = Math.min(SEASONS, known.length() / season);
    for (int back = 0; back < seasons; back++) {
      int first = known.length() - (back + 1) * season;
      double[] values = Arrays.copyOfRange(known.values(), first, first + season);
      double mean = Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(0);
      for (int at = 0; at < season; at++) {
        if (mean > 0 && !Double.isNaN(values[at])) {
          sums[(first + at) % season] += 100 * (values[at] / mean - 1);
          counts[(first + at) % season]++;
        }
      }
    }
    double[] shape = new double[season];
    Arrays.setAll(shape, phase -> counts[phase] == 0 ? Double.NaN : sums[phase] / counts[phase]);
    return shape;
  }
}
