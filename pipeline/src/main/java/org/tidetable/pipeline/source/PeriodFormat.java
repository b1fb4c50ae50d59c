package org.tidetable.pipeline.source;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a source spells its periods: a date pattern, or one of a few named spellings. */
public final class PeriodFormat implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ISO_WEEK = "iso_week";
  private static final String YEAR_TO_MARCH = "year_to_march";
  private static final Pattern WEEK = Pattern.compile("(?:Week )?(\\d{1,2})");
  private static final Pattern YEAR = Pattern.compile("(\\d{4})");

  private final String spelling;
  private transient volatile DateTimeFormatter formatter;

  public PeriodFormat(String spelling) {
    this.spelling = spelling;
    this.formatter = named(spelling) ? DateTimeFormatter.ISO_DATE : pattern(spelling);
  }

  /** Whether that is a pattern or a named spelling. */
  public static boolean isKnown(String spelling) {
    try {
      return named(spelling) || pattern(spelling).toString() != null;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  private static boolean named(String spelling) {
    return spelling.equals(ISO_WEEK) || spelling.equals(YEAR_TO_MARCH);
  }

  private static DateTimeFormatter pattern(String spelling) {
    // yyyy would need an era under strict resolving, and lenient resolving accepts 31 February.
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(spelling.replace("yyyy", "uuuu"))
        .toFormatter(Locale.UK)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The first day of the period that those cells spell; empty when they spell none. */
  public Optional<LocalDate> parse(List<String> cells) {
    try {
      return switch (spelling) {
        case ISO_WEEK -> isoWeek(cells);
        case YEAR_TO_MARCH -> yearToMarch(cells.get(0));
        default -> Optional.of(date(cells.get(0)));
      };
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> isoWeek(List<String> cells) {
    Matcher year = YEAR.matcher(cells.get(0));
    Matcher week = WEEK.matcher(cells.get(1));
    if (!year.matches() || !week.matches()) {
      return Optional.empty();
    }
    // 4 January is always in week 1.
    LocalDate inWeekOne = LocalDate.of(Integer.parseInt(year.group(1)), 1, 4);
    int number = Integer.parseInt(week.group(1));
    LocalDate monday =
        inWeekOne.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number).with(ChronoField.DAY_OF_WEEK, 1);
    // Week 53 of a year that has 52 would be the first of the next.
    return Optional.of(monday).filter(day -> day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == number);
  }

  private static Optional<LocalDate> yearToMarch(String cell) {
    Matcher year = YEAR.matcher(cell);
    return year.matches()
        ? Optional.of(LocalDate.of(Integer.parseInt(year.group(1)) - 1, 4, 1))
        : Optional.empty();
  }

  private LocalDate date(String cell) {
    TemporalAccessor parsed = formatter().parse(cell);
    return parsed.isSupported(ChronoField.DAY_OF_MONTH)
        ? LocalDate.from(parsed)
        : YearMonth.from(parsed).atDay(1);
  }

  // A formatter is not serialisable, so a task makes its own.
  private DateTimeFormatter formatter() {
    DateTimeFormatter made = formatter;
    if (made == null) {
      made = pattern(spelling);
      formatter = made;
    }
    return made;
  }
}
