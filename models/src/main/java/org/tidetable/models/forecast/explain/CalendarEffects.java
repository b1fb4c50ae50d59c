package org.tidetable.models.forecast.explain;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.commons.math3.distribution.TDistribution;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * What the calendar did to a series so far, beside like periods: bank holidays and the months of
 * the year for days, school holidays for days and weeks.
 *
 * @param bankHolidays how far bank holidays lie from the same weekday in the two weeks on either
 *     side, in per cent; empty where there are fewer than four
 * @param schoolHolidays how far school holidays lie from the nearest periods of term before and
 *     after, on the same weekday, in per cent; empty where there are fewer than four holidays, or
 *     where the 95 % interval of their mean (Student) holds nothing
 * @param high the month furthest above the mean of its year, the trend taken out, over the last
 *     years, five at most; empty for other grains than days, for less than two years, where noise
 *     would lie as far in one of twenty series, or where a year has less than half of it
 * @param low the month furthest below, likewise
 */
public record CalendarEffects(
    OptionalDouble bankHolidays,
    OptionalDouble schoolHolidays,
    Optional<MonthLevel> high,
    Optional<MonthLevel> low) {
  private static final int FEWEST_HOLIDAYS = 4;
  private static final int DAYS_A_YEAR = 364;
  private static final int YEARS = 5;
  private static final int FEWEST_DAYS = 15;
  private static final int WEEKS_AWAY = 8;
  private static final double MOSTLY = 0.6;

  /** How often noise may be told as an effect. */
  private static final double CHANCE = 0.05;

  /** In per cent; less is no season. */
  private static final double LEAST_SIZE = 0.5;

  /**
   * A month of days.
   *
   * @param size how far it lies from the mean of a year, in per cent
   */
  public record MonthLevel(Month month, double size) {}

  /**
   * Looks for them.
   *
   * @param known up to the origin of a forecast
   */
  public static CalendarEffects of(Series known, DemandCalendar calendar) {
    if (known.grain() != Grain.DAY && known.grain() != Grain.WEEK) {
      return new CalendarEffects(
          OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }
    Set<LocalDate> daysOff = calendar.daysOff();
    double[][] months = months(known);
    return new CalendarEffects(
        bankHolidays(known, daysOff),
        schoolHolidays(known, calendar, daysOff),
        furthest(months, 1),
        furthest(months, -1));
  }

  private static OptionalDouble bankHolidays(Series known, Set<LocalDate> daysOff) {
    if (known.grain() != Grain.DAY || known.length() <= DAYS_A_YEAR) {
      return OptionalDouble.empty();
    }
    List<Double> effects = new ArrayList<>();
    for (int at = 0; at < known.length(); at++) {
      if (!daysOff.contains(known.period(at).toLocalDate()) || Double.isNaN(known.value(at))) {
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
                && !daysOff.contains(known.period(other).toLocalDate());
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

  /** Holidays count alike, however long: their days have much in common. */
  private static OptionalDouble schoolHolidays(
      Series known, DemandCalendar calendar, Set<LocalDate> daysOff) {
    Set<LocalDate> schoolDaysOff = calendar.schoolDaysOff();
    List<Double> effects = new ArrayList<>();
    for (DemandCalendar.SchoolHoliday holiday : calendar.schoolHolidays()) {
      double is = 0;
      double usual = 0;
      int from = (int) known.grain().between(known.firstPeriod(), holiday.first().atStartOfDay());
      for (int at = Math.max(0, from); at < known.length(); at++) {
        if (known.period(at).toLocalDate().isAfter(holiday.last())) {
          break;
        }
        double like = duringTerm(known, at, schoolDaysOff, daysOff);
        if (closed(known, at, schoolDaysOff) >= MOSTLY
            && !bankHoliday(known, at, daysOff)
            && !Double.isNaN(known.value(at) + like)) {
          is += known.value(at);
          usual += like;
        }
      }
      if (usual > 0) {
        effects.add(100 * (is / usual - 1));
      }
    }
    if (effects.size() < FEWEST_HOLIDAYS) {
      return OptionalDouble.empty();
    }
    double mean = effects.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = effects.stream().mapToDouble(each -> Math.pow(each - mean, 2)).sum();
    double error = Math.sqrt(squares / (effects.size() - 1) / effects.size());
    double limit =
        new TDistribution(effects.size() - 1.0).inverseCumulativeProbability(1 - CHANCE / 2);
    return Math.abs(mean) > limit * error ? OptionalDouble.of(mean) : OptionalDouble.empty();
  }

  /** The mean of the nearest like periods of term before and after; NaN without one of them. */
  private static double duringTerm(
      Series known, int at, Set<LocalDate> schoolDaysOff, Set<LocalDate> daysOff) {
    int week = known.grain() == Grain.DAY ? 7 : 1;
    IntPredicate like =
        other ->
            other >= 0
                && other < known.length()
                && !Double.isNaN(known.value(other))
                && closed(known, other, schoolDaysOff) <= 1 - MOSTLY
                && !bankHoliday(known, other, daysOff);
    double before = Double.NaN;
    double after = Double.NaN;
    for (int weeks = 1; weeks <= WEEKS_AWAY; weeks++) {
      if (Double.isNaN(before) && like.test(at - weeks * week)) {
        before = known.value(at - weeks * week);
      }
      if (Double.isNaN(after) && like.test(at + weeks * week)) {
        after = known.value(at + weeks * week);
      }
    }
    return (before + after) / 2;
  }

  /** The share of the working days of a period on which schools are closed; 0 on a weekend. */
  private static double closed(Series known, int at, Set<LocalDate> schoolDaysOff) {
    LocalDate day = known.period(at).toLocalDate();
    if (known.grain() == Grain.DAY) {
      return schoolDaysOff.contains(day) ? 1 : 0;
    }
    double days = 0;
    for (int on = 0; on < 7; on++) {
      days += schoolDaysOff.contains(day.plusDays(on)) ? 1 : 0;
    }
    return days / 5;
  }

  /** Of days only: most weeks of a holiday at Christmas or Easter have one. */
  private static boolean bankHoliday(Series known, int at, Set<LocalDate> daysOff) {
    return known.grain() == Grain.DAY && daysOff.contains(known.period(at).toLocalDate());
  }

  /**
   * By month and year, how far its days lie from the mean of 364 days once the trend from one year
   * to the next is taken out, in per cent; empty for less than two years, or where a month has few
   * known days.
   */
  private static double[][] months(Series known) {
    int years = Math.min(YEARS, known.length() / DAYS_A_YEAR);
    if (known.grain() != Grain.DAY || years < 2) {
      return new double[0][];
    }
    int first = known.length() - years * DAYS_A_YEAR;
    double[] values = Arrays.copyOfRange(known.values(), first, known.length());
    double step = stepADay(values);
    double[][] sums = new double[Month.values().length][years];
    int[][] days = new int[Month.values().length][years];
    for (int year = 0; year < years; year++) {
      int from = year * DAYS_A_YEAR;
      double mean =
          Arrays.stream(values, from, from + DAYS_A_YEAR)
              .filter(value -> !Double.isNaN(value))
              .average()
              .orElse(0);
      for (int at = 0; at < DAYS_A_YEAR; at++) {
        double value = values[from + at] - step * (at - (DAYS_A_YEAR - 1) / 2.0);
        if (mean > 0 && !Double.isNaN(value)) {
          int month = known.period(first + from + at).getMonthValue() - 1;
          sums[month][year] += 100 * (value / mean - 1);
          days[month][year]++;
        }
      }
    }
    for (int month = 0; month < sums.length; month++) {
      for (int year = 0; year < years; year++) {
        if (days[month][year] < FEWEST_DAYS) {
          return new double[0][];
        }
        sums[month][year] /= days[month][year];
      }
    }
    return sums;
  }

  /** By how much a day lies above the one before, as days and those 364 days on tell it. */
  private static double stepADay(double[] values) {
    double sum = 0;
    int count = 0;
    for (int at = 0; at + DAYS_A_YEAR < values.length; at++) {
      double change = values[at + DAYS_A_YEAR] - values[at];
      sum += Double.isNaN(change) ? 0 : change;
      count += Double.isNaN(change) ? 0 : 1;
    }
    return count == 0 ? 0 : sum / count / DAYS_A_YEAR;
  }

  /** The month that lies furthest to that side, if it does so by more than chance. */
  private static Optional<MonthLevel> furthest(double[][] months, int side) {
    Optional<MonthLevel> furthest = Optional.empty();
    double squares = 0;
    for (int month = 0; month < months.length; month++) {
      double mean = Arrays.stream(months[month]).average().orElse(0);
      squares += Arrays.stream(months[month]).map(year -> Math.pow(year - mean, 2)).sum();
      if (furthest.isEmpty() || side * mean > side * furthest.get().size()) {
        furthest = Optional.of(new MonthLevel(Month.of(month + 1), mean));
      }
    }
    if (furthest.isEmpty()) {
      return furthest;
    }
    // Of twelve months one is always furthest, so each has a twelfth of the chance (Bonferroni).
    int years = months[0].length;
    int freedom = months.length * (years - 1);
    double error = Math.sqrt(squares / freedom / years);
    double limit =
        new TDistribution(freedom).inverseCumulativeProbability(1 - CHANCE / months.length);
    return furthest.filter(
        month ->
            side * month.size() > Math.max(LEAST_SIZE, limit * error)
                && Arrays.stream(months[month.month().getValue() - 1])
                    .allMatch(year -> side * year > side * month.size() / 2));
  }
}
