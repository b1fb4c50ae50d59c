package org.tidetable.pipeline.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.tidetable.models.vocabulary.Grain;

/** The first moments of periods, as files of series write them. */
final class PeriodStart {
  private static final int LENGTH_OF_DAY = "yyyy-MM-dd".length();
  private static final int LENGTH_OF_HOUR = "yyyy-MM-ddTHH:00".length();

  private PeriodStart() {}

  /** The moment that a cell spells: {@code yyyy-MM-dd}, or {@code yyyy-MM-ddTHH:00} for hours. */
  static Optional<LocalDateTime> read(String cell, Grain grain) {
    try {
      if (grain != Grain.HOUR) {
        return cell.length() == LENGTH_OF_DAY
            ? Optional.of(LocalDate.parse(cell).atStartOfDay())
            : Optional.empty();
      }
      boolean wholeHour =
          cell.length() == LENGTH_OF_HOUR
              && cell.charAt(LENGTH_OF_DAY) == 'T'
              && cell.endsWith(":00");
      return wholeHour ? Optional.of(LocalDateTime.parse(cell)) : Optional.empty();
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /**
   * Whether a period may begin there. Weeks begin on any day and years in any month, as financial
   * and school years do; that a series keeps to one is seen only when all its rows are known.
   */
  static boolean begins(LocalDateTime moment, Grain grain) {
    return switch (grain) {
      case HOUR, DAY, WEEK -> true;
      case MONTH, QUARTER -> grain.startOf(moment).equals(moment);
      case YEAR -> moment.getDayOfMonth() == 1;
    };
  }

  /** As files write it. */
  static String text(LocalDateTime moment, Grain grain) {
    return grain == Grain.HOUR ? moment.toString() : moment.toLocalDate().toString();
  }
}
