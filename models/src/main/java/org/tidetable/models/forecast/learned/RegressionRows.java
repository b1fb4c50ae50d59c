package org.tidetable.models.forecast.learned;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * What one series tells at one origin about one period ahead, as numbers relative to the level of
 * the series at that origin. Nothing at or after the origin is read.
 */
final class RegressionRows {
  private static final int RECENT = 4;

  private final Grain grain;
  private final int season;
  private final int seasonsBack;
  private final int year;
  private final NavigableSet<LocalDate> holidays;
  private final Set<LocalDate> schoolClosed;
  private final List<String> names = new ArrayList<>();

  RegressionRows(Grain grain, DemandCalendar calendar) {
    this.grain = grain;
    this.season = grain.season();
    this.seasonsBack = grain == Grain.DAY || grain == Grain.HOUR ? 4 : 2;
    this.year = grain == Grain.DAY ? 364 : grain == Grain.HOUR ? 168 : 0;
    this.holidays = calendar.daysOff();
    this.schoolClosed =
        grain == Grain.HOUR || grain == Grain.DAY || grain == Grain.WEEK
            ? calendar.schoolDaysOff()
            : Set.of();
    names.addAll(List.of("horizon", "observed", "trend", "spread", "mean_3", "base"));
    for (int lag = 1; lag <= RECENT; lag++) {
      names.addAll(List.of("lag_" + lag, "lag_" + lag + "_missing"));
    }
    for (int back = 1; back <= seasonsBack; back++) {
      names.addAll(List.of("season_" + back, "season_" + back + "_missing"));
    }
    names.addAll(List.of("season_change", "year", "year_missing"));
    names.addAll(List.of("month", "week", "weekday", "hour"));
    names.addAll(List.of("holiday", "to_holiday", "after_holiday"));
    if (!schoolClosed.isEmpty()) {
      names.addAll(List.of("school_closed", "school_closed_before"));
    }
  }

  List<String> names() {
    return names;
  }

  /** Mean size of the last season's observed values, or of the last 4; 0 when there are none. */
  double level(Series series, int origin) {
    double mean = mean(series, origin - Math.max(RECENT, season), origin, true);
    return Double.isNaN(mean) ? mean(series, 0, origin, true) : mean;
  }

  /** A plain guess, in levels, that the trees correct. */
  double base(Series series, int origin, int target, double level) {
    int first = target - season * ((target - origin + season) / season);
    double same = 0;
    int found = 0;
    for (int index = first; index >= 0 && found < seasonsBack; index -= season) {
      if (!Double.isNaN(series.value(index))) {
        same += series.value(index);
        found++;
      }
    }
    double recent = mean(series, origin - (season == 1 ? 1 : 3), origin, false);
    double usual = found == 0 ? Double.NaN : same / found;
    if (grain == Grain.MONTH || grain == Grain.QUARTER) {
      double then = mean(series, origin - 3 - season, origin - season, false);
      double season1 = first >= 0 ? series.value(first) : Double.NaN;
      double grown = season1 + recent - then;
      usual = Double.isNaN(grown) ? recent : (grown + recent) / 2;
    }
    if (season == 1 || Double.isNaN(usual)) {
      usual = Double.isNaN(recent) ? level : recent;
    }
    return usual / level;
  }

  double[] row(Series series, int origin, int target, double level) {
    double[] row = new double[names.size()];
    int at = 0;
    row[at++] = target - origin + 1;
    row[at++] = Math.log1p(origin);
    double now = mean(series, origin - Math.max(RECENT, season), origin, false) / level;
    int before = origin - Math.max(RECENT, season);
    double then = mean(series, before - Math.max(RECENT, season), before, false) / level;
    row[at++] = known(now - then);
    row[at++] = known(spread(series, origin) / level);
    row[at++] = known(mean(series, origin - 3, origin, false) / level);
    row[at++] = base(series, origin, target, level);
    for (int lag = 1; lag <= RECENT; lag++) {
      at = put(row, at, value(series, origin, origin - lag) / level);
    }
    int first = target - season * ((target - origin + season) / season);
    for (int back = 0; back < seasonsBack; back++) {
      at = put(row, at, value(series, origin, first - back * season) / level);
    }
    row[at++] =
        known(
            (value(series, origin, origin - 1) - value(series, origin, origin - 1 - season))
                / level);
    int lastYear = year == 0 ? -1 : target - year * ((target - origin + year) / year);
    at = put(row, at, value(series, origin, lastYear) / level);
    calendar(row, at, series.period(target));
    if (!schoolClosed.isEmpty()) {
      school(row, series, target, first);
    }
    return row;
  }

  /** Whether schools are closed then, and in the periods of which the plain guess is made. */
  private void school(double[] row, Series series, int target, int first) {
    double before = 0;
    for (int back = 0; back < seasonsBack; back++) {
      before += closed(series.period(first - back * season)) / seasonsBack;
    }
    row[row.length - 2] = closed(series.period(target));
    row[row.length - 1] = before;
  }

  /** The share of the working days of a period on which schools are closed. */
  private double closed(LocalDateTime period) {
    LocalDate day = period.toLocalDate();
    if (grain != Grain.WEEK) {
      return schoolClosed.contains(day) ? 1 : 0;
    }
    double days = 0;
    for (int on = 0; on < 7; on++) {
      days += schoolClosed.contains(day.plusDays(on)) ? 1 : 0;
    }
    return days / 5;
  }

  private void calendar(double[] row, int from, LocalDateTime period) {
    int at = from;
    boolean daily = grain == Grain.DAY || grain == Grain.HOUR;
    row[at++] = grain == Grain.YEAR ? 0 : period.getMonthValue();
    row[at++] = daily || grain == Grain.WEEK ? period.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) : 0;
    row[at++] = daily ? period.getDayOfWeek().getValue() : 0;
    row[at++] = grain == Grain.HOUR ? period.getHour() : 0;
    if (!daily || holidays.isEmpty()) {
      return;
    }
    LocalDate day = period.toLocalDate();
    LocalDate next = holidays.ceiling(day);
    LocalDate last = holidays.floor(day);
    row[at++] = holidays.contains(day) ? 1 : 0;
    row[at++] = next == null ? 8 : Math.min(8, ChronoUnit.DAYS.between(day, next));
    row[at] = last == null ? 8 : Math.min(8, ChronoUnit.DAYS.between(last, day));
  }

  private static int put(double[] row, int at, double value) {
    row[at] = known(value);
    row[at + 1] = Double.isFinite(value) ? 0 : 1;
    return at + 2;
  }

  private static double known(double value) {
    return Double.isFinite(value) ? value : 0;
  }

  private static double value(Series series, int origin, int index) {
    return index >= 0 && index < origin ? series.value(index) : Double.NaN;
  }

  private static double mean(Series series, int from, int to, boolean absolute) {
    double sum = 0;
    int count = 0;
    for (int index = Math.max(0, from); index < to; index++) {
      double value = series.value(index);
      if (!Double.isNaN(value)) {
        sum += absolute ? Math.abs(value) : value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private double spread(Series series, int origin) {
    double sum = 0;
    int count = 0;
    for (int index = Math.max(1, origin - 2 * Math.max(RECENT, season)); index < origin; index++) {
      double step = series.value(index) - series.value(index - 1);
      if (!Double.isNaN(step)) {
        sum += Math.abs(step);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
