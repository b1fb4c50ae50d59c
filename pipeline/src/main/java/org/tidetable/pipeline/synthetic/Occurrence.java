package org.tidetable.pipeline.synthetic;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Something that happened to somebody, and when its source came to know.
 *
 * @param code what the source calls it
 * @param end empty for what takes no time
 */
record Occurrence(
    Resident resident,
    EventKind kind,
    String code,
    LocalDate start,
    Optional<LocalDate> end,
    LocalDate known,
    double quantity) {

  static Occurrence within(
      Month month,
      Resident resident,
      EventKind kind,
      String code,
      double quantity,
      SplittableRandom random) {
    LocalDate first = month.firstDay();
    LocalDate someDay = first.plusDays(random.nextInt(first.lengthOfMonth()));
    return switch (kind) {
      case EMERGENCY_ADMISSION, PLANNED_ADMISSION -> {
        int nights = Math.min(18, (int) (-5 * StrictMath.log(1 - random.nextDouble())));
        LocalDate end = someDay.plusDays(nights);
        LocalDate known = end.plusDays(1 + random.nextInt(10));
        yield new Occurrence(resident, kind, code, someDay, Optional.of(end), known, quantity);
      }
      case HOME_CARE -> {
        LocalDate end = YearMonth.from(first).atEndOfMonth();
        LocalDate known = end.plusDays(1 + random.nextInt(10));
        yield new Occurrence(resident, kind, code, first, Optional.of(end), known, quantity);
      }
      case ABSENCE_SESSION -> {
        LocalDate known = afterTerm(first).plusDays(random.nextInt(10));
        yield plain(resident, kind, code, weekday(first), known, quantity);
      }
      case OUTPATIENT_APPOINTMENT, GP_APPOINTMENT ->
          plain(resident, kind, code, weekday(someDay), soon(someDay, 25, random), quantity);
      case EMERGENCY_ATTENDANCE ->
          plain(resident, kind, code, someDay, soon(someDay, 25, random), quantity);
      default -> {
        LocalDate start = weekday(someDay);
        yield plain(resident, kind, code, start, soon(start, 40, random), quantity);
      }
    };
  }

  Occurrence knownOn(LocalDate date) {
    return new Occurrence(resident, kind, code, start, end, date, quantity);
  }

  private static Occurrence plain(
      Resident resident,
      EventKind kind,
      String code,
      LocalDate start,
      LocalDate known,
      double quantity) {
    return new Occurrence(resident, kind, code, start, Optional.empty(), known, quantity);
  }

  private static LocalDate soon(LocalDate start, int mostDays, SplittableRandom random) {
    return start.plusDays(2 + Math.min(random.nextInt(mostDays), random.nextInt(mostDays)));
  }

  /** That day, or the nearest weekday in the same month. */
  private static LocalDate weekday(LocalDate day) {
    int step = day.getDayOfMonth() > 15 ? -1 : 1;
    LocalDate moved = day;
    while (moved.getDayOfWeek() == DayOfWeek.SATURDAY || moved.getDayOfWeek() == DayOfWeek.SUNDAY) {
      moved = moved.plusDays(step);
    }
    return moved;
  }

  /** Absence comes with the census after its term: at the end of January, May and September. */
  private static LocalDate afterTerm(LocalDate month) {
    int year = month.getYear();
    if (month.getMonthValue() >= 9) {
      return LocalDate.of(year + 1, 1, 31);
    }
    return month.getMonthValue() <= 3 ? LocalDate.of(year, 5, 31) : LocalDate.of(year, 9, 30);
  }
}
