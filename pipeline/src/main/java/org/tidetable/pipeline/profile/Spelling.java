package org.tidetable.pipeline.profile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.source.PeriodFormat;

/**
 * A way to spell a day or a period that a column may follow, likeliest first.
 *
 * @param pattern as a mapping writes it
 * @param grain what the cell tells: a day, or the period
 * @param shortest fewest characters of a cell
 * @param longest most characters of a cell
 * @param needsWords whether numbers alone are no proof, so that the heading must tell of time
 */
record Spelling(String pattern, Grain grain, int shortest, int longest, boolean needsWords) {
  private static final LocalDate FIRST = LocalDate.of(1800, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

  static final List<Spelling> ALL =
      List.of(
          day("yyyy-MM-dd", 10),
          day("dd/MM/yyyy", 10),
          new Spelling("d/M/yyyy", Grain.DAY, 8, 10, false),
          day("MM/dd/yyyy", 10),
          day("dd-MM-yyyy", 10),
          day("dd.MM.yyyy", 10),
          day("yyyy/MM/dd", 10),
          day("dd-MMM-yyyy", 11),
          day("dd MMM yyyy", 11),
          day("dd-MMM-yy", 9),
          day("dd/MM/yy", 8),
          new Spelling("d MMMM yyyy", Grain.DAY, 10, 17, false),
          day("yyyy-MM-dd HH:mm:ss", 19),
          day("yyyy-MM-dd'T'HH:mm:ss", 19),
          day("yyyy-MM-dd HH:mm:ss.SSS", 23),
          day("yyyy-MM-dd HH:mm", 16),
          day("dd/MM/yyyy HH:mm", 16),
          day("dd/MM/yyyy HH:mm:ss", 19),
          new Spelling("yyyyMMdd", Grain.DAY, 8, 8, true),
          new Spelling("MMMM yyyy", Grain.MONTH, 8, 14, false),
          new Spelling("MMM yyyy", Grain.MONTH, 8, 8, false),
          new Spelling("MMM-yy", Grain.MONTH, 6, 6, false),
          new Spelling("MMM-yyyy", Grain.MONTH, 8, 8, false),
          new Spelling("yyyy-MM", Grain.MONTH, 7, 7, false),
          new Spelling("calendar_quarter", Grain.QUARTER, 6, 20, false),
          new Spelling("financial_year", Grain.YEAR, 6, 9, true),
          new Spelling("calendar_year", Grain.YEAR, 4, 4, true));

  private static Spelling day(String pattern, int length) {
    return new Spelling(pattern, Grain.DAY, length, length, false);
  }

  /** A reader of that spelling; it remembers what it has read, so it serves one column. */
  Reader reader() {
    return new Reader(this, new PeriodFormat(pattern));
  }

  /** Reads the cells of one column. */
  record Reader(Spelling spelling, PeriodFormat format) {
    /** The day, or the first day of the period. */
    Optional<LocalDate> read(String cell) {
      boolean mayBe =
          cell.length() >= spelling.shortest
              && cell.length() <= spelling.longest
              && cell.chars().anyMatch(Character::isDigit);
      return mayBe
          ? format.parse(List.of(cell)).filter(day -> !day.isBefore(FIRST) && day.isBefore(LAST))
          : Optional.empty();
    }
  }
}
