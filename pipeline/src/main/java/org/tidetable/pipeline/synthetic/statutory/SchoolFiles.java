package org.tidetable.pipeline.synthetic.statutory;

import static org.tidetable.models.vocabulary.EventKind.ABSENCE_SESSION;
import static org.tidetable.models.vocabulary.EventKind.POSSIBLE_SESSION;
import static org.tidetable.models.vocabulary.EventKind.SPECIAL_NEEDS_PLAN;
import static org.tidetable.models.vocabulary.EventKind.SUSPENSION;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.synthetic.Everyday;
import org.tidetable.pipeline.synthetic.Month;
import org.tidetable.pipeline.synthetic.Streams;
import org.tidetable.pipeline.synthetic.statutory.Fact.Known;

/** The school census of each term, attendance by pupil and week, and exclusions. */
final class SchoolFiles {
  private static final String ATTENDANCE = "attendance";
  private static final String EXCLUSIONS = "exclusions";

  /** The census collects exclusions two terms later. */
  private static final int EXCLUSION_KNOWN_AFTER = 120;

  private SchoolFiles() {}

  static void write(Person person, Pages pages) {
    int leaves = person.resident().bornMonth() + 16 * 12;
    int starts = person.resident().bornMonth() + 5 * 12;
    int months = person.settings().months();
    if (leaves <= person.household().entersMonth() || starts >= months) {
      return;
    }
    Pupil pupil = new Pupil(person, pages);
    for (LocalDate day : Periods.censusDays(person.settings())) {
      pupil.census(day);
    }
    pupil.attendance(Math.max(0, starts), Math.min(leaves, months));
    person.recorded(SUSPENSION).forEach(pupil::suspension);
  }

  /**
   * Year group on a day: 1 from the September after the fifth birthday, 0 and below before.
   * Everybody changes to a secondary school for year 7.
   */
  static int yearGroup(Person person, LocalDate day) {
    int schoolYear = day.getMonthValue() >= 9 ? day.getYear() : day.getYear() - 1;
    LocalDate cut = LocalDate.of(schoolYear, 8, 31);
    return person.age(cut) - 4;
  }

  /** The school of a day: another one after a move, in year 7, and for a few within a phase. */
  static String school(Person person, LocalDate day) {
    SplittableRandom random = person.stream("school");
    int changesInYear = 1 + random.nextInt(40);
    int yearGroup = yearGroup(person, day);
    int pick = person.resident().schoolPick() + 4 * random.nextInt(2);
    boolean changed = yearGroup >= changesInYear;
    return Places.school(person.areaOn(day), yearGroup, changed ? pick + 1 : pick);
  }

  private static final class Pupil {
    private final Person person;
    private final Pages pages;
    private final String upn;

    Pupil(Person person, Pages pages) {
      this.person = person;
      this.pages = pages;
      this.upn = Numbers.upn(person.index(), person.household().area(), person.born());
    }

    private boolean atSchool(LocalDate day) {
      int age = person.age(day);
      return person.present(day) && age >= 5 && age < 16;
    }

    void census(LocalDate day) {
      if (!atSchool(day)) {
        return;
      }
      boolean planned =
          person.entries().stream()
              .anyMatch(
                  entry ->
                      entry.kind() == SPECIAL_NEEDS_PLAN
                          && person.settings().from().plusMonths(entry.month() + 1L).isBefore(day));
      SplittableRandom constant = person.stream("census");
      double support = constant.nextDouble();
      boolean supported = planned || support < 0.145 + 0.04 * person.resident().disengagement();
      boolean meals = constant.nextDouble() < 0.24 + 0.15 * person.household().deprivation();
      boolean english = constant.nextDouble() < 0.8;
      String need = Codes.pick(constant, "SPLD", "MLD", "SEMH", "SLCN", "SLCN", "ASD", "ASD", "PD");
      int year = yearGroup(person, day);
      pages.row(
          Extract.CENSUS,
          Periods.term(day),
          school(person, day),
          upn,
          person.born().toString(),
          person.resident().male() ? "M" : "F",
          Codes.pupilEthnicity(person),
          english ? "ENG" : "OTH",
          meals ? "1" : "0",
          Numbers.postcode(person.household().number(), person.areaOn(day)),
          year < 1 ? "R" : String.valueOf(Math.min(year, 11)),
          "C",
          LocalDate.of(day.getMonthValue() >= 9 ? day.getYear() : day.getYear() - 1, 9, 1)
              .toString(),
          "",
          planned ? "E" : supported ? "K" : "N",
          supported ? need : "");
    }

