package org.tidetable.models.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidetable.models.cohort.CompiledCohort.Subject;
import org.tidetable.models.cohort.CompiledCohort.Test;
import org.tidetable.models.cohort.LifeCourse.Scheme;
import org.tidetable.models.cohort.LifeCourse.Segment;
import org.tidetable.models.cohort.PersonRecord.Span;

/** In which groups a person was on one date, and in which on a later one. */
public final class LifeCourseMoves {
  /** Stands for a group on a date on which the person does not live here. */
  public static final String NOT_HERE = "not living here";

  /** From one group of a sector to another, or in the same one still. */
  public record Move(String sector, String before, String now) {}

  private final List<List<Test>> tests = new ArrayList<>();

  public LifeCourseMoves() {
    RuleTests rules = new RuleTests(patterns(), SourceCoverage.of(List.of()), 0);
    for (Scheme scheme : LifeCourse.SCHEMES) {
      tests.add(scheme.segments().stream().map(each -> each.rule().fold(rules)).toList());
    }
  }

  /** The patterns of events that the groups speak of. */
  public static List<EventPattern> patterns() {
    PatternsOf patterns = new PatternsOf();
    LifeCourse.SCHEMES.forEach(
        scheme -> scheme.segments().forEach(segment -> segment.rule().fold(patterns)));
    return patterns.all();
  }

  /**
   * The moves of a person, one for each sector; none of who lived here on neither date.
   *
   * @param before days since 1970-01-01
   * @param now a later day
   */
  public List<Move> of(PersonRecord person, int before, int now) {
    Optional<Subject> then = subject(person, before);
    Optional<Subject> today = subject(person, now);
    List<Move> moves = new ArrayList<>();
    if (then.isEmpty() && today.isEmpty()) {
      return moves;
    }
    for (int scheme = 0; scheme < LifeCourse.SCHEMES.size(); scheme++) {
      moves.add(
          new Move(
              LifeCourse.SCHEMES.get(scheme).sector(), group(scheme, then), group(scheme, today)));
    }
    return moves;
  }

  private static Optional<Subject> subject(PersonRecord person, int day) {
    for (Span span : person.spans()) {
      if (span.holds(day) && day >= person.birth()) {
        return Optional.of(new Subject(person, span, day));
      }
    }
    return Optional.empty();
  }

  private String group(int scheme, Optional<Subject> subject) {
    if (subject.isEmpty()) {
      return NOT_HERE;
    }
    List<Segment> segments = LifeCourse.SCHEMES.get(scheme).segments();
    for (int place = 0; place < segments.size(); place++) {
      if (tests.get(scheme).get(place).of(subject.get()) == Truth.TRUE) {
        return segments.get(place).name();
      }
    }
    throw new IllegalStateException("the last group of a sector takes everybody");
  }
}
