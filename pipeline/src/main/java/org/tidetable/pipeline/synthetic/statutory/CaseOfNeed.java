package org.tidetable.pipeline.synthetic.statutory;

import static org.tidetable.models.vocabulary.EventKind.CHILD_PROTECTION_PLAN;
import static org.tidetable.models.vocabulary.EventKind.CHILD_REFERRAL;
import static org.tidetable.models.vocabulary.EventKind.LOOKED_AFTER_START;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.tidetable.pipeline.synthetic.Draw;

/**
 * A child in need from referral to closure, and what was done in between.
 *
 * @param closure empty while it is open at the end of the records
 */
record CaseOfNeed(
    LocalDate referral,
    boolean furtherAction,
    Optional<LocalDate> closure,
    String source,
    String need,
    String closedFor,
    List<Person.Spell> assessments,
    Optional<LocalDate> enquiry,
    Optional<LocalDate> conference,
    List<Person.Spell> protectionPlans) {

  private static final double DAYS_OPEN = 390;

  /** The cases of a child that are open within the records; the diary's years before included. */
  static List<CaseOfNeed> of(Person person, SplittableRandom random) {
    LocalDate adult = person.born().plusYears(18).minusDays(1);
    LocalDate latest = adult.isBefore(person.last()) ? adult : person.last();
    boolean latestEnds = !latest.equals(person.settings().to());
    List<LocalDate> referrals = new ArrayList<>();
    for (Diary.Entry entry : person.entries()) {
      if (entry.kind() == CHILD_REFERRAL && !entry.ended()) {
        LocalDate day = person.weekday(entry.month(), random);
        if (!day.isAfter(latest)) {
          referrals.add(day);
        }
      }
    }
    List<Person.Spell> plans = person.spells(CHILD_PROTECTION_PLAN, 18, random);
    List<Person.Spell> care = person.spells(LOOKED_AFTER_START, 18, person.stream("looked after"));
    Set<LocalDate> taken = new HashSet<>();
    List<CaseOfNeed> cases = new ArrayList<>();
    for (int number = 0; number < referrals.size(); number++) {
      LocalDate day = referrals.get(number);
      Optional<LocalDate> next =
          number + 1 < referrals.size() ? Optional.of(referrals.get(number + 1)) : Optional.empty();
      List<Person.Spell> own = between(plans, day, next);
      List<Person.Spell> lasting = new ArrayList<>(own);
      lasting.addAll(between(care, day, next));
      CaseOfNeed drawn = draw(day, latest, latestEnds, own, lasting, taken, random);
      if (drawn.closure().filter(end -> end.isBefore(person.settings().from())).isEmpty()) {
        cases.add(drawn);
      }
    }
    return cases;
  }

  /** Those that start from this referral on and before the next. */
  private static List<Person.Spell> between(
      List<Person.Spell> spells, LocalDate referral, Optional<LocalDate> next) {
    return spells.stream()
        .filter(spell -> !spell.start().isBefore(referral))
        .filter(spell -> next.filter(day -> !spell.start().isBefore(day)).isEmpty())
        .toList();
  }

  private static CaseOfNeed draw(
      LocalDate referral,
      LocalDate latest,
      boolean latestEnds,
      List<Person.Spell> plans,
      List<Person.Spell> lasting,
      Set<LocalDate> taken,
      SplittableRandom random) {
    boolean action = !lasting.isEmpty() || random.nextDouble() >= 0.1;
    LocalDate started = free(referral.plusDays(random.nextInt(4)), taken);
    LocalDate authorised = started.plusDays(10L + random.nextInt(45));
    boolean assessedOnly = random.nextDouble() < 0.35;
    long days = (long) (-DAYS_OPEN * StrictMath.log(1 - random.nextDouble()));
    LocalDate closure = assessedOnly ? authorised : authorised.plusDays(days);
    boolean open = false;
    for (Person.Spell spell : lasting) {
      LocalDate after = spell.end().orElse(latest).plusDays(42);
      closure = after.isAfter(closure) ? after : closure;
      open |= spell.end().isEmpty();
    }
    closure = action ? closure : referral;
    Optional<LocalDate> closed = Optional.of(closure);
    if (open || closure.isAfter(latest)) {
      closed = latestEnds && !open ? Optional.of(latest) : Optional.empty();
    }
    List<Person.Spell> assessments = new ArrayList<>();
    if (action && !started.isAfter(latest)) {
      Optional<LocalDate> signed = Optional.of(authorised).filter(day -> !day.isAfter(latest));
      assessments.add(new Person.Spell(started, signed));
    }
    boolean enquired = !plans.isEmpty() || random.nextDouble() < 0.33;
    Optional<LocalDate> enquiry =
        Optional.of(referral.plusDays(1L + random.nextInt(9)))
            .filter(day -> action && enquired && !day.isAfter(latest))
            .filter(day -> plans.stream().noneMatch(plan -> plan.start().isBefore(day)));
    return new CaseOfNeed(
        referral,
        action,
        closed,
        Codes.pick(random, "1A", "2A", "3A", "3A", "5B", "6", "6", "9"),
        Codes.pick(random, "N1", "N1", "N1", "N1", "N2", "N3", "N4", "N5", "N5", "N6", "N8", "N9"),
        action ? (assessedOnly ? "RC9" : "RC7") : "RC8",
        assessments,
        enquiry,
        plans.isEmpty() ? Optional.empty() : Optional.of(plans.get(0).start()),
        plans);
  }

  /** That day, or the next on which no assessment of the child starts yet. */
  private static LocalDate free(LocalDate day, Set<LocalDate> taken) {
    LocalDate free = day;
    while (!taken.add(free)) {
      free = free.plusDays(1);
    }
    return free;
  }

  /** Whether a number of factors was found at the assessment, for the list of the census. */
  static List<String> factors(SplittableRandom random) {
    List<String> factors = new ArrayList<>();
    for (String factor : List.of("1A", "2B", "3B", "4B", "17A", "18B")) {
      if (Draw.happens(random, 0.3)) {
        factors.add(factor);
      }
    }
    return factors.isEmpty() ? List.of("21") : factors;
  }

  boolean open(LocalDate after, LocalDate until) {
    return !referral.isAfter(until) && closure.filter(day -> !day.isAfter(after)).isEmpty();
  }
}
