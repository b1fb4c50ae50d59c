package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tidetable.pipeline.synthetic.SyntheticSettings;

/**
 * The names of the periods by which extracts and returns are cut, and the dates that close them.
 */
final class Periods {
  private Periods() {}

  static String month(LocalDate day) {
    return YearMonth.from(day).toString();
  }

  static String quarter(LocalDate day) {
    return day.getYear() + "-Q" + ((day.getMonthValue() + 2) / 3);
  }

  static LocalDate quarterStart(LocalDate day) {
    return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
  }

  static LocalDate quarterEnd(LocalDate day) {
    return quarterStart(day).plusMonths(3).minusDays(1);
  }

  /** The first 31 March on or after a day. */
  static LocalDate yearEnd(LocalDate day) {
    LocalDate end = LocalDate.of(day.getYear(), 3, 31);
    return end.isBefore(day) ? end.plusYears(1) : end;
  }

  static String year(LocalDate yearEnd) {
    return String.valueOf(yearEnd.getYear());
  }

  /** The returns of years to 31 March that the records cover: those that end within them. */
  static List<LocalDate> yearEnds(SyntheticSettings settings) {
    List<LocalDate> ends = new ArrayList<>();
    LocalDate end = yearEnd(settings.from());
    while (!end.isAfter(settings.to())) {
      ends.add(end);
      end = end.plusYears(1);
    }
    return ends;
  }

  /** The calendar years of which the January census after them tells: those that end within. */
  static List<Integer> calendarYears(SyntheticSettings settings) {
    List<Integer> years = new ArrayList<>();
    int year = settings.from().getYear();
    while (!LocalDate.of(year, 12, 31).isAfter(settings.to())) {
      years.add(year);
      year++;
    }
    return years;
  }

  static List<LocalDate> quarterStarts(SyntheticSettings settings) {
    List<LocalDate> starts = new ArrayList<>();
    LocalDate start = quarterStart(settings.from());
    while (!start.isAfter(settings.to())) {
      starts.add(start);
      start = start.plusMonths(3);
    }
    return starts;
  }

  static String term(LocalDate day) {
    int month = day.getMonthValue();
    String name = month <= 3 ? "spring" : month <= 8 ? "summer" : "autumn";
    return String.format(Locale.ROOT, "%d_%s", day.getYear(), name);
  }

  /** The census days: third Thursdays of January and May, first Thursday of October. */
  static List<LocalDate> censusDays(SyntheticSettings settings) {
    List<LocalDate> days = new ArrayList<>();
    for (int year = settings.from().getYear(); year <= settings.to().getYear(); year++) {
      for (LocalDate day :
          List.of(thursday(year, 1, 3), thursday(year, 5, 3), thursday(year, 10, 1))) {
        if (!day.isBefore(settings.from()) && !day.isAfter(settings.to())) {
          days.add(day);
        }
      }
    }
    return days;
  }

  static LocalDate januaryCensus(int year) {
    return thursday(year, 1, 3);
  }

  private static LocalDate thursday(int year, int month, int which) {
    LocalDate first = LocalDate.of(year, month, 1);
    int toThursday = Math.floorMod(4 - first.getDayOfWeek().getValue(), 7);
    return first.plusDays(toThursday + 7L * (which - 1));
  }
}
