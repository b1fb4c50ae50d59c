package org.tidetable.models.forecast.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tidetable.models.forecast.DemandCalendar;

/**
 * What the calendar says of a day or of a week, as the columns of a regression: one for the level,
 * weekdays, bank holidays with the two days before and after, school holidays, the turn of the
 * year; and, last, pairs of waves with one, two, three ... turns a year.
 *
 * <p>Each bank holiday has a share in what all have in common, and a column of its own when two or
 * more of its name were observed. Each column has a spread: how large its effect may well be, as a
 * share of the level.
 */
final class CalendarColumns {
  private static final int REACH = 2;
  private static final double YEAR = 365.2425;
  private static final String CHRISTMAS = "christmas_day";
  private static final String SUBSTITUTE = "substitute";

  /**
   * What to distinguish.
   *
   * @param weekly a row stands for seven days
   * @param likeSunday a bank holiday has the weekday effect of a Sunday, whatever day it falls on
   * @param waves pairs of yearly waves, 0 or more
   */
  record Choice(boolean weekly, boolean likeSunday, int waves) {}

  private final Choice choice;
  private final Map<LocalDate, List<String>> holidays = new HashMap<>();
  private final Map<LocalDate, String> school = new HashMap<>();
  private final boolean withChristmas;
  private final Map<String, Integer> places = new TreeMap<>();
  private final List<Double> spreads = new ArrayList<>();
  private final int beforeWaves;

  /**
   * @param observed whether the history holds a value for that day
   */
  CalendarColumns(DemandCalendar calendar, Choice choice, Predicate<LocalDate> observed) {
    this.choice = choice;
    Map<String, Integer> seen = new TreeMap<>();
    for (DemandCalendar.BankHoliday day : calendar.bankHolidays()) {
      String code = day.substitute() ? SUBSTITUTE : day.code();
      holidays.computeIfAbsent(day.date(), date -> new ArrayList<>(1)).add(code);
      seen.merge(code, observed.test(day.date()) ? 1 : 0, Integer::sum);
    }
    withChristmas = seen.containsKey(CHRISTMAS);
    Map<String, Integer> schoolSeen = new TreeMap<>();
    for (DemandCalendar.SchoolHoliday span : calendar.schoolHolidays()) {
      boolean any = false;
      for (LocalDate day = span.first(); !day.isAfter(span.last()); day = day.plusDays(1)) {
        if (isWorkday(day)) {
          school.put(day, span.code());
          any |= observed.test(day);
        }
      }
      schoolSeen.merge(span.code(), any ? 1 : 0, Integer::sum);
    }
    add("level", 10);
    if (!choice.weekly()) {
      for (DayOfWeek day : DayOfWeek.values()) {
        if (day != DayOfWeek.MONDAY) {
          add(day.name(), 2);
        }
      }
    }
    if (seen.values().stream().anyMatch(times -> times > 0)) {
      bankHolidayColumns(seen);
    }
    if (schoolSeen.values().stream().anyMatch(times -> times > 0)) {
      add("school", choice.weekly() ? 0.3 : 0.1);
      schoolSeen.forEach(
          (code, times) -> {
            if (times >= 2) {
              add("school " + code, choice.weekly() ? 0.2 : 0.05);
            }
          });
      if (choice.weekly()) {
        add("school before", 0.2);
        add("school after", 0.2);
      }
    }
    beforeWaves = spreads.size();
    for (int wave = 1; wave <= choice.waves(); wave++) {
      double spread = (choice.weekly() ? 0.3 : 0.05) / wave;
      spreads.add(spread);
      spreads.add(spread);
    }
  }

  private void bankHolidayColumns(Map<String, Integer> seen) {
    int reach = choice.weekly() ? 0 : REACH;
    for (int offset = -reach; offset <= reach; offset++) {
      add("holiday" + offset, offset == 0 ? 0.5 : 0.15);
    }
    if (withChristmas && !choice.weekly()) {
      add("before christmas", 0.2);
      add("between the years", 0.2);
      add("after new year", 0.2);
    }
    for (Map.Entry<String, Integer> name : seen.entrySet()) {
      for (int offset = -reach; name.getValue() >= 2 && offset <= reach; offset++) {
        add(name.getKey() + offset, offset == 0 ? 0.4 : 0.07);
      }
    }
  }

