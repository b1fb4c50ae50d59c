package org.tidetable.models.forecast.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * Regression on the calendar for hours, days and weeks: weekdays, each bank holiday with the two
 * days before and after it, school holidays and yearly waves; what they leave is a level that
 * follows the values, with deviations that die out. Hours add the shape of the day.
 *
 * <p>A bank holiday has an effect of its own when two or more of its name were observed, next to
 * what all have in common. No yearly waves with less than a year of history; refused with less than
 * three weeks (weeks: less than 8) in the last eight years (hours: two). A path stays within one
 * range of the history.
 *
 * @param calendar of the nation, and of the schools, where they matter; may be empty
 */
public record CalendarRegression(DemandCalendar calendar) implements ForecastMethod.Local {
  private static final int LEAST_DAYS = 21;
  private static final int LEAST_WEEKS = 8;

  /**
   * What its holidays make of a day.
   *
   * @param multiplies whether {@code size} is a factor (1: no effect), else in units of the series
   * @param standardError of the factor's logarithm, or of the size
   */
  public record HolidayEffect(boolean multiplies, double size, double standardError) {}

  @Override
  public String name() {
    return "calendar_regression";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] recent = recent(history);
    String cause = refusal(history.grain(), recent);
    if (!cause.isEmpty()) {
      return ForecastPath.refused(cause);
    }
    double[] values = history.values();
    double[] path =
        isConstant(recent)
            ? constant(recent, horizon)
            : history.grain() == Grain.HOUR
                ? new HourlyModel(history, calendar, horizon).forecast(horizon)
                : new CalendarModel(history, calendar, horizon).forecast(horizon);
    return ForecastPath.of(new RobustRange(values).cap(path));
  }

  /**
   * The effect of the bank and school holidays on and around a day, as a daily history tells it.
   *
   * @param history of days, long enough for {@link #forecast}, with different values
   */
  public HolidayEffect holidayEffect(Series history, LocalDate day) {
    long ahead = ChronoUnit.DAYS.between(history.period(history.length()).toLocalDate(), day);
    CalendarModel model = new CalendarModel(history, calendar, (int) Math.max(LEAST_DAYS, ahead));
    double[] effect = model.holidayEffect(day);
    double size = model.isShare() ? Math.exp(effect[0]) : effect[0];
    return new HolidayEffect(model.isShare(), size, effect[1]);
  }

  /** Whether a history holds enough for this method, and more than one value over and over. */
  static boolean suits(Series history) {
    double[] recent = recent(history);
    return refusal(history.grain(), recent).isEmpty() && !isConstant(recent);
  }

  /** The values that the models look at; older ones may be all that there is. */
  private static double[] recent(Series history) {
    int most =
        switch (history.grain()) {
          case HOUR -> HourlyModel.RECENT;
          case DAY -> CalendarModel.MOST_DAYS;
          case WEEK -> CalendarModel.MOST_WEEKS;
          case MONTH, QUARTER, YEAR -> history.length();
        };
    return Arrays.copyOfRange(
        history.values(), Math.max(0, history.length() - most), history.length());
  }

  private static String refusal(Grain grain, double[] recent) {
    long observed = Arrays.stream(recent).filter(value -> !Double.isNaN(value)).count();
    return switch (grain) {
      case HOUR ->
          observed < LEAST_DAYS * 24 / 3 || span(recent) < LEAST_DAYS * 24
              ? "fewer than 3 weeks of hours were observed in the last two years"
              : "";
      case DAY ->
          observed < LEAST_DAYS / 2 || span(recent) < LEAST_DAYS
              ? "fewer than 3 weeks of days were observed in the last eight years"
              : "";
      case WEEK ->
          observed < LEAST_WEEKS
              ? "fewer than " + LEAST_WEEKS + " weeks were observed in the last eight years"
              : "";
      case MONTH, QUARTER, YEAR -> "the calendar regression is for hours, days and weeks";
    };
  }

  /** Periods from the first observed one to the end. */
  private static int span(double[] values) {
    int first = 0;
    while (first < values.length && Double.isNaN(values[first])) {
      first++;
    }
    return values.length - first;
  }

  private static boolean isConstant(double[] values) {
    double[] observed = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    return Arrays.stream(observed).allMatch(value -> value == observed[0]);
  }

  private static double[] constant(double[] values, int horizon) {
    double value = Arrays.stream(values).filter(one -> !Double.isNaN(one)).findFirst().orElse(0);
    double[] path = new double[horizon];
    Arrays.fill(path, value);
    return path;
  }
}
