package org.tidetable.models.forecast.explain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * What a forecast says about the trend, the season and the calendar of its series, worked out from
 * the published path and from what is known, whatever method made the path.
 *
 * @param change of the level of the path against the same periods a season before, in per cent per
 *     year; empty where these are not known or add up to 0
 * @param comparedPeriods how many periods ahead were compared
 * @param peak the phase of the season with the highest mean, from 0 at the first period of the
 *     series; -1 without a season that can be told
 * @param peakSize how far it lies above the mean of a season, in per cent
 * @param trough the phase with the lowest mean
 * @param troughSize how far it lies below, in per cent, 0 or less
 * @param holidays how far days that are unlike others lie from the same weekday in the weeks
 *     around, in per cent; empty where there are too few
 */
public record Explanation(
    OptionalDouble change,
    int comparedPeriods,
    int peak,
    double peakSize,
    int trough,
    double troughSize,
    OptionalDouble holidays) {
  private static final int SEASONS = 3;
  private static final int FEWEST_HOLIDAYS = 4;
  private static final double DAYS_A_YEAR = 365.25;

  /**
   * Explains a forecast.
   *
   * @param known up to its origin
   * @param unlike days such as bank holidays; used for days only
   */
  public static Explanation of(Series known, Forecast.Made made, Set<LocalDate> unlike) {
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
        trough < 0 ? Double.NaN : shape[trough],
        holidays(known, unlike));
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

  private static OptionalDouble holidays(Series known, Set<LocalDate> unlike) {
    if (known.grain() != Grain.DAY || known.length() < DAYS_A_YEAR) {
      return OptionalDouble.empty();
    }
    List<Double> effects = new ArrayList<>();
    for (int at = 0; at < known.length(); at++) {
      if (!unlike.contains(known.period(at).toLocalDate()) || Double.isNaN(known.value(at))) {
        continue;
      }
      double sum = 0;
      int count = 0;
      for (int weeks : new int[] {-2, -1, 1, 2}) {
        int other = at + 7 * weeks;
        boolean usual =
            other >= 0
                && other < known.length()
                && !Double.isNaN(known.value(other))
                && !unlike.contains(known.period(other).toLocalDate());
        sum += usual ? known.value(other) : 0;
        count += usual ? 1 : 0;
      }
      if (sum > 0) {
        effects.add(100 * (known.value(at) * count / sum - 1));
      }
    }
    return effects.size() < FEWEST_HOLIDAYS
        ? OptionalDouble.empty()
        : effects.stream().mapToDouble(Double::doubleValue).average();
  }
}
