package org.tidetable.pipeline.profile;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidetable.models.vocabulary.Grain;

/**
 * The days or periods of one column.
 *
 * @param spelling how they are spelled
 * @param grain how far apart they are: days that are all firsts of months are months
 * @param monthEnd whether every one is the last day of its month
 * @param first the first, {@code yyyy-MM-dd}
 * @param last the last
 * @param alsoMonthFirst whether day and month could as well be the other way round
 */
record TimeFacts(
    Spelling spelling,
    Grain grain,
    boolean monthEnd,
    LocalDate first,
    LocalDate last,
    boolean alsoMonthFirst) {
  private static final int QUARTERS = 4;

  /** Whether cells tell the day. */
  boolean isDay() {
    return spelling.grain() == Grain.DAY;
  }

  /** How a mapping of counts spells the period. */
  String format() {
    return monthEnd ? "month_end" : spelling.pattern();
  }

  /** How far apart days are. */
  static Grain grain(Collection<LocalDate> days) {
    if (days.size() < 2) {
      return Grain.DAY;
    }
    Set<Integer> ofMonth = days.stream().map(LocalDate::getDayOfMonth).collect(Collectors.toSet());
    if (ofMonth.equals(Set.of(1)) || isMonthEnd(days)) {
      Set<Integer> months = days.stream().map(LocalDate::getMonthValue).collect(Collectors.toSet());
      boolean quarters = months.stream().map(month -> month % 3).distinct().count() == 1;
      return months.size() == 1
          ? Grain.YEAR
          : quarters && months.size() <= QUARTERS ? Grain.QUARTER : Grain.MONTH;
    }
    Set<DayOfWeek> weekdays =
        days.stream().map(LocalDate::getDayOfWeek).collect(Collectors.toSet());
    return weekdays.size() == 1 ? Grain.WEEK : Grain.DAY;
  }

  /** Whether every day is the last of its month. */
  static boolean isMonthEnd(Collection<LocalDate> days) {
    return !days.isEmpty()
        && days.stream().allMatch(day -> day.getDayOfMonth() == day.lengthOfMonth());
  }
}
