package org.tidetable.pipeline.synthetic;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Contacts that most people have: the family doctor, school, and home care by the week. */
public final class Everyday {
  private static final int FULL_WEEK = 10;
  private static final double WEEKS_A_MONTH = 52.18 / 12;

  private Everyday() {}

  /**
   * A week of school.
   *
   * @param possible sessions (half days) that a pupil could attend, 1 to 10
   */
  public record SchoolWeek(LocalDate monday, int possible) {}

  /** Appointments at the practice in a month: more for the very young, the old and the frail. */
  public static int appointments(Resident resident, Month month, SplittableRandom random) {
    int age = resident.age(month.number());
    double base = age < 5 ? 0.45 : age < 18 ? 0.20 : 0.30 + 0.006 * Math.min(age - 18, 72);
    return Draw.poisson(random, base * StrictMath.exp(0.35 * resident.frailty()));
  }

  /** The school weeks that begin in a month; together they have its sessions. */
  public static List<SchoolWeek> schoolWeeks(Month month) {
    List<LocalDate> mondays = mondays(month);
    int[] possible = new int[mondays.size()];
    int left = month.schoolSessions();
    for (int week = 0; week < possible.length; week++) {
      int place = holidayFirst(month) ? possible.length - 1 - week : week;
      possible[place] = Math.min(left, FULL_WEEK);
      left -= possible[place];
    }
    List<SchoolWeek> weeks = new ArrayList<>();
    for (int week = 0; week < possible.length; week++) {
      if (possible[week] > 0) {
        weeks.add(new SchoolWeek(mondays.get(week), possible[week]));
      }
    }
    return weeks;
  }

  /** The missed sessions of a month in its weeks: one after the other from a drawn week on. */
  public static int[] missed(List<SchoolWeek> weeks, int sessions, SplittableRandom random) {
    int[] missed = new int[weeks.size()];
    int left = sessions;
    int week = weeks.isEmpty() ? 0 : random.nextInt(weeks.size());
    for (int step = 0; step < weeks.size() && left > 0; step++) {
      int place = (week + step) % weeks.size();
      missed[place] = Math.min(left, weeks.get(place).possible());
      left -= missed[place];
    }
    return missed;
  }

  public static List<LocalDate> mondays(Month month) {
    List<LocalDate> mondays = new ArrayList<>();
    LocalDate monday = month.firstDay().with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY));
    while (monday.getMonth() == month.firstDay().getMonth()) {
      mondays.add(monday);
      monday = monday.plusWeeks(1);
    }
    return mondays;
  }

  /** Hours a week, in quarters, of home care that has so many hours a month. */
  public static double hoursAWeek(double hoursAMonth) {
    return Math.max(0.25, Math.round(4 * hoursAMonth / WEEKS_A_MONTH) / 4.0);
  }

  /** January, April and September begin with holidays; other months end with them. */
  private static boolean holidayFirst(Month month) {
    return switch (month.firstDay().getMonth()) {
      case JANUARY, APRIL, SEPTEMBER -> true;
      default -> false;
    };
  }
}
