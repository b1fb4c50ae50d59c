package org.tidetable.models.cohort;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tidetable.models.cohort.IndexRule.AtEvent;
import org.tidetable.models.cohort.IndexRule.Snapshots;
import org.tidetable.models.cohort.PersonRecord.Happening;
import org.tidetable.models.cohort.PersonRecord.Span;

/** A cohort made ready: judges one person after the other, each from that person's records. */
public final class CompiledCohort {
  /** The most patterns that a cohort may speak of. */
  public static final int MOST_PATTERNS = 62;

  private final CohortDefinition definition;
  private final List<Test> steps = new ArrayList<>();
  private final int indexPattern;

  /** A rule made ready. */
  interface Test {
    Truth of(Subject subject);
  }

  /** A person on an index date. */
  record Subject(PersonRecord person, Span span, int day) {
    int age() {
      return LocalDate.ofEpochDay(person.birth()).until(LocalDate.ofEpochDay(day)).getYears();
    }
  }

  public CompiledCohort(CohortDefinition definition, SourceCoverage coverage) {
    this.definition = definition;
    List<EventPattern> patterns = patterns(definition);
    RuleTests tests = new RuleTests(patterns, coverage, definition.lagDays());
    definition.steps().forEach(step -> steps.add(step.fold(tests)));
    this.indexPattern =
        definition.index() instanceof AtEvent at ? patterns.indexOf(at.events()) : -1;
  }

  /** The patterns of events that the cohort speaks of: their places are the bits of happenings. */
  public static List<EventPattern> patterns(CohortDefinition definition) {
    PatternsOf found = new PatternsOf();
    if (definition.index() instanceof AtEvent at) {
      found.add(at.events());
    }
    definition.steps().forEach(step -> step.fold(found));
    List<EventPattern> patterns = found.all();
    require(
        patterns.size() <= MOST_PATTERNS,
        "a cohort may speak of %s kinds of records, but speaks of %s",
        MOST_PATTERNS,
        patterns.size());
    return patterns;
  }

  /** What becomes of a person on each index date on which the person lives here, ascending. */
  public List<Fate> fates(PersonRecord person) {
    List<Fate> fates = new ArrayList<>();
    for (int day : days(person)) {
      for (Span span : person.spans()) {
        if (span.holds(day) && day >= person.birth()) {
          fates.add(judged(new Subject(person, span, day)));
          break;
        }
      }
    }
    return fates;
  }

  private Fate judged(Subject subject) {
    int step = 0;
    boolean unseen = false;
    for (; step < steps.size(); step++) {
      Truth truth = steps.get(step).of(subject);
      if (truth == Truth.FALSE || (truth == Truth.UNKNOWN && !definition.keepUnseen())) {
        unseen = truth == Truth.UNKNOWN;
        break;
      }
    }
    return new Fate(
        subject.person().id(), subject.day(), subject.span().area(), subject.age(), step, unseen);
  }

  private Iterable<Integer> days(PersonRecord person) {
    if (definition.index() instanceof Snapshots snapshots) {
      return snapshots.dates().stream().map(date -> (int) date.toEpochDay()).toList();
    }
    AtEvent at = (AtEvent) definition.index();
    int from = (int) at.from().toEpochDay();
    int to = (int) at.to().toEpochDay();
    TreeSet<Integer> days = new TreeSet<>();
    for (Happening happening : person.happenings()) {
      if (happening.is(indexPattern) && happening.start() >= from && happening.start() < to) {
        days.add(happening.start());
      }
    }
    if (days.isEmpty()) {
      return days;
    }
    return switch (at.which()) {
      case FIRST -> List.of(days.first());
      case LAST -> List.of(days.last());
      case EVERY -> days;
    };
  }
}
