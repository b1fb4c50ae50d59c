package org.tidetable.pipeline.cohort.clinical;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tidetable.pipeline.cohort.clinical.ToyOmop.Entry;
import org.tidetable.pipeline.cohort.clinical.ToyOmop.Period;
import org.tidetable.pipeline.cohort.clinical.ToyOmop.Person;

/** What each of the five definitions means, written by hand from its words. */
record ReferenceCirce(ToyOmop toy) {

  /** {@code person start end}, sorted. */
  List<String> members(String name) {
    List<String> members = new ArrayList<>();
    for (Person person : toy.people()) {
      List<LocalDate[]> times =
          switch (name) {
            case "new_treated_diabetes" -> newTreatedDiabetes(person);
            case "first_quiet_stay" -> firstQuietStay(person);
            case "on_the_drug" -> onTheDrug(person);
            case "two_of_three" -> twoOfThree(person);
            case "stay_then_condition" -> stayThenCondition(person);
            default -> throw new IllegalArgumentException(name);
          };
      times.forEach(time -> members.add(person.id() + " " + time[0] + " " + time[1]));
    }
    return members.stream().sorted().toList();
  }

  private List<Entry> entries(Person person, String table, Long... concepts) {
    return toy.entries().stream()
        .filter(e -> e.person() == person.id() && e.table().equals(table))
        .filter(e -> concepts.length == 0 || Set.of(concepts).contains(e.concept()))
        .sorted(Comparator.comparing(Entry::start).thenComparing(Entry::row))
        .toList();
  }

  /** The observation around a day; none where nobody looked. */
  private List<Period> around(Person person, LocalDate day) {
    return toy.periods().stream()
        .filter(p -> p.person() == person.id())
        .filter(p -> !day.isBefore(p.start()) && !day.isAfter(p.end()))
        .toList();
  }

