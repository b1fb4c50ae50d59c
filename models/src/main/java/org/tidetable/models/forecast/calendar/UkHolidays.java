package org.tidetable.models.forecast.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.tidetable.models.forecast.DemandCalendar.BankHoliday;

/**
 * The bank holidays that the law sets for every year, under the names of GOV.UK: what to expect of
 * the years that are not published yet. Extra days by proclamation are not known in advance.
 *
 * <p>Source: Banking and Financial Dealings Act 1971; substitutes as GOV.UK lists them.
 */
public enum UkHolidays {
  ENGLAND_AND_WALES,
  SCOTLAND,
  NORTHERN_IRELAND;

  /** Those of one year, by date. */
  public List<BankHoliday> of(int year) {
    List<BankHoliday> days = new ArrayList<>();
    LocalDate easter = easter(year);
    boolean scotland = this == SCOTLAND;
    pair(days, "New Year’s Day", scotland ? "2nd January" : "", LocalDate.of(year, 1, 1));
    if (this == NORTHERN_IRELAND) {
      single(days, "St Patrick’s Day", LocalDate.of(year, 3, 17));
    }
    days.add(new BankHoliday(easter.minusDays(2), "Good Friday", false));
    if (!scotland) {
      days.add(new BankHoliday(easter.plusDays(1), "Easter Monday", false));
    }
    days.add(monday(year, 5, 1, "Early May bank holiday"));
    days.add(monday(year, 5, -1, "Spring bank holiday"));
    if (this == NORTHERN_IRELAND) {
      single(days, "Battle of the Boyne (Orangemen’s Day)", LocalDate.of(year, 7, 12));
    }
    days.add(monday(year, 8, scotland ? 1 : -1, "Summer bank holiday"));
    if (scotland) {
      single(days, "St Andrew’s Day", LocalDate.of(year, 11, 30));
    }
    pair(days, "Christmas Day", "Boxing Day", LocalDate.of(year, 12, 25));
    return List.copyOf(days);
  }

  /**
   * The days that are unlike others on whatever weekday they fall, though a list of days off names
   * only their substitute: Christmas, Boxing Day and New Year, in Scotland 2 January.
   */
  public List<BankHoliday> fixed(int year) {
    List<BankHoliday> days = new ArrayList<>();
    days.add(new BankHoliday(LocalDate.of(year, 1, 1), "New Year’s Day", false));
    if (this == SCOTLAND) {
      days.add(new BankHoliday(LocalDate.of(year, 1, 2), "2nd January", false));
    }
    days.add(new BankHoliday(LocalDate.of(year, 12, 25), "Christmas Day", false));
    days.add(new BankHoliday(LocalDate.of(year, 12, 26), "Boxing Day", false));
    return days;
  }

  private static BankHoliday monday(int year, int month, int ordinal, String name) {
    LocalDate any = LocalDate.of(year, month, 1);
    LocalDate day = any.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
    return new BankHoliday(day, name, false);
  }

  private static void single(List<BankHoliday> days, String name, LocalDate date) {
    LocalDate free = weekday(date);
    days.add(new BankHoliday(free, name, !free.equals(date)));
  }

  /** Two days in a row, the second of which may not be one: neither falls on a weekend. */
  private static void pair(List<BankHoliday> days, String first, String second, LocalDate date) {
    if (second.isEmpty()) {
      single(days, first, date);
      return;
    }
    LocalDate next = date.plusDays(1);
    LocalDate free = weekday(date);
    // A Sunday's substitute comes after the Monday that is a day off in its own right.
    boolean taken = date.getDayOfWeek() == DayOfWeek.SUNDAY;
    LocalDate firstDay = taken ? date.plusDays(2) : free;
    LocalDate secondDay = weekday(next);
    if (secondDay.equals(firstDay)) {
      secondDay = secondDay.plusDays(1);
    }
    BankHoliday one = new BankHoliday(firstDay, first, !firstDay.equals(date));
    BankHoliday two = new BankHoliday(secondDay, second, !secondDay.equals(next));
    days.addAll(firstDay.isBefore(secondDay) ? List.of(one, two) : List.of(two, one));
  }

  private static LocalDate weekday(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> date.plusDays(2);
      case SUNDAY -> date.plusDays(1);
      default -> date;
    };
  }

  /** Easter Sunday by the Gregorian rule; Meeus (1991), Astronomical Algorithms, chapter 8. */
  public static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int g = (8 * b + 13) / 25;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 19 * l) / 433;
    int month = (h + l - 7 * m + 90) / 25;
    int day = (h + l - 7 * m + 33 * month + 19) % 32;
    return LocalDate.of(year, month, day);
  }
}
