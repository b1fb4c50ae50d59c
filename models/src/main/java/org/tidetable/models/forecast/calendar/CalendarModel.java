package org.tidetable.models.forecast.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * The calendar's effects on a series of days or weeks, and the level beneath them.
 *
 * <p>Where all values are positive they are taken as logarithms, so that effects are shares of the
 * level; else in units of the mean size of the last year. Two passes: the first finds outliers, the
 * weight of the level and whether a bank holiday is like a Sunday; the second fits with those.
 */
final class CalendarModel {
  /** Older days tell of nothing, nor do older weeks. */
  static final int MOST_DAYS = 8 * 366;

  static final int MOST_WEEKS = MOST_DAYS / 7;

  private static final int MOST_WAVES = 8;
  private static final int YEAR = 365;
  private static final int MARGIN = 14;

  private final Series history;
  private final boolean weekly;
  private final int from;
  private final double unit;
  private final CalendarColumns columns;
  private final CalendarFit fit;
  private final LevelErrors errors;

  /**
   * Fits.
   *
   * @param history days or weeks, with two or more different values among the last {@value
   *     #MOST_DAYS} days or {@value #MOST_WEEKS} weeks
   * @param reach periods ahead whose calendar is needed
   */
  CalendarModel(Series history, DemandCalendar allDays, int reach) {
    this.history = history;
    this.weekly = history.grain() == Grain.WEEK;
    this.from = firstUsed();
    double[] values = Arrays.copyOfRange(history.values(), from, history.length());
    boolean positive = Arrays.stream(values).allMatch(value -> Double.isNaN(value) || value > 0);
    this.unit = positive ? 0 : unit(values);
    for (int time = 0; time < values.length; time++) {
      values[time] = positive ? Math.log(values[time]) : values[time] / unit;
    }
    DemandCalendar calendar = allDays.within(start(-MARGIN), start(values.length + reach + MARGIN));
    double weight = weekly ? 0.08 : 0.05;
    double halfLife = weekly ? 1000 : 400;
    var first = new CalendarFit.Settings(weight, 0.15, halfLife);
    int waves = waves(values);
    CalendarColumns shares = columns(calendar, false, waves);
    double[][] rows = rows(shares, values.length);
    CalendarFit chosen = new CalendarFit(values, shares, rows, first);
    CalendarColumns best = shares;
    if (!weekly && !calendar.bankHolidays().isEmpty()) {
      CalendarColumns sundays = columns(calendar, true, waves);
      double[][] sundayRows = rows(sundays, values.length);
      CalendarFit alternative = new CalendarFit(values, sundays, sundayRows, first);
      if (alternative.criterion() < chosen.criterion()) {
        chosen = alternative;
        best = sundays;
        rows = sundayRows;
      }
    }
    columns = best;
    var continued =
        new LevelErrors.Settings(weekly ? 1 : 7, Math.min(weekly ? 8 : 14, reach), weekly ? 4 : 7);
    double[] adjusted = LevelErrors.withoutOutliers(chosen.adjusted(values), weight);
    double found = new LevelErrors(adjusted, continued).alpha();
    double error = Math.max(1e-6, LevelErrors.scale(adjusted, found));
    double[] cleaned = chosen.restored(adjusted);
    double bounded = Math.max(weekly ? 0.03 : 0.01, Math.min(0.3, found));
    fit = new CalendarFit(cleaned, best, rows, new CalendarFit.Settings(bounded, error, halfLife));
    errors = new LevelErrors(fit.adjusted(cleaned), continued);
  }

  private int firstUsed() {
    int first = Math.max(0, history.length() - (weekly ? MOST_WEEKS : MOST_DAYS));
    while (Double.isNaN(history.value(first))) {
      first++;
    }
    return first;
  }

  /** The mean size of the last year's values, or of all when those are 0. */
  private static double unit(double[] values) {
    int start = Math.max(0, values.length - YEAR);
    double recent = meanSize(Arrays.copyOfRange(values, start, values.length));
    double all = recent > 0 ? recent : meanSize(values);
    return all > 0 ? all : 1;
  }

  private static double meanSize(double[] values) {
    return Arrays.stream(values)
        .filter(value -> !Double.isNaN(value))
        .map(Math::abs)
        .average()
        .orElse(0);
  }

  /** None with less than a year, and never more than the values can tell. */
  private int waves(double[] values) {
    int perYear = weekly ? 52 : YEAR;
    if (values.length < perYear) {
      return 0;
    }
    long observed = Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    int most = (int) (observed / (weekly ? 16 : 90));
    return Math.min(weekly ? 6 : MOST_WAVES, most);
  }

  private CalendarColumns columns(DemandCalendar calendar, boolean likeSunday, int waves) {
    return new CalendarColumns(
        calendar, new CalendarColumns.Choice(weekly, likeSunday, waves), day -> isObserved(day));
  }

  private boolean isObserved(LocalDate day) {
    long days = ChronoUnit.DAYS.between(start(0), day);
    long index = weekly ? Math.floorDiv(days, 7) : days;
    return index >= 0
        && index + from < history.length()
        && !Double.isNaN(history.value(from + (int) index));
  }

  /** The first day of a period, counted from the first that is used. */
  private LocalDate start(int index) {
    return history.period(from + index).toLocalDate();
  }

  private double[][] rows(CalendarColumns of, int count) {
    double[][] rows = new double[count][];
    for (int time = 0; time < count; time++) {
      rows[time] = of.row(start(time));
    }
    return rows;
  }

  /** The values that follow. */
  double[] forecast(int horizon) {
    double[] path = errors.forecast(horizon);
    for (int ahead = 0; ahead < horizon; ahead++) {
      path[ahead] =
          value(path[ahead] + fit.effect(columns.row(start(history.length() - from + ahead))));
    }
    return path;
  }

  /** What a day's holidays make of it; in logarithms where {@link #isShare}. */
  double[] holidayEffect(LocalDate day) {
    double[] effect = fit.holidayEffect(day);
    double scale = isShare() ? 1 : unit;
    return new double[] {effect[0] * scale, effect[1] * scale};
  }

  /** Whether effects multiply. */
  boolean isShare() {
    return unit == 0;
  }

  /** What the calendar makes of a period as against a usual one, the season included. */
  double effect(LocalDate start) {
    return fit.effect(columns.row(start));
  }

  /** What the holidays of schools alone make of a period; as {@link #holidayEffect}. */
  double schoolEffect(LocalDate start) {
    return fit.effect(columns.schoolRow(start)) * (isShare() ? 1 : unit);
  }

  private double value(double transformed) {
    return isShare() ? Math.exp(transformed) : transformed * unit;
  }
}
