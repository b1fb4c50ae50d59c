package org.tidetable.pipeline.synthetic.statutory;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.synthetic.Area;
import org.tidetable.pipeline.synthetic.Household;
import org.tidetable.pipeline.synthetic.LifeCourse;
import org.tidetable.pipeline.synthetic.Resident;
import org.tidetable.pipeline.synthetic.Streams;
import org.tidetable.pipeline.synthetic.SyntheticSettings;

/**
 * What every office could know of one invented person.
 *
 * @param first the first day in the areas within the records
 * @param last the last day: of death, of the month of moving away, or of the records
 * @param link the linkage body's name for them
 */
record Person(
    Household household,
    Resident resident,
    SyntheticSettings settings,
    LocalDate born,
    LocalDate first,
    LocalDate last,
    boolean died,
    boolean left,
    String link,
    List<Diary.Entry> entries) {

  /**
   * Something that lasts.
   *
   * @param end its last day; empty while it lasts on the last day of the records
   */
  record Spell(LocalDate start, Optional<LocalDate> end) {}

  static Person of(
      LifeCourse life, Resident resident, SyntheticSettings settings, Diary diary, String link) {
    Household household = life.household();
    LocalDate born = resident.born(settings);
    LocalDate came = settings.from().plusMonths(household.entersMonth());
    int diedMonth = life.diedMonth().getOrDefault(resident.index(), LifeCourse.STAYED);
    int ended = Math.min(diedMonth, life.leftMonth());
    boolean died = diedMonth != LifeCourse.STAYED;
    LocalDate last = settings.to();
    if (ended != LifeCourse.STAYED) {
      LocalDate monthEnd = settings.from().plusMonths(ended + 1L).minusDays(1);
      SplittableRandom random = Streams.of(settings.seed(), "last day", resident.index());
      last = died ? monthEnd.minusDays(random.nextInt(3)) : monthEnd;
    }
    return new Person(
        household,
        resident,
        settings,
        born,
        born.isAfter(came) ? born : came,
        last,
        died,
        !died && ended != LifeCourse.STAYED,
        link,
        diary.of(resident));
  }

  int index() {
    return resident.index();
  }

  SplittableRandom stream(String purpose) {
    return Streams.of(settings.seed(), purpose, resident.index());
  }

  int age(LocalDate day) {
    return (int) ChronoUnit.YEARS.between(born, day);
  }

  /** Where they live on a day; before they came, where they came to. */
  Area areaOn(LocalDate day) {
    return household.areaIn((int) ChronoUnit.MONTHS.between(settings.from(), day));
  }

  boolean present(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /** What happened within the records, in the order of the months. */
  List<Diary.Entry> recorded(EventKind kind) {
    List<Diary.Entry> recorded = new ArrayList<>();
    for (Diary.Entry entry : entries) {
      if (entry.kind() == kind && !entry.ended() && entry.month() >= household.entersMonth()) {
        recorded.add(entry);
      }
    }
    return recorded;
  }

  /** A day of that month on which they were there; before the records, after their birth. */
  LocalDate day(int month, SplittableRandom random) {
    LocalDate start = settings.from().plusMonths(month);
    LocalDate end = start.plusMonths(1).minusDays(1);
    LocalDate from = start.isBefore(born) ? born : start;
    LocalDate until = end.isAfter(last) ? last : end;
    int days = (int) Math.max(1, ChronoUnit.DAYS.between(from, until) + 1);
    return from.plusDays(random.nextInt(days));
  }

  /** The same on a weekday, in the same month where it can be. */
  LocalDate weekday(int month, SplittableRandom random) {
    LocalDate day = day(month, random);
    int step = day.isEqual(last) || day.getDayOfMonth() > 15 ? -1 : 1;
    LocalDate moved = day;
    while (moved.getDayOfWeek() == DayOfWeek.SATURDAY || moved.getDayOfWeek() == DayOfWeek.SUNDAY) {
      moved = moved.plusDays(step);
    }
    return moved.isAfter(last) || moved.isBefore(born) ? day : moved;
  }

  /**
   * The spells that such a beginning opens, those over before the records left out. They end when
   * the diary says so, on the day of leaving or death, and at the latest at that age.
   */
  List<Spell> spells(EventKind kind, int endsAtAge, SplittableRandom random) {
    LocalDate oldest = born.plusYears(endsAtAge).minusDays(1);
    LocalDate latest = oldest.isBefore(last) ? oldest : last;
    boolean latestEnds = died || left || oldest.isBefore(last);
    List<Spell> spells = new ArrayList<>();
    Optional<LocalDate> open = Optional.empty();
    for (Diary.Entry entry : entries) {
      if (entry.kind() != kind) {
        continue;
      }
      if (!entry.ended()) {
        LocalDate start = day(entry.month(), random);
        open = start.isAfter(latest) ? Optional.empty() : Optional.of(start);
      } else if (open.isPresent()) {
        LocalDate end = day(entry.month(), random);
        add(spells, open.get(), Optional.of(end.isAfter(latest) ? latest : end));
        open = Optional.empty();
      }
    }
    if (open.isPresent()) {
      add(spells, open.get(), latestEnds ? Optional.of(latest) : Optional.empty());
    }
    return spells;
  }

  private void add(List<Spell> spells, LocalDate start, Optional<LocalDate> end) {
    if (end.isEmpty() || !end.get().isBefore(settings.from())) {
      spells.add(new Spell(start, end));
    }
  }
}
