package org.tidetable.features.cohort;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.tidetable.features.cohort.ReferenceCohort.Event;
import org.tidetable.features.cohort.ReferenceCohort.Person;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.Comparison;
import org.tidetable.models.cohort.EventPattern;
import org.tidetable.models.cohort.EventPattern.Reach;
import org.tidetable.models.cohort.IndexRule;
import org.tidetable.models.cohort.Rule;
import org.tidetable.models.cohort.Window;
import org.tidetable.models.vocabulary.EventKind;

/** Little worlds and cohorts drawn from a seed: every rule, gaps, deaths, moves, late records. */
record RandomCohorts(Random random) {
  private static final LocalDate START = LocalDate.of(2024, 1, 1);
  private static final int DAYS = 120;
  private static final List<EventKind> KINDS =
      List.of(
          EventKind.EMERGENCY_ADMISSION,
          EventKind.LONG_TERM_CARE_START,
          EventKind.CHILD_REFERRAL,
          EventKind.ABSENCE_SESSION);

  ReferenceCohort world(int people, int events) {
    List<Person> persons = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      LocalDate birth = LocalDate.of(1935 + random.nextInt(90), 1 + random.nextInt(12), 1);
      LocalDate from = birth.isAfter(START) ? birth : START.plusDays(random.nextInt(40) - 30);
      int spans = 1 + random.nextInt(2);
      for (int s = 0; s < spans; s++) {
        boolean last = s == spans - 1;
        boolean open = last && random.nextBoolean();
        LocalDate to = open ? LocalDate.of(9999, 1, 1) : from.plusDays(20 + random.nextInt(80));
        persons.add(
            new Person(
                "p" + i,
                random.nextInt(4) == 0 ? "" : "h" + random.nextInt(Math.max(1, people / 3)),
                birth,
                List.of("F", "M", "").get(random.nextInt(3)),
                List.of("A1", "A2", "").get(random.nextInt(3)),
                from,
                to,
                last && !open && random.nextBoolean()));
        from = to.plusDays(random.nextInt(3) == 0 ? 5 : 0);
      }
    }
    List<Event> happened = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      int kind = random.nextInt(KINDS.size());
      LocalDate start = START.plusDays(random.nextInt(DAYS));
      happened.add(
          new Event(
              i,
              "p" + random.nextInt(people),
              KINDS.get(kind),
              start,
              start.plusDays(random.nextInt(30)),
              random.nextInt(3) == 0
                  ? LocalDate.of(9999, 1, 1)
                  : start.plusDays(random.nextInt(50)),
              1 + random.nextInt(3),
              "source" + kind / 2));
    }
    return new ReferenceCohort(persons, happened);
  }

  CohortDefinition cohort() {
    List<Rule> population = random.nextBoolean() ? List.of() : List.of(attribute());
    return new CohortDefinition(
        "drawn",
        1,
        "drawn",
        index(),
        population,
        List.of(rule(2)),
        random.nextBoolean() ? List.of() : List.of(rule(1)),
        random.nextInt(4) == 0,
        random.nextInt(3) * 10,
        CohortDefinition.Take.EVERYBODY);
  }

  private IndexRule index() {
    if (random.nextInt(3) > 0) {
      return new IndexRule.Snapshots(
          List.of(START.plusDays(random.nextInt(DAYS)), START.plusDays(random.nextInt(DAYS))));
    }
    IndexRule.Which which = one(IndexRule.Which.values());
    return new IndexRule.AtEvent(
        EventPattern.of(KINDS.get(random.nextInt(4))),
        which,
        START.plusDays(20),
        START.plusDays(90));
  }

  private Rule rule(int depth) {
    int choice = random.nextInt(depth > 0 ? 10 : 7);
    return switch (choice) {
      case 5 ->
          new Rule.Ongoing(
              new EventPattern(
                  EnumSet.of(EventKind.LONG_TERM_CARE_START), List.of(), one(Reach.values())));
      case 0, 1, 2 ->
          new Rule.Amount(
              pattern(),
              window(),
              one(Rule.Measure.values()),
              one(Comparison.values()),
              random.nextInt(4));
      case 3 -> new Rule.Edge(pattern(), window(), one(Rule.Side.values()));
      case 4 ->
          new Rule.Pair(
              pattern(), pattern(), one(Rule.Order.values()), random.nextInt(25), window());
      case 6 -> attribute();
      case 7 -> new Rule.Not(rule(depth - 1));
      case 8 -> new Rule.Assumed(rule(depth - 1), random.nextBoolean());
      default -> {
        List<Rule> rules = List.of(rule(depth - 1), rule(depth - 1), rule(depth - 1));
        yield new Rule.Some(1 + random.nextInt(3), rules);
      }
    };
  }

  private Rule attribute() {
    return switch (random.nextInt(4)) {
      case 0 -> new Rule.Age(random.nextInt(40), 40 + random.nextInt(60));
      case 1 -> new Rule.Sex(new TreeSet<>(List.of("F")));
      case 2 -> new Rule.Area(new TreeSet<>(List.of("A1")));
      default -> new Rule.Resident(1 + random.nextInt(60));
    };
  }

  private EventPattern pattern() {
    EnumSet<EventKind> kinds = EnumSet.of(KINDS.get(random.nextInt(4)));
    if (random.nextInt(3) == 0) {
      kinds.add(KINDS.get(random.nextInt(4)));
    }
    return new EventPattern(kinds, List.of(), random.nextInt(4) == 0 ? Reach.HOUSEHOLD : Reach.OWN);
  }

  private Window window() {
    int to = random.nextInt(4) == 0 ? random.nextInt(30) + 1 : -random.nextInt(3) * 5;
    return random.nextInt(4) == 0
        ? new Window(Window.EVER, to)
        : new Window(to - 1 - random.nextInt(60), to);
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }
}
