package org.tidetable.models.cohort.clinical;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tidetable.models.cohort.clinical.ClinicalPerson.Happening;
import org.tidetable.models.cohort.clinical.ClinicalPerson.Period;
import org.tidetable.models.cohort.clinical.Group.Correlated;
import org.tidetable.models.cohort.clinical.Group.Demographic;
import org.tidetable.models.cohort.clinical.Group.Span;

/** Judges what holds around the events of one person. */
final class Around {
  private final ClinicalPerson person;

  Around(ClinicalPerson person) {
    this.person = person;
  }

  /** An event and the observation that it lies in. */
  record Event(Happening happening, Period period) {}

  /** The records that a criterion speaks of, by day; those outside any observation too. */
  List<Happening> matching(Criterion criterion) {
    List<Happening> matching = new ArrayList<>();
    for (Happening happening : candidates(criterion.domain())) {
      if (criterion.anyConcept() || criterion.concepts().contains(happening.concept())) {
        matching.add(happening);
        if (criterion.first()) {
          break;
        }
      }
    }
    matching.removeIf(happening -> !passes(criterion, happening));
    return matching;
  }

  private List<Happening> candidates(Domain domain) {
    if (domain != Domain.OBSERVATION_PERIOD) {
      return person.events().stream().filter(event -> event.domain() == domain).toList();
    }
    List<Happening> periods = new ArrayList<>();
    for (Period period : person.periods()) {
      periods.add(new Happening(domain, periods.size(), 0, period.start(), period.end(), 0, 0));
    }
    return periods;
  }

  private boolean passes(Criterion criterion, Happening happening) {
    boolean itself =
        criterion.start().holds(happening.start())
            && criterion.end().holds(happening.end())
            && criterion.age().holds(age(happening))
            && criterion.supply().holds(happening.supply())
            && isOf(criterion.genders());
    if (!itself || criterion.around().equals(Group.NOTHING)) {
      return itself;
    }
    Optional<Period> period = person.periodOf(happening.start());
    return period.isPresent() && holds(criterion.around(), new Event(happening, period.get()));
  }

  private boolean isOf(Set<Long> genders) {
    return genders.isEmpty() || genders.contains(person.gender());
  }

  private int age(Happening happening) {
    return LocalDate.ofEpochDay(happening.start()).getYear() - person.birthYear();
  }

  /** Whether enough of the group's conditions hold around the event. */
  boolean holds(Group group, Event event) {
    int all = group.criteria().size() + group.people().size() + group.groups().size();
    if (all == 0) {
      return true;
    }
    int met = 0;
    for (Correlated correlated : group.criteria()) {
      met += holds(correlated, event) ? 1 : 0;
    }
    for (Demographic people : group.people()) {
      met += holds(people, event.happening()) ? 1 : 0;
    }
    for (Group inner : group.groups()) {
      met += holds(inner, event) ? 1 : 0;
    }
    return switch (group.type()) {
      case ALL -> met == all;
      case ANY -> met > 0;
      case AT_LEAST -> met >= group.count();
      case AT_MOST -> met <= group.count();
    };
  }

  private boolean holds(Demographic people, Happening event) {
    return people.age().holds(age(event))
        && isOf(people.genders())
        && people.start().holds(event.start())
        && people.end().holds(event.end());
  }

  private boolean holds(Correlated correlated, Event event) {
    Set<Long> concepts = new HashSet<>();
    int records = 0;
    for (Happening other : matching(correlated.criterion())) {
      boolean observed = correlated.anyTime() || event.period().holds(other.start());
      boolean visit =
          !correlated.sameVisit()
              || (other.visit() != 0 && other.visit() == event.happening().visit());
      if (observed
          && visit
          && within(correlated.starts(), event, other, correlated.anyTime())
          && within(correlated.ends(), event, other, correlated.anyTime())) {
        records++;
        concepts.add(other.concept());
      }
    }
    int count = correlated.distinct() ? concepts.size() : records;
    return switch (correlated.occurrence()) {
      case EXACTLY -> count == correlated.count();
      case AT_MOST -> count <= correlated.count();
      case AT_LEAST -> count >= correlated.count();
    };
  }

  private static boolean within(Span span, Event event, Happening other, boolean anyTime) {
    int index = span.fromIndexEnd() ? event.happening().end() : event.happening().start();
    int day = span.ofEnd() ? other.end() : other.start();
    int first = anyTime ? Integer.MIN_VALUE : event.period().start();
    int last = anyTime ? Integer.MAX_VALUE : event.period().end();
    int from = span.from().open() ? first : index + span.from().days();
    int to = span.to().open() ? last : index + span.to().days();
    return day >= from && day <= to;
  }
}