  private static boolean in(Period period, Entry entry) {
    return !entry.start().isBefore(period.start()) && !entry.start().isAfter(period.end());
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private List<LocalDate[]> newTreatedDiabetes(Person person) {
    List<Entry> diabetes = entries(person, "condition_occurrence", 1L, 11L);
    if (diabetes.isEmpty()) {
      return List.of();
    }
    Entry first = diabetes.get(0);
    for (Period period : around(person, first.start())) {
      boolean treated =
          entries(person, "drug_exposure", 50L).stream()
              .filter(drug -> in(period, drug))
              .anyMatch(
                  drug ->
                      DAYS.between(first.start(), drug.start()) >= 0
                          && DAYS.between(first.start(), drug.start()) <= 60);
      if (DAYS.between(period.start(), first.start()) >= 60 && treated) {
        return List.<LocalDate[]>of(new LocalDate[] {first.start(), period.end()});
      }
    }
    return List.of();
  }

  private List<LocalDate[]> firstQuietStay(Person person) {
    for (Entry stay : entries(person, "visit_occurrence", 9201L)) {
      for (Period period : around(person, stay.start())) {
        boolean woman =
            person.gender() == 8532 && stay.start().getYear() - person.birthYear() >= 40;
        boolean quiet =
            entries(person, "condition_occurrence", 3L).stream()
                .filter(c -> in(period, c))
                .map(c -> DAYS.between(c.start(), stay.start()))
                .noneMatch(days -> days >= 1 && days <= 90);
        if (woman && quiet) {
          LocalDate end = earlier(stay.end().plusDays(7), period.end());
          for (Entry death : entries(person, "death")) {
            if (!death.start().isBefore(stay.start()) && in(period, death)) {
              end = earlier(end, death.start());
            }
          }
          return List.<LocalDate[]>of(new LocalDate[] {stay.start(), end});
        }
      }
    }
    return List.of();
  }

  private List<LocalDate[]> onTheDrug(Person person) {
    // Days on the drug, each exposure stretched by the gap; an era is an unbroken run of them.
    List<Entry> drugs = entries(person, "drug_exposure", 50L, 51L);
    List<LocalDate[]> times = new ArrayList<>();
    for (Entry drug : drugs) {
      for (Period period : around(person, drug.start())) {
        if (drug.supply() > 10) {
          LocalDate eraEnd = drug.end();
          boolean grew = true;
          LocalDate eraStart = drug.start();
          while (grew) {
            grew = false;
            for (Entry other : drugs) {
              boolean touches =
                  !other.start().isAfter(eraEnd.plusDays(15))
                      && !eraStart.isAfter(other.end().plusDays(15));
              if (touches && (other.end().isAfter(eraEnd) || other.start().isBefore(eraStart))) {
                eraEnd = other.end().isAfter(eraEnd) ? other.end() : eraEnd;
                eraStart = earlier(other.start(), eraStart);
                grew = true;
              }
            }
          }
          times.add(new LocalDate[] {drug.start(), earlier(eraEnd.plusDays(5), period.end())});
        }
      }
    }
    TreeSet<LocalDate> days = new TreeSet<>();
    for (LocalDate[] time : times) {
      time[0].datesUntil(time[1].plusDays(1)).forEach(days::add);
    }
    // Two times are one where the second starts at most 10 days after the first ends.
    List<LocalDate[]> joined = new ArrayList<>();
    for (LocalDate day : days) {
      int last = joined.size() - 1;
      if (last >= 0 && DAYS.between(joined.get(last)[1], day) <= 10) {
        joined.get(last)[1] = day;
      } else {
        joined.add(new LocalDate[] {day, day});
      }
    }
    LocalDate earliest = LocalDate.of(2021, 2, 1);
    joined.removeIf(time -> time[1].isBefore(earliest));
    joined.forEach(time -> time[0] = time[0].isBefore(earliest) ? earliest : time[0]);
    return joined;
  }

  private List<LocalDate[]> twoOfThree(Person person) {
    List<Entry> entries = new ArrayList<>(entries(person, "condition_occurrence", 2L));
    entries.addAll(entries(person, "visit_occurrence", 9203L));
    // On one day conditions come before visits.
    entries.sort(Comparator.comparing(Entry::start).thenComparing(Entry::table));
    List<LocalDate[]> last = new ArrayList<>();
    for (Entry entry : entries) {
      for (Period period : around(person, entry.start())) {
        if (DAYS.between(entry.start(), period.end()) < 10) {
          continue;
        }
        long drugs =
            entries(person, "drug_exposure", 50L, 51L).stream()
                .filter(d -> in(period, d))
                .filter(d -> Math.abs(DAYS.between(entry.start(), d.start())) <= 60)
                .map(Entry::concept)
                .distinct()
                .count();
        long visits =
            entries(person, "visit_occurrence", 9203L).stream()
                .filter(v -> in(period, v) && v.start().isBefore(entry.start()))
                .count();
        int age = entry.start().getYear() - person.birthYear();
        int met = (drugs >= 2 ? 1 : 0) + (visits <= 1 ? 1 : 0) + (age < 30 || age >= 70 ? 1 : 0);
        if (met >= 2) {
          last.clear();
          last.add(
              new LocalDate[] {entry.start(), earlier(entry.start().plusDays(30), period.end())});
        }
      }
    }
    return last;
  }

  private List<LocalDate[]> stayThenCondition(Person person) {
    List<LocalDate[]> last = new ArrayList<>();
    for (Entry condition : entries(person, "condition_occurrence", 2L, 3L)) {
      int age = condition.start().getYear() - person.birthYear();
      for (Period period : around(person, condition.start())) {
        boolean stayed =
            entries(person, "visit_occurrence", 9201L).stream()
                .filter(v -> in(period, v))
                .map(v -> DAYS.between(v.end(), condition.start()))
                .anyMatch(days -> days >= 0 && days <= 30);
        boolean drug =
            entries(person, "drug_exposure").stream()
                .anyMatch(d -> in(period, d) && d.visit() == condition.visit());
        if (condition.start().isAfter(LocalDate.of(2020, 6, 1))
            && age >= 20
            && age <= 80
            && stayed
            && !drug) {
          last.clear();
          last.add(new LocalDate[] {condition.start(), period.end()});
        }
      }
    }
    return last;
  }
}
