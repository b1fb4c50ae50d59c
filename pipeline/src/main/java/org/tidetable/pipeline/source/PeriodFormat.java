package org.tidetable.pipeline.source;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a source spells its periods: a date pattern, or one of a few named spellings. */
public final class PeriodFormat implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String DESCRIPTION =
      "A date pattern such as yyyy-MM-dd or MMMM yyyy, or one of: iso_week (2022 and Week 37), "
          + "year_to_march (2013 is April 2012 to March 2013), financial_year (2018/19, 2018-19, "
          + "201819), academic_year (the same, from September), calendar_year (2018), "
          + "calendar_quarter (Q1 2018, Jul-Sep 2019), month_end (the month of a last day as "
          + "yyyy-MM-dd), excel_day (44835), dfe (time_period and time_identifier)";

  /** A text is spelled again and again: what it means is looked up after the first time. */
  private static final int MOST_REMEMBERED = 10_000;

  private final String spelling;
  private transient volatile Map<List<String>, Optional<LocalDate>> remembered;

  public PeriodFormat(String spelling) {
    this.spelling = spelling;
    this.remembered = new HashMap<>();
  }

  /** Whether that is a pattern or a named spelling. */
  public static boolean isKnown(String spelling) {
    return PeriodSpelling.named(spelling).isPresent() || DateCells.isPattern(spelling);
  }

  /** Whether that is a pattern of dates. */
  public static boolean isDatePattern(String pattern) {
    return DateCells.isPattern(pattern);
  }

  /** Whether that spelling takes two columns. */
  public static boolean takesTwoColumns(String spelling) {
    return PeriodSpelling.named(spelling).filter(PeriodSpelling::takesTwoCells).isPresent();
  }

  /** The first day of the period that those cells spell; empty when they spell none. */
  public Optional<LocalDate> parse(List<String> cells) {
    Map<List<String>, Optional<LocalDate>> known = remembered;
    if (known == null) {
      known = new HashMap<>();
      remembered = known;
    }
    Optional<LocalDate> before = known.get(cells);
    if (before != null) {
      return before;
    }
    Optional<LocalDate> read = read(cells);
    if (known.size() < MOST_REMEMBERED) {
      known.put(List.copyOf(cells), read);
    }
    return read;
  }

  private Optional<LocalDate> read(List<String> cells) {
    try {
      Optional<PeriodSpelling> named = PeriodSpelling.named(spelling);
      return named.isPresent()
          ? named.get().read(cells)
          : new DateCells(spelling).monthOrDay(cells.get(0).trim());
    } catch (DateTimeException | NumberFormatException notOne) {
      return Optional.empty();
    }
  }
}
