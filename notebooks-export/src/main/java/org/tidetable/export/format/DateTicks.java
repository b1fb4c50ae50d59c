package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** First days of months or years to mark on an axis, few enough to be read. */
final class DateTicks {
  private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240};

  private DateTicks() {}

  static List<LocalDate> between(LocalDate first, LocalDate last, int most) {
    int months = months(first, last, most);
    List<LocalDate> ticks = new ArrayList<>();
    LocalDate day = first.withDayOfMonth(1);
    while (!day.isAfter(last)) {
      int number = day.getYear() * 12 + day.getMonthValue() - 1;
      if (number % months == 0 && !day.isBefore(first)) {
        ticks.add(day);
      }
      day = day.plusMonths(1);
    }
    return ticks;
  }

  static String label(LocalDate day, LocalDate first, LocalDate last, int most) {
    String year = Integer.toString(day.getYear());
    boolean years = months(first, last, most) >= 12;
    return years ? year : Grain.shortMonth(day.getMonth()) + " " + year;
  }

  private static int months(LocalDate first, LocalDate last, int most) {
    long span = (last.toEpochDay() - first.toEpochDay()) / 30;
    for (int months : MONTHS) {
      if (span <= (long) months * most) {
        return months;
      }
    }
    return MONTHS[MONTHS.length - 1];
  }
}
