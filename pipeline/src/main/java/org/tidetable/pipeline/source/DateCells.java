package org.tidetable.pipeline.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads dates spelled by a pattern, strictly: 31 February is none. A text that was read before is
 * looked up, as a column of days repeats few texts many times.
 */
final class DateCells {
  private static final int MOST_REMEMBERED = 50_000;

  private final DateTimeFormatter formatter;
  private final Map<String, Optional<LocalDate>> remembered = new HashMap<>();

  DateCells(String pattern) {
    this.formatter = formatter(pattern);
  }

  /** Whether that is a pattern of a date, with or without a time. */
  static boolean isPattern(String pattern) {
    try {
      return formatter(pattern).toString() != null;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    // yyyy would need an era under strict resolving, and lenient resolving accepts 31 February.
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern.replace("yyyy", "uuuu"))
        .toFormatter(Locale.UK)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The day that a cell spells, its time of day left aside; empty when it spells none. */
  Optional<LocalDate> day(String cell) {
    Optional<LocalDate> before = remembered.get(cell);
    if (before != null) {
      return before;
    }
    Optional<LocalDate> read = read(cell);
    if (remembered.size() < MOST_REMEMBERED) {
      remembered.put(cell, read);
    }
    return read;
  }

  private Optional<LocalDate> read(String cell) {
    try {
      return Optional.of(LocalDate.from(formatter.parse(cell)));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** The day, or the first day of the month where the pattern has no day. */
  Optional<LocalDate> monthOrDay(String cell) {
    TemporalAccessor parsed = formatter.parse(cell);
    return Optional.of(
        parsed.isSupported(ChronoField.DAY_OF_MONTH)
            ? LocalDate.from(parsed)
            : YearMonth.from(parsed).atDay(1));
  }
}
