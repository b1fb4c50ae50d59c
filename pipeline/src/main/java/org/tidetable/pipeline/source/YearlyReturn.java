package org.tidetable.pipeline.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;

/** The day to which a collection is made each year, such as 31 March. */
public record YearlyReturn(MonthDay day) {

  /** The day that {@code MM-dd} spells; empty for an empty text. */
  static Optional<YearlyReturn> of(String spelled) {
    return spelled.isEmpty()
        ? Optional.empty()
        : Optional.of(new YearlyReturn(MonthDay.parse("--" + spelled)));
  }

  /** Whether that spells a day of the year. */
  public static boolean isKnown(String spelled) {
    try {
      return spelled.isEmpty() || of(spelled).isPresent();
    } catch (DateTimeException notOne) {
      return false;
    }
  }

  /** The first such day that is not before {@code date}. */
  LocalDate onOrAfter(LocalDate date) {
    LocalDate inYear = day.atYear(date.getYear());
    return inYear.isBefore(date) ? day.atYear(date.getYear() + 1) : inYear;
  }
}
