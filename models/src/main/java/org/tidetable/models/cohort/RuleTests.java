package org.tidetable.models.cohort;

import java.util.List;
import org.tidetable.models.cohort.CompiledCohort.Subject;
import org.tidetable.models.cohort.CompiledCohort.Test;
import org.tidetable.models.cohort.PersonRecord.Happening;

/**
 * Rules as tests of a person on a day. What the records show is so, whatever else may have
 * happened; what they do not show is unknown where nobody could have seen it.
 */
final class RuleTests implements Rule.Cases<Test> {
  private final List<EventPattern> patterns;
  private final SourceCoverage coverage;
  private final int lag;

  RuleTests(List<EventPattern> patterns, SourceCoverage coverage, int lag) {
    this.patterns = patterns;
    this.coverage = coverage;
    this.lag = lag;
  }

  /** The days of a window around an index date, and what counts as seen in it. */
  private record Days(int from, int to, int date, boolean hindsight) {
    static Days of(Window window, int index) {
      int from = window.from() == Window.EVER ? Window.EVER : index + window.from();
      return new Days(from, index + window.to(), index, window.looksAhead());
    }

    boolean hold(Happening happening) {
      return happening.start() >= from && happening.start() < to && counts(happening);
    }

    /** Known in time, and of somebody who lived in the household on the index date. */
    boolean counts(Happening happening) {
      return (hindsight || happening.known() < date)
          && happening.from() <= date
          && date < happening.to();
    }
  }

  private Truth unlessUnseen(Subject subject, Days days, EventPattern... spokenOf) {
    int birth = subject.person().birth();
    int from = days.from() == Window.EVER ? Window.EVER : Math.max(days.from(), birth);
    int to = Math.max(days.to(), birth);
    if (from != Window.EVER && !subject.person().livedHere(from, to)) {
      return Truth.UNKNOWN;
    }
    int date = days.hindsight() ? Integer.MAX_VALUE : days.date();
    for (EventPattern pattern : spokenOf) {
      if (from < to && !coverage.covers(pattern.kinds(), from, to, date, lag)) {
        return Truth.UNKNOWN;
      }
    }
    return Truth.FALSE;
  }

  @Override
  public Test amount(Rule.Amount rule) {
    int pattern = patterns.indexOf(rule.events());
    boolean sum = rule.measure() == Rule.Measure.SUM;
    return subject -> {
      Days days = Days.of(rule.window(), subject.day());
      double amount = 0;
      for (Happening happening : subject.person().happenings()) {
        if (happening.is(pattern) && days.hold(happening)) {
          amount += sum ? happening.quantity() : 1;
        }
      }
      boolean holds = rule.comparison().holds(amount, rule.limit());
      boolean settled =
          holds
              ? rule.comparison().growsTrue()
              : rule.comparison().staysFalse(amount, rule.limit());
      if (settled || unlessUnseen(subject, days, rule.events()) == Truth.FALSE) {
        return Truth.of(holds);
      }
      return Truth.UNKNOWN;
    };
  }

  @Override
  public Test ongoing(Rule.Ongoing rule) {
    int pattern = patterns.indexOf(rule.events());
    return subject -> {
      Days days = Days.of(Window.BEFORE, subject.day());
      for (Happening happening : subject.person().happenings()) {
        if (happening.is(pattern) && days.hold(happening) && happening.end() >= subject.day()) {
          return Truth.TRUE;
        }
      }
      return unlessUnseen(subject, days, rule.events());
    };
  }

  @Override
  public Test edge(Rule.Edge rule) {
    int pattern = patterns.indexOf(rule.events());
    boolean first = rule.side() == Rule.Side.FIRST;
    return subject -> {
      Days days = Days.of(rule.window(), subject.day());
      int end = first ? days.to() : Math.max(days.to(), subject.day());
      boolean found = false;
      int edge = 0;
      for (Happening happening : subject.person().happenings()) {
        if (happening.is(pattern) && days.counts(happening) && happening.start() < end) {
          if (!found || !first) {
            edge = happening.start();
          }
          found = true;
        }
      }
      if (found) {
        return Truth.of(edge >= days.from() && edge < days.to());
      }
      return unlessUnseen(subject, days, rule.events());
    };
  }

  @Override
  public Test pair(Rule.Pair rule) {
    boolean after = rule.order() == Rule.Order.AFTER;
    int earlier = patterns.indexOf(after ? rule.other() : rule.one());
    int later = patterns.indexOf(after ? rule.one() : rule.other());
    boolean either = rule.order() == Rule.Order.EITHER;
    return subject -> {
      Days days = Days.of(rule.window(), subject.day());
      List<Happening> all = subject.person().happenings();
      for (int i = 0; i < all.size(); i++) {
        Happening one = all.get(i);
        if (!days.hold(one) || !(one.is(earlier) || (either && one.is(later)))) {
          continue;
        }
        for (int j = i + 1; j < all.size(); j++) {
          Happening other = all.get(j);
          if (other.start() - one.start() > rule.days()) {
            break;
          }
          boolean inOrder = other.start() > one.start() && one.is(earlier) && other.is(later);
          boolean anyway =
              either
                  && ((one.is(earlier) && other.is(later)) || (one.is(later) && other.is(earlier)));
          if ((inOrder || anyway) && days.hold(other)) {
            return Truth.TRUE;
          }
        }
      }
      return unlessUnseen(subject, days, rule.one(), rule.other());
    };
  }

  @Override
  public Test some(Rule.Some rule) {
    List<Test> tests = rule.rules().stream().map(each -> each.fold(this)).toList();
    return subject -> {
      int met = 0;
      int open = 0;
      for (Test test : tests) {
        Truth truth = test.of(subject);
        met += truth == Truth.TRUE ? 1 : 0;
        open += truth == Truth.UNKNOWN ? 1 : 0;
      }
      if (met >= rule.atLeast()) {
        return Truth.TRUE;
      }
      return met + open < rule.atLeast() ? Truth.FALSE : Truth.UNKNOWN;
    };
  }

  @Override
  public Test not(Rule.Not rule) {
    Test test = rule.rule().fold(this);
    return subject -> test.of(subject).not();
  }

  @Override
  public Test assumed(Rule.Assumed rule) {
    Test test = rule.rule().fold(this);
    return subject -> {
      Truth truth = test.of(subject);
      return truth == Truth.UNKNOWN ? Truth.of(rule.holds()) : truth;
    };
  }

  @Override
  public Test age(Rule.Age rule) {
    return subject -> Truth.of(subject.age() >= rule.minimum() && subject.age() <= rule.maximum());
  }

  @Override
  public Test sex(Rule.Sex rule) {
    return subject -> recorded(subject.span().sex(), rule.codes().contains(subject.span().sex()));
  }

  @Override
  public Test area(Rule.Area rule) {
    return subject -> recorded(subject.span().area(), rule.codes().contains(subject.span().area()));
  }

  private static Truth recorded(String value, boolean holds) {
    return value.isEmpty() ? Truth.UNKNOWN : Truth.of(holds);
  }

  @Override
  public Test resident(Rule.Resident rule) {
    return subject -> {
      int from = Math.max(subject.day() - rule.days(), subject.person().birth());
      return Truth.of(subject.person().livedHere(from, subject.day()));
    };
  }
}
