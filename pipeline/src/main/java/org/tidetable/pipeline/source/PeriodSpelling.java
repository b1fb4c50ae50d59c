package org.tidetable.pipeline.source;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spellings of periods for which no date pattern exists. Each gives the period's first day. */
enum PeriodSpelling {
  ISO_WEEK {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      Matcher year = YEAR.matcher(cells.get(0).trim());
      Matcher week = WEEK.matcher(cells.get(1).trim());
      return year.matches() && week.matches()
          ? isoWeek(number(year, 1), number(week, 1))
          : Optional.empty();
    }
  },
  YEAR_TO_MARCH {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      return year(cells).map(year -> LocalDate.of(year - 1, Month.APRIL, 1));
    }
  },
  FINANCIAL_YEAR {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      return splitYear(cells.get(0)).map(year -> LocalDate.of(year, Month.APRIL, 1));
    }
  },
  ACADEMIC_YEAR {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      return splitYear(cells.get(0)).map(year -> LocalDate.of(year, Month.SEPTEMBER, 1));
    }
  },
  CALENDAR_YEAR {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      return year(cells).map(year -> LocalDate.of(year, Month.JANUARY, 1));
    }
  },
  CALENDAR_QUARTER {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      String cell = cells.get(0).trim();
      Matcher numbered = QUARTER.matcher(cell);
      if (numbered.matches()) {
        return Optional.of(LocalDate.of(number(numbered, 2), 3 * number(numbered, 1) - 2, 1));
      }
      Matcher months = MONTHS.matcher(cell);
      if (!months.matches()) {
        return Optional.empty();
      }
      Optional<Month> first = month(months.group(1));
      Optional<Month> last = month(months.group(2));
      return first
          .filter(m -> last.isPresent() && m.plus(2) == last.get() && m.getValue() % 3 == 1)
          .map(m -> LocalDate.of(number(months, 3), m, 1));
    }
  },
  MONTH_END {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      LocalDate day = LocalDate.parse(cells.get(0).trim());
      return Optional.of(day)
          .filter(last -> last.equals(YearMonth.from(last).atEndOfMonth()))
          .map(last -> last.withDayOfMonth(1));
    }
  },
  EXCEL_DAY {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      long days = Long.parseLong(cells.get(0).trim());
      // Excel counts a 29 February 1900 that never was, so day numbers are right from March 1900.
      return days > EXCEL_WRONG_UNTIL && days < EXCEL_LAST
          ? Optional.of(LocalDate.of(1899, Month.DECEMBER, 30).plusDays(days))
          : Optional.empty();
    }
  },
  DFE {
    @Override
    Optional<LocalDate> read(List<String> cells) {
      return dfe(cells.get(0).trim(), cells.get(1).trim().toLowerCase(Locale.ROOT));
    }
  };

  private static final Pattern WEEK = Pattern.compile("(?:Week )?(\\d{1,2})");
  private static final Pattern YEAR = Pattern.compile("(\\d{4})");
  private static final Pattern SPLIT_YEAR =
      Pattern.compile("(\\d{4})\\s*[-/\u2013]?\\s*(\\d{2}|\\d{4})");
  private static final Pattern QUARTER = Pattern.compile("[Qq]([1-4])[ -]?(\\d{4})");
  private static final Pattern MONTHS =
      Pattern.compile("([A-Za-z]{3,9}) ?[-\u2013] ?([A-Za-z]{3,9}) (\\d{4})");
  private static final int EXCEL_WRONG_UNTIL = 60;
  private static final int EXCEL_LAST = 2_958_466;
  private static final int CENTURY = 100;

  /** The period that those cells spell; empty, or a thrown DateTimeException, when none. */
  abstract Optional<LocalDate> read(List<String> cells);

  /** Whether it takes a year and a second cell. */
  boolean takesTwoCells() {
    return this == ISO_WEEK || this == DFE;
  }

  /** The spelling of that name, as configurations write it. */
  static Optional<PeriodSpelling> named(String name) {
    for (PeriodSpelling spelling : values()) {
      if (spelling.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(spelling);
      }
    }
    return Optional.empty();
  }

  /**
   * As "explore education statistics" has it: the identifier says what kind of period the number
   * is.
   */
  private static Optional<LocalDate> dfe(String period, String identifier) {
    Matcher week = Pattern.compile("week (\\d{1,2})").matcher(identifier);
    if (week.matches()) {
      return isoWeek(Integer.parseInt(period), number(week, 1));
    }
    Optional<Month> month = month(identifier);
    if (month.isPresent()) {
      return Optional.of(LocalDate.of(Integer.parseInt(period), month.get(), 1));
    }
    return switch (identifier) {
      case "academic year", "autumn term", "autumn and spring term" ->
          splitYear(period).map(year -> LocalDate.of(year, Month.SEPTEMBER, 1));
      case "spring term" -> splitYear(period).map(year -> LocalDate.of(year + 1, Month.JANUARY, 1));
      case "summer term" -> splitYear(period).map(year -> LocalDate.of(year + 1, Month.APRIL, 1));
      case "financial year", "tax year" ->
          splitYear(period).map(year -> LocalDate.of(year, Month.APRIL, 1));
      // The department's returns run to 31 March of the year they are named after.
      case "reporting year" ->
          Optional.of(LocalDate.of(Integer.parseInt(period) - 1, Month.APRIL, 1));
      case "calendar year" -> Optional.of(LocalDate.of(Integer.parseInt(period), Month.JANUARY, 1));
      default -> Optional.empty();
    };
  }

  /** The first of two years that follow each other: 2018/19, 2018-19, 201819, 2018-2019. */
  private static Optional<Integer> splitYear(String cell) {
    Matcher years = SPLIT_YEAR.matcher(cell.trim());
    if (!years.matches()) {
      return Optional.empty();
    }
    int first = number(years, 1);
    int second = number(years, 2);
    int expected = second < CENTURY ? (first + 1) % CENTURY : first + 1;
    return second == expected ? Optional.of(first) : Optional.empty();
  }

  private static Optional<Integer> year(List<String> cells) {
    Matcher year = YEAR.matcher(cells.get(0).trim());
    return year.matches() ? Optional.of(number(year, 1)) : Optional.empty();
  }

  private static Optional<LocalDate> isoWeek(int year, int number) {
    // 4 January is always in week 1.
    LocalDate monday =
        LocalDate.of(year, 1, 4)
            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number)
            .with(ChronoField.DAY_OF_WEEK, 1);
    // Week 53 of a year that has 52 would be the first of the next.
    return Optional.of(monday).filter(day -> day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == number);
  }

  private static Optional<Month> month(String word) {
    for (Month month : Month.values()) {
      String name = month.name().toLowerCase(Locale.ROOT);
      String given = word.toLowerCase(Locale.ROOT);
      if (name.equals(given)
          || name.substring(0, 3).equals(given)
          || (given.equals("sept") && month == Month.SEPTEMBER)) {
        return Optional.of(month);
      }
    }
    return Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
