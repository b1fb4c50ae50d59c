package org.tidetable.models.forecast.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.NavigableSet;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * Hours: the calendar's effect on the mean of each day, from all days; the shape of the day by
 * weekday, from the last two years; and a level that follows what both leave.
 *
 * <p>The shape of a weekday is drawn towards that of all working days, that of a bank holiday
 * towards a Sunday's: the ridge solution for columns that do not overlap.
 */
final class HourlyModel {
  private static final int HOURS = 24;
  private static final int WEEK = 168;

  /** Older hours tell of no shape and no level. */
  static final int RECENT = 2 * 365 * HOURS;

  private static final int HOLIDAY = 7;
  private static final double SHAPE_HALF_LIFE = 180;
  private static final double DRAWN_LIKE = 1;
  private static final double LEAST_FACTOR = 0.02;
  private static final double WHOLE_DAY = 0.8;

  private final Series history;
  private final LocalDate firstDay;
  private final int firstHour;
  private final NavigableSet<LocalDate> daysOff;
  private final int from;
  private final boolean positive;
  private final double unit;
  private final double[] dayFactors;
  private final double[][] shapes;
  private final LevelErrors errors;

  /** Fits hours, of which three weeks or more were observed among the last two years. */
  HourlyModel(Series history, DemandCalendar calendar, int horizon) {
    this.history = history;
    LocalDateTime first = history.firstPeriod();
    firstDay = first.toLocalDate();
    firstHour = first.getHour();
    daysOff = calendar.daysOff();
    from = Math.max(0, history.length() - RECENT);
    int days = day(history.length() + horizon) + 1;
    positive = isPositive();
    double[] daily = DailyMeans.of(history, positive).values();
    dayFactors = new double[days];
    Arrays.fill(dayFactors, 1);
    unit = meanSize(history);
    if (DailyMeans.differ(daily)) {
      var dailySeries = new Series(history.id(), Grain.DAY, firstDay.atStartOfDay(), daily);
      CalendarModel model =
          new CalendarModel(dailySeries, calendar, Math.max(1, days - daily.length));
      for (int day = 0; day < days; day++) {
        double effect = model.effect(firstDay.plusDays(day));
        double factor = model.isShare() ? Math.exp(effect) : 1 + effect;
        dayFactors[day] = Math.max(LEAST_FACTOR, factor);
      }
    }
    double[] values = new double[history.length() - from];
    for (int hour = from; hour < history.length(); hour++) {
      values[hour - from] = scaled(history.value(hour), hour);
    }
    shapes = shapes(values);
    for (int time = 0; time < values.length; time++) {
      values[time] -= shape(from + time);
    }
    double[] cleaned = LevelErrors.withoutOutliers(values, 0.01);
    errors =
        new LevelErrors(
            cleaned, new LevelErrors.Settings(WEEK, Math.min(WEEK, horizon), HOURS + 2));
  }

  private static double meanSize(Series history) {
    double sum = 0;
    int count = 0;
    for (int hour = 0; hour < history.length(); hour++) {
      if (!Double.isNaN(history.value(hour))) {
        sum += Math.abs(history.value(hour));
        count++;
      }
    }
    return sum > 0 ? sum / count : 1;
  }

  private boolean isPositive() {
    for (int hour = 0; hour < history.length(); hour++) {
      if (history.value(hour) <= 0) {
        return false;
      }
    }
    return true;
  }

  private int day(int hour) {
    return (hour + firstHour) / HOURS;
  }

  private double scaled(double value, int hour) {
    double relative = value / dayFactors[day(hour)];
    return positive ? Math.log(relative) : relative / unit;
  }

  private int type(int day) {
    LocalDate date = firstDay.plusDays(day);
    return daysOff.contains(date) ? HOLIDAY : date.getDayOfWeek().getValue() - 1;
  }

  private double shape(int hour) {
    return shapes[type(day(hour))][(hour + firstHour) % HOURS];
  }

