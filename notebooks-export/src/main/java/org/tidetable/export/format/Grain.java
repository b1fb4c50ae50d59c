package org.tidetable.export.format;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;

/** The length of a period, as charts and sentences need it; hours are not drawn. */
public enum Grain {
  DAY(120, 364),
  WEEK(104, 52),
  MONTH(48, 12),
  QUARTER(24, 4),
  YEAR(20, 1);

  private final int shown;
  private final int year;

  Grain(int shown, int year) {
    this.shown = shown;
    this.year = year;
  }

  /** Past periods worth drawing. */
  int shown() {
    return shown;
  }

  /** Periods from one to its like a year later; whole weeks for days and weeks. */
  int year() {
    return year;
  }

  LocalDate plus(LocalDate start, int steps) {
    return switch (this) {
      case DAY -> start.plusDays(steps);
      case WEEK -> start.plusWeeks(steps);
      case MONTH -> start.plusMonths(steps);
      case QUARTER -> start.plusMonths(3L * steps);
      case YEAR -> start.plusYears(steps);
    };
  }

  /** The period in words, such as "July 2025" or "week of 5 May 2025". */
  public String inWords(LocalDate start) {
    String day = start.getDayOfMonth() + " " + month(start) + " " + start.getYear();
    return switch (this) {
      case DAY -> day;
      case WEEK -> "the week of " + day;
      case MONTH -> month(start) + " " + start.getYear();
      case QUARTER ->
          month(start) + " to " + month(start.plusMonths(2)) + " " + start.plusMonths(2).getYear();
      case YEAR ->
          start.getDayOfYear() == 1
              ? Integer.toString(start.getYear())
              : "the year from " + month(start) + " " + start.getYear();
    };
  }

  /** The period as it stands in a sentence, such as "in July 2025" or "on 4 August 2025". */
  String when(LocalDate start) {
    return (this == DAY ? "on " : "in ") + inWords(start);
  }

  static String month(LocalDate day) {
    return day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  static String shortMonth(Month month) {
    return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
  }
}
