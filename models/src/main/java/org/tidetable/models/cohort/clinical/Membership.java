package org.tidetable.models.cohort.clinical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tidetable.models.cohort.clinical.Around.Event;
import org.tidetable.models.cohort.clinical.ClinicalCohort.DrugEra;
import org.tidetable.models.cohort.clinical.ClinicalCohort.Limit;
import org.tidetable.models.cohort.clinical.ClinicalCohort.Offset;
import org.tidetable.models.cohort.clinical.ClinicalPerson.Happening;
import org.tidetable.models.cohort.clinical.ClinicalPerson.Period;

/**
 * A time in a cohort, both days included, in days since 1970-01-01.
 *
 * @param start the day of entry
 */
public record Membership(int start, int end) {

  /** The times that a person is in the cohort: ascending, apart from each other. */
  public static List<Membership> of(ClinicalCohort cohort, ClinicalPerson person) {
    Around around = new Around(person);
    List<Event> entries = new ArrayList<>();
    for (Criterion entry : cohort.entries()) {
      for (Happening happening : around.matching(entry)) {
        Optional<Period> period = person.periodOf(happening.start());
        if (period.isPresent()
            && period.get().start() + cohort.priorDays() <= happening.start()
            && happening.start() + cohort.postDays() <= period.get().end()) {
          entries.add(new Event(happening, period.get()));
        }
      }
    }
    List<Event> qualified = new ArrayList<>(limited(entries, cohort.primary()));
    if (!cohort.additional().equals(Group.NOTHING)) {
      qualified.removeIf(event -> !around.holds(cohort.additional(), event));
      qualified = new ArrayList<>(limited(qualified, cohort.qualified()));
    }
    qualified.removeIf(
        event -> !cohort.inclusion().stream().allMatch(rule -> around.holds(rule, event)));
    List<Membership> memberships = new ArrayList<>();
    for (Event event : limited(qualified, cohort.expression())) {
      memberships.add(new Membership(event.happening().start(), end(cohort, person, event)));
    }
    return within(cohort, joined(memberships, cohort.eraPad()));
  }

  private static List<Event> limited(List<Event> events, Limit limit) {
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(Event::happening, Happening.BY_START));
    if (sorted.isEmpty()) {
      return sorted;
    }
    return switch (limit) {
      case ALL -> sorted;
      case FIRST -> sorted.subList(0, 1);
      case LAST -> sorted.subList(sorted.size() - 1, sorted.size());
    };
  }

  private static int end(ClinicalCohort cohort, ClinicalPerson person, Event event) {
    Around around = new Around(person);
    int start = event.happening().start();
    int end = event.period().end();
    if (cohort.end() instanceof Offset offset) {
      int from = offset.fromEnd() ? event.happening().end() : start;
      end = Math.min(end, from + offset.days());
    } else if (cohort.end() instanceof DrugEra era) {
      end = Math.min(end, eraEnd(era, person, start));
    }
    for (Criterion censor : cohort.censoring()) {
      for (Happening happening : around.matching(censor)) {
        if (happening.start() >= start && event.period().holds(happening.start())) {
          end = Math.min(end, happening.start());
        }
      }
    }
    return end;
  }

  /** The end of the drug era that holds the day; no end where none does. */
  private static int eraEnd(DrugEra era, ClinicalPerson person, int day) {
    List<Membership> exposures = new ArrayList<>();
    for (Happening happening : person.events()) {
      if (happening.domain() == Domain.DRUG_EXPOSURE
          && era.concepts().contains(happening.concept())) {
        exposures.add(new Membership(happening.start(), happening.end()));
      }
    }
    for (Membership exposed : joined(exposures, era.gapDays())) {
      if (exposed.start() <= day && day <= exposed.end()) {
        return exposed.end() + era.offset();
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Spans as they are once those at most so many days apart are one. */
  private static List<Membership> joined(List<Membership> spans, int gap) {
    List<Membership> sorted =
        spans.stream()
            .sorted(Comparator.comparingInt(Membership::start).thenComparingInt(Membership::end))
            .toList();
    List<Membership> joined = new ArrayList<>();
    for (Membership span : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && span.start() <= (long) joined.get(last).end() + gap) {
        Membership before = joined.get(last);
        joined.set(last, new Membership(before.start(), Math.max(before.end(), span.end())));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private static List<Membership> within(ClinicalCohort cohort, List<Membership> all) {
    List<Membership> within = new ArrayList<>();
    for (Membership span : all) {
      int start = Math.max(span.start(), cohort.earliest());
      int end = Math.min(span.end(), cohort.latest());
      if (start <= end) {
        within.add(new Membership(start, end));
      }
    }
    return within;
  }
}
