package org.tidetable.models.vocabulary;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * The length of one period of a series. Periods are named by their first moment, without a zone: a
 * day has 24 hours. Weeks may start on any weekday, the same within a series.
 */
public enum Grain {
  HOUR(24),
  DAY(7),
  WEEK(52),
  MONTH(12),
  QUARTER(4),
  YEAR(1);

  private final int season;

  Grain(int season) {
    this.season = season;
  }

  /** Periods after which the usual pattern repeats: 24, 7, 52, 12, 4, 1. */
  public int season() {
    return season;
  }

  /** The code used on the command line and in files: lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first moment of the period that holds {@code moment}; weeks begin on a Monday. */
  public LocalDateTime startOf(LocalDateTime moment) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** The first moment of the period {@code steps} after the one that begins at {@code start}. */
  public LocalDateTime plus(LocalDateTime start, long steps) {
    return switch (this) {
      case HOUR -> start.plusHours(steps);
      case DAY -> start.plusDays(steps);
      case WEEK -> start.plusWeeks(steps);
      case MONTH -> start.plusMonths(steps);
      case QUARTER -> start.plusMonths(3 * steps);
      case YEAR -> start.plusYears(steps);
    };
  }

  /** Whole periods from the one beginning at {@code from} to the one beginning at {@code to}. */
  public long between(LocalDateTime from, LocalDateTime to) {
    return switch (this) {
      case HOUR -> ChronoUnit.HOURS.between(from, to);
      case DAY -> ChronoUnit.DAYS.between(from, to);
      case WEEK -> ChronoUnit.WEEKS.between(from, to);
      case MONTH -> ChronoUnit.MONTHS.between(from, to);
      case QUARTER -> ChronoUnit.MONTHS.between(from, to) / 3;
      case YEAR -> ChronoUnit.YEARS.between(from, to);
    };
  }
}