  private void add(String name, double spread) {
    places.put(name, spreads.size());
    spreads.add(spread);
  }

  int count() {
    return spreads.size();
  }

  /** Columns up to the first wave. */
  int beforeWaves() {
    return beforeWaves;
  }

  /** Of each column, the size that its effect may well have, as a share of the level. */
  double[] spreads() {
    return spreads.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The row of a day, or of the week that begins on it. */
  double[] row(LocalDate start) {
    double[] row = plainRow(start);
    if (choice.weekly()) {
      for (int day = 0; day < 7; day++) {
        bankHoliday(row, start.plusDays(day));
      }
      school(row, start);
      return row;
    }
    if (holidays.containsKey(start) && choice.likeSunday()) {
      weekday(row, start, -1);
      weekday(row, start.with(DayOfWeek.SUNDAY), 1);
    }
    bankHoliday(row, start);
    school(row, start);
    return row;
  }

  /** What the holidays of schools alone add to the row of a day or week. */
  double[] schoolRow(LocalDate start) {
    double[] row = new double[count()];
    school(row, start);
    return row;
  }

  /** The row that the day or week would have without any holiday. */
  double[] plainRow(LocalDate start) {
    double[] row = new double[count()];
    row[0] = 1;
    if (!choice.weekly()) {
      weekday(row, start, 1);
    }
    double turn = 2 * Math.PI * (start.toEpochDay() + (choice.weekly() ? 3 : 0)) / YEAR;
    for (int wave = 0; wave < choice.waves(); wave++) {
      row[beforeWaves + 2 * wave] = Math.sin((wave + 1) * turn);
      row[beforeWaves + 2 * wave + 1] = Math.cos((wave + 1) * turn);
    }
    return row;
  }

  private void weekday(double[] row, LocalDate day, double value) {
    put(row, day.getDayOfWeek().name(), value);
  }

  private void bankHoliday(double[] row, LocalDate day) {
    List<String> names = holidays.getOrDefault(day, List.of());
    if (!names.isEmpty()) {
      put(row, "holiday0", 1);
      names.forEach(name -> put(row, name + 0, 1));
      return;
    }
    for (int offset = -REACH; offset <= REACH; offset++) {
      List<String> near = holidays.getOrDefault(day.minusDays(offset), List.of());
      if (offset != 0 && !near.isEmpty()) {
        put(row, "holiday" + offset, 1);
        for (String name : near) {
          put(row, name + offset, 1);
        }
      }
    }
    int date = day.getDayOfMonth();
    if (day.getMonthValue() == 12) {
      put(row, "before christmas", date >= 18 && date <= 23 ? 1 : 0);
      put(row, "between the years", date >= 27 ? 1 : 0);
    } else if (day.getMonthValue() == 1) {
      put(row, "after new year", date >= 2 && date <= 5 ? 1 : 0);
    }
  }

  private void school(double[] row, LocalDate start) {
    if (!choice.weekly()) {
      schoolHoliday(row, start, 1);
      return;
    }
    boolean here = false;
    for (int day = 0; day < 7; day++) {
      here |= schoolHoliday(row, start.plusDays(day), 0.2);
    }
    if (!here) {
      put(row, "school before", inSchoolHoliday(start.plusDays(7)) ? 1 : 0);
      put(row, "school after", inSchoolHoliday(start.minusDays(7)) ? 1 : 0);
    }
  }

  private boolean schoolHoliday(double[] row, LocalDate day, double share) {
    String code = school.get(day);
    if (code == null) {
      return false;
    }
    put(row, "school", share);
    put(row, "school " + code, share);
    return true;
  }

  private boolean inSchoolHoliday(LocalDate week) {
    for (int day = 0; day < 7; day++) {
      if (school.containsKey(week.plusDays(day))) {
        return true;
      }
    }
    return false;
  }

  /** Adds to a column, if there is such a one. */
  private void put(double[] row, String name, double value) {
    Integer place = places.get(name);
    if (place != null) {
      row[place] += value;
    }
  }

  private static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek().getValue() <= 5;
  }
}