  /** Of each type of day, each hour's distance from the mean of its day. */
  private double[][] shapes(double[] values) {
    double[][] sums = new double[HOLIDAY + 1][HOURS];
    double[][] counts = new double[HOLIDAY + 1][HOURS];
    int last = day(history.length() - 1);
    for (int day = day(from); day <= last; day++) {
      int start = day * HOURS - firstHour - from;
      int begin = Math.max(0, start);
      int end = Math.min(values.length, start + HOURS);
      double mean = mean(values, begin, end);
      if (Double.isNaN(mean) || end - begin < HOURS) {
        continue;
      }
      int type = type(day);
      double share = Math.pow(0.5, (last - day) / SHAPE_HALF_LIFE);
      for (int time = begin; time < end; time++) {
        if (!Double.isNaN(values[time])) {
          sums[type][time - start] += share * (values[time] - mean);
          counts[type][time - start] += share;
        }
      }
    }
    double[] all = drawn(sums, counts, new double[HOURS], 0.01, 0, 1, 2, 3, 4, 5, 6, HOLIDAY);
    double[] working = drawn(sums, counts, all, DRAWN_LIKE, 0, 1, 2, 3, 4);
    double[] weekend = drawn(sums, counts, all, DRAWN_LIKE, 5, 6);
    double[][] shapes = new double[HOLIDAY + 1][];
    for (int type = 0; type < HOLIDAY; type++) {
      boolean isWorking = type < DayOfWeek.SATURDAY.getValue() - 1;
      shapes[type] = drawn(sums, counts, isWorking ? working : weekend, DRAWN_LIKE, type);
    }
    shapes[HOLIDAY] = drawn(sums, counts, shapes[HOLIDAY - 1], DRAWN_LIKE, HOLIDAY);
    return shapes;
  }

  private static double mean(double[] values, int begin, int end) {
    double sum = 0;
    int count = 0;
    for (int time = begin; time < end; time++) {
      if (!Double.isNaN(values[time])) {
        sum += values[time];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double[] drawn(
      double[][] sums, double[][] counts, double[] towards, double strength, int... types) {
    double[] shape = new double[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      double sum = strength * towards[hour];
      double count = strength;
      for (int type : types) {
        sum += sums[type][hour];
        count += counts[type][hour];
      }
      shape[hour] = sum / count;
    }
    return shape;
  }

  /** The values that follow. */
  double[] forecast(int horizon) {
    double[] path = errors.forecast(horizon);
    for (int ahead = 0; ahead < horizon; ahead++) {
      int hour = history.length() + ahead;
      double relative = path[ahead] + shape(hour);
      path[ahead] = (positive ? Math.exp(relative) : relative * unit) * dayFactors[day(hour)];
    }
    return path;
  }

  /**
   * The mean of each day that is whole, as whole as days of the series are; NaN of others. The
   * geometric mean where hours are taken as logarithms.
   *
   * @param values one for each day
   */
  record DailyMeans(double[] values) {
    static DailyMeans of(Series hours, boolean geometric) {
      int offset = hours.firstPeriod().getHour();
      int days = (hours.length() + offset + HOURS - 1) / HOURS;
      double[] sums = new double[days];
      int[] counts = new int[days];
      for (int hour = 0; hour < hours.length(); hour++) {
        if (!Double.isNaN(hours.value(hour))) {
          double value = hours.value(hour);
          sums[(hour + offset) / HOURS] += geometric ? Math.log(value) : value;
          counts[(hour + offset) / HOURS]++;
        }
      }
      int[] usual = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
      double least = usual.length == 0 ? 1 : WHOLE_DAY * usual[usual.length / 2];
      double[] means = new double[days];
      for (int day = 0; day < days; day++) {
        double mean = counts[day] >= Math.max(1, least) ? sums[day] / counts[day] : Double.NaN;
        means[day] = geometric ? Math.exp(mean) : mean;
      }
      return new DailyMeans(means);
    }

    /** Whether the days that a model would look at are enough and not all alike. */
    static boolean differ(double[] values) {
      int from = Math.max(0, values.length - CalendarModel.MOST_DAYS);
      double[] observed =
          Arrays.stream(values, from, values.length)
              .filter(value -> !Double.isNaN(value))
              .toArray();
      return observed.length > 14 && Arrays.stream(observed).anyMatch(v -> v != observed[0]);
    }
  }
}
