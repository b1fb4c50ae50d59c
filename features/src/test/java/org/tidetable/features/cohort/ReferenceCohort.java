package org.tidetable.features.cohort;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.EventPattern;
import org.tidetable.models.cohort.IndexRule;
import org.tidetable.models.cohort.Rule;
import org.tidetable.models.cohort.Truth;
import org.tidetable.models.cohort.Window;
import org.tidetable.models.vocabulary.EventKind;

/** What a cohort means, day by day over plain lists: slow, and written apart from the engine. */
record ReferenceCohort(List<Person> people, List<Event> events) {

  record Event(
      int id,
      String person,
      EventKind kind,
      LocalDate start,
      LocalDate known,
      LocalDate end,
      double quantity,
      String source) {}

  record Person(
      String name,
      String household,
      LocalDate birth,
      String sex,
      String area,
      LocalDate from,
      LocalDate to,
      boolean died) {
    boolean on(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(to);
    }
  }

  /** {@code name date step unseen}, sorted. */
  List<String> fates(CohortDefinition cohort) {
    List<String> fates = new ArrayList<>();
    Set<String> names = new TreeSet<>(people.stream().map(Person::name).toList());
    for (String name : names) {
      for (LocalDate day : days(cohort.index(), name)) {
        spans(name)
            .filter(span -> span.on(day) && !day.isBefore(span.birth()))
            .findFirst()
            .ifPresent(span -> fates.add(name + " " + day + " " + fate(cohort, span, day)));
      }
    }
    return fates.stream().sorted().toList();
  }

  private String fate(CohortDefinition cohort, Person span, LocalDate day) {
    List<Rule> all =
        Stream.concat(cohort.population().stream(), cohort.include().stream()).toList();
    int step = 0;
    for (Rule rule : all) {
      Truth truth = truth(rule, span, day, cohort.lagDays());
      if (truth == Truth.FALSE || (truth == Truth.UNKNOWN && !cohort.keepUnseen())) {
        return step + " " + (truth == Truth.UNKNOWN);
      }
      step++;
    }
    for (Rule rule : cohort.exclude()) {
      Truth truth = truth(rule, span, day, cohort.lagDays());
      if (truth == Truth.TRUE || (truth == Truth.UNKNOWN && !cohort.keepUnseen())) {
        return step + " " + (truth == Truth.UNKNOWN);
      }
      step++;
    }
    return step + " false";
  }

  private List<LocalDate> days(IndexRule index, String name) {
    if (index instanceof IndexRule.Snapshots snapshots) {
      return snapshots.dates();
    }
    IndexRule.AtEvent at = (IndexRule.AtEvent) index;
    List<LocalDate> days =
        events.stream()
            .filter(e -> e.person().equals(name) && at.events().kinds().contains(e.kind()))
            .map(Event::start)
            .filter(day -> !day.isBefore(at.from()) && day.isBefore(at.to()))
            .distinct()
            .sorted()
            .toList();
    if (days.isEmpty() || at.which() == IndexRule.Which.EVERY) {
      return days;
    }
    return List.of(days.get(at.which() == IndexRule.Which.FIRST ? 0 : days.size() - 1));
  }

  private Stream<Person> spans(String name) {
    return people.stream().filter(person -> person.name().equals(name));
  }

  private List<Event> counted(EventPattern pattern, Window window, Person span, LocalDate day) {
    return events.stream()
        .filter(e -> pattern.kinds().contains(e.kind()))
        .filter(e -> window.looksAhead() || e.known().isBefore(day))
        .filter(
            e ->
                pattern.reach() == EventPattern.Reach.OWN
                    ? e.person().equals(span.name())
                    : !e.person().equals(span.name()) && livesWith(e.person(), span, day))
        .toList();
  }

  private boolean livesWith(String other, Person span, LocalDate day) {
    return spans(other)
        .anyMatch(
            theirs ->
                theirs.on(day)
                    && !theirs.household().isEmpty()
                    && theirs.household().equals(span.household()));
  }

  private static boolean in(Window window, LocalDate day, LocalDate date) {
    long days = ChronoUnit.DAYS.between(date, day);
    return (window.from() == Window.EVER || days >= window.from()) && days < window.to();
  }

