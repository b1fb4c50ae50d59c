package org.tidetable.pipeline.synthetic;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;

/** Takes down a month with its everyday contacts: attendance and home care week by week. */
final class Contacts implements Happenings {
  private final Resident resident;
  private final Month month;
  private final SplittableRandom life;
  private final List<Occurrence> into;

  /** The contacts that come of themselves are taken down at once, from a stream of their own. */
  Contacts(
      Household household,
      SyntheticSettings settings,
      Resident resident,
      Month month,
      SplittableRandom life,
      List<Occurrence> into) {
    this.resident = resident;
    this.month = month;
    this.life = life;
    this.into = into;
    long number = resident.index() * 1200L + month.number();
    SplittableRandom random = Streams.of(settings.seed(), "contacts", number);
    int appointments = Everyday.appointments(resident, month, random);
    for (int visit = 0; visit < appointments; visit++) {
      add(Occurrence.within(month, resident, EventKind.GP_APPOINTMENT, "GP", 1, random));
    }
    LocalDate last = month.firstDay().plusMonths(1).minusDays(1);
    for (Illness illness : Illness.of(resident, household.deprivation(), settings)) {
      if (!illness.onset().isBefore(month.firstDay()) && !illness.onset().isAfter(last)) {
        day(EventKind.DIAGNOSIS, "DIAGNOSIS", illness.onset(), 1, random);
      }
      for (LocalDate day : illness.prescriptions(month.firstDay(), last)) {
        day(EventKind.PRESCRIPTION, "PRESCRIPTION", day, 1, random);
      }
    }
    int age = resident.age(month.number());
    if (age >= 5 && age <= 15) {
      for (Everyday.SchoolWeek week : Everyday.schoolWeeks(month)) {
        day(EventKind.POSSIBLE_SESSION, "POSS", week.monday(), week.possible(), random);
      }
    }
  }

  @Override
  public void happened(EventKind kind, String code, double quantity) {
    SplittableRandom random = life.split();
    switch (kind) {
      case HOME_CARE -> {
        for (LocalDate monday : Everyday.mondays(month)) {
          LocalDate sunday = monday.plusDays(6);
          LocalDate known = sunday.plusDays(1L + random.nextInt(10));
          double hours = Everyday.hoursAWeek(quantity);
          add(new Occurrence(resident, kind, code, monday, Optional.of(sunday), known, hours));
        }
      }
      case ABSENCE_SESSION -> {
        List<Everyday.SchoolWeek> weeks = Everyday.schoolWeeks(month);
        int[] missed = Everyday.missed(weeks, (int) quantity, random);
        for (int week = 0; week < missed.length; week++) {
          if (missed[week] > 0) {
            day(kind, code, weeks.get(week).monday(), missed[week], random);
          }
        }
      }
      default -> add(Occurrence.within(month, resident, kind, code, quantity, random));
    }
  }

  private void day(
      EventKind kind, String code, LocalDate day, double quantity, SplittableRandom random) {
    LocalDate known = day.plusDays(7L + random.nextInt(10));
    add(new Occurrence(resident, kind, code, day, Optional.empty(), known, quantity));
  }

  private void add(Occurrence occurrence) {
    into.add(occurrence);
  }
}