    void attendance(int firstMonth, int untilMonth) {
      Map<Integer, Integer> missed = new HashMap<>();
      for (Diary.Entry entry : person.recorded(ABSENCE_SESSION)) {
        missed.put(entry.month(), (int) entry.quantity());
      }
      for (int number = firstMonth; number < untilMonth; number++) {
        Month month = Month.of(person.settings(), number);
        List<Everyday.SchoolWeek> weeks = Everyday.schoolWeeks(month);
        long stream = person.index() * 1200L + number;
        SplittableRandom random = Streams.of(person.settings().seed(), ATTENDANCE, stream);
        int[] absent = Everyday.missed(weeks, missed.getOrDefault(number, 0), random);
        for (int week = 0; week < weeks.size(); week++) {
          if (person.present(weeks.get(week).monday())) {
            week(weeks.get(week), absent[week], random);
          }
        }
      }
    }

    private void week(Everyday.SchoolWeek week, int missed, SplittableRandom random) {
      LocalDate monday = week.monday();
      LocalDate known = monday.plusDays(7L + random.nextInt(10));
      int unauthorised = 0;
      for (int session = 0; session < missed; session++) {
        unauthorised += random.nextDouble() < 0.32 ? 1 : 0;
      }
      String[] row = row(week, missed, unauthorised, known);
      Known possible;
      Known absent;
      if (random.nextDouble() < 0.01 && missed < week.possible()) {
        LocalDate corrected = known.plusDays(3L + random.nextInt(15));
        int first = Math.min(week.possible(), missed + 1 + random.nextInt(3));
        String period = Periods.term(monday);
        pages.row(Extract.ATTENDANCE, period, row(week, first, first, known));
        pages.row(Extract.ATTENDANCE, period, row(week, missed, unauthorised, corrected));
        possible = Known.on(known);
        absent = new Known(known, corrected);
      } else {
        absent = pages.event(Extract.ATTENDANCE, Periods.term(monday), person, known, row);
        possible = absent;
      }
      pages.link(person, ATTENDANCE, upn);
      fact(POSSIBLE_SESSION, week, possible, week.possible());
      if (missed > 0) {
        fact(ABSENCE_SESSION, week, absent, missed);
      }
    }

    private String[] row(Everyday.SchoolWeek week, int missed, int unauthorised, LocalDate known) {
      return new String[] {
        school(person, week.monday()),
        upn,
        week.monday().toString(),
        String.valueOf(week.possible()),
        String.valueOf(missed),
        String.valueOf(missed - unauthorised),
        String.valueOf(unauthorised),
        known.toString()
      };
    }

    private void fact(EventKind kind, Everyday.SchoolWeek week, Known known, int sessions) {
      LocalDate monday = week.monday();
      pages.fact(
          person,
          new Fact(
              ATTENDANCE,
              kind,
              monday,
              Optional.empty(),
              known,
              sessions,
              "",
              school(person, monday),
              upn + "|" + monday));
    }

    void suspension(Diary.Entry entry) {
      SplittableRandom random =
          Streams.of(person.settings().seed(), EXCLUSIONS, person.index() * 1200L + entry.month());
      LocalDate day = person.weekday(entry.month(), random);
      String school = school(person, day);
      Known known =
          pages.event(
              Extract.EXCLUSIONS,
              Periods.term(day),
              person,
              day.plusDays(EXCLUSION_KNOWN_AFTER),
              school,
              upn,
              "SUSP",
              Codes.pick(random, "PP", "PA", "VP", "VA", "DB", "DB", "DB", "OW"),
              day.toString(),
              String.valueOf(1 + random.nextInt(8)));
      pages.link(person, EXCLUSIONS, upn);
      pages.fact(
          person,
          new Fact(
              EXCLUSIONS,
              SUSPENSION,
              day,
              Optional.empty(),
              known,
              1,
              "",
              school,
              upn + "|" + day));
      if (random.nextDouble() < 0.012 && person.present(day.plusDays(14))) {
        LocalDate later = day.plusDays(14);
        pages.row(
            Extract.EXCLUSIONS,
            Periods.term(later),
            school,
            upn,
            "PERM",
            "DB",
            later.toString(),
            "");
      }
    }
  }
}