  private Truth truth(Rule rule, Person span, LocalDate day, int lag) {
    if (rule instanceof Rule.Amount amount) {
      List<Event> in =
          counted(amount.events(), amount.window(), span, day).stream()
              .filter(e -> in(amount.window(), e.start(), day))
              .toList();
      double number =
          amount.measure() == Rule.Measure.COUNT
              ? in.size()
              : in.stream().mapToDouble(Event::quantity).sum();
      boolean holds = amount.comparison().holds(number, amount.limit());
      // More could have happened unseen: does it hold, or fail, however much more?
      boolean whatever = true;
      if (!seen(amount.window(), span, day, lag, amount.events().kinds())) {
        for (double more = 0; more <= amount.limit() + 2; more++) {
          whatever &= amount.comparison().holds(number + more, amount.limit()) == holds;
        }
      }
      return whatever ? Truth.of(holds) : Truth.UNKNOWN;
    }
    if (rule instanceof Rule.Ongoing ongoing) {
      boolean any =
          counted(ongoing.events(), Window.BEFORE, span, day).stream()
              .anyMatch(e -> e.start().isBefore(day) && !e.end().isBefore(day));
      boolean seen = seen(Window.BEFORE, span, day, lag, ongoing.events().kinds());
      return any ? Truth.TRUE : seen ? Truth.FALSE : Truth.UNKNOWN;
    }
    if (rule instanceof Rule.Edge edge) {
      Window window = edge.window();
      boolean first = edge.side() == Rule.Side.FIRST;
      int end = first ? window.to() : Math.max(0, window.to());
      List<LocalDate> all =
          counted(edge.events(), window, span, day).stream()
              .map(Event::start)
              .filter(start -> ChronoUnit.DAYS.between(day, start) < end)
              .sorted()
              .toList();
      if (!all.isEmpty()) {
        return Truth.of(in(window, all.get(first ? 0 : all.size() - 1), day));
      }
      return seen(window, span, day, lag, edge.events().kinds()) ? Truth.FALSE : Truth.UNKNOWN;
    }
    if (rule instanceof Rule.Pair pair) {
      return pair(pair, span, day, lag);
    }
    if (rule instanceof Rule.Some some) {
      List<Truth> truths = some.rules().stream().map(r -> truth(r, span, day, lag)).toList();
      long met = truths.stream().filter(t -> t == Truth.TRUE).count();
      long failed = truths.stream().filter(t -> t == Truth.FALSE).count();
      if (met >= some.atLeast()) {
        return Truth.TRUE;
      }
      return truths.size() - failed < some.atLeast() ? Truth.FALSE : Truth.UNKNOWN;
    }
    if (rule instanceof Rule.Not not) {
      return truth(not.rule(), span, day, lag).not();
    }
    if (rule instanceof Rule.Assumed assumed) {
      Truth truth = truth(assumed.rule(), span, day, lag);
      return truth == Truth.UNKNOWN ? Truth.of(assumed.holds()) : truth;
    }
    return attribute(rule, span, day);
  }

  private Truth attribute(Rule rule, Person span, LocalDate day) {
    if (rule instanceof Rule.Age age) {
      long years = ChronoUnit.YEARS.between(span.birth(), day);
      return Truth.of(years >= age.minimum() && years <= age.maximum());
    }
    if (rule instanceof Rule.Sex sex) {
      return span.sex().isEmpty() ? Truth.UNKNOWN : Truth.of(sex.codes().contains(span.sex()));
    }
    if (rule instanceof Rule.Area area) {
      return span.area().isEmpty() ? Truth.UNKNOWN : Truth.of(area.codes().contains(span.area()));
    }
    int days = ((Rule.Resident) rule).days();
    return Truth.of(livedHere(span, latest(day.minusDays(days), span.birth()), day));
  }

  private Truth pair(Rule.Pair pair, Person span, LocalDate day, int lag) {
    List<Event> ones = counted(pair.one(), pair.window(), span, day);
    List<Event> others = counted(pair.other(), pair.window(), span, day);
    for (Event one : ones) {
      for (Event other : others) {
        long later = ChronoUnit.DAYS.between(one.start(), other.start());
        boolean inOrder =
            switch (pair.order()) {
              case BEFORE -> later > 0;
              case AFTER -> later < 0;
              case EITHER -> one.id() != other.id();
            };
        if (inOrder
            && Math.abs(later) <= pair.days()
            && in(pair.window(), one.start(), day)
            && in(pair.window(), other.start(), day)) {
          return Truth.TRUE;
        }
      }
    }
    return seen(pair.window(), span, day, lag, pair.one().kinds())
            && seen(pair.window(), span, day, lag, pair.other().kinds())
        ? Truth.FALSE
        : Truth.UNKNOWN;
  }

  private boolean seen(Window window, Person span, LocalDate day, int lag, Set<EventKind> kinds) {
    LocalDate to = latest(day.plusDays(window.to()), span.birth());
    boolean ever = window.from() == Window.EVER;
    LocalDate from = ever ? LocalDate.MIN : latest(day.plusDays(window.from()), span.birth());
    if (!ever && !livedHere(span, from, to)) {
      return false;
    }
    if (!from.isBefore(to)) {
      return true;
    }
    for (EventKind kind : kinds) {
      List<String> sources =
          events.stream().filter(e -> e.kind() == kind).map(Event::source).distinct().toList();
      List<Event> all = events.stream().filter(e -> sources.contains(e.source())).toList();
      LocalDate first =
          all.stream().map(Event::start).min(Comparator.naturalOrder()).orElse(LocalDate.MAX);
      LocalDate last =
          all.stream()
              .filter(e -> window.looksAhead() || e.known().isBefore(day))
              .map(Event::start)
              .max(Comparator.naturalOrder())
              .orElse(LocalDate.MIN);
      boolean begins = ever ? first.isBefore(to) : !first.isAfter(from);
      boolean ends = !last.isBefore(to.minusDays(1L + lag)) && (ever || !last.isBefore(from));
      if (!begins || !ends || last.equals(LocalDate.MIN)) {
        return false;
      }
    }
    return true;
  }

  private boolean livedHere(Person span, LocalDate from, LocalDate to) {
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      LocalDate each = Objects.requireNonNull(day);
      boolean here =
          spans(span.name()).anyMatch(s -> s.on(each) || (s.died() && !s.to().isAfter(each)));
      if (!here) {
        return false;
      }
    }
    return true;
  }

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
