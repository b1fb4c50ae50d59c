package org.tidetable.models.cohort;

import static org.tidetable.models.vocabulary.Require.require;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tidetable.models.vocabulary.EventKind;

/** What is asked of a person on an index date; rules are made of rules. */
public sealed interface Rule extends Serializable {

  /** Handles every case, so that none can be forgotten. */
  <T> T fold(Cases<T> cases);

  /** What to do with each kind of rule. */
  interface Cases<T> {
    T amount(Amount rule);

    T ongoing(Ongoing rule);

    T edge(Edge rule);

    T pair(Pair rule);

    T some(Some rule);

    T not(Not rule);

    T assumed(Assumed rule);

    T age(Age rule);

    T sex(Sex rule);

    T area(Area rule);

    T resident(Resident rule);
  }

  /** What is added up. */
  enum Measure {
    /** Events. */
    COUNT,
    /** Quantities, in the unit of the kind; 0 or more. */
    SUM
  }

  /** So many events, or so much of them, inside a window. */
  record Amount(
      EventPattern events, Window window, Measure measure, Comparison comparison, double limit)
      implements Rule {
    public Amount {
      require(limit >= 0, "a limit must be 0 or more, but was %s", limit);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.amount(this);
    }
  }

  /** Something that lasts began before the index date and had not ended by then. */
  record Ongoing(EventPattern events) implements Rule {
    public Ongoing {
      for (EventKind kind : events.kinds()) {
        require(
            kind.lasts(),
            "%s does not last: ask whether it exists in a window of days",
            kind.code());
      }
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.ongoing(this);
    }
  }

  /** Which of a person's events. */
  enum Side {
    /** The first that is recorded. */
    FIRST,
    /** The last before the index date, or before the window's end where that is later. */
    LAST
  }

  /** The first or last event lies inside the window. */
  record Edge(EventPattern events, Window window, Side side) implements Rule {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.edge(this);
    }
  }

  /** In which order two events come. */
  enum Order {
    /** The first named on an earlier day. */
    BEFORE,
    /** The first named on a later day. */
    AFTER,
    /** Either, or the same day. */
    EITHER
  }

  /** Two events inside the window, at most so many days apart. */
  record Pair(EventPattern one, EventPattern other, Order order, int days, Window window)
      implements Rule {
    public Pair {
      require(days >= 0, "days must be 0 or more, but was %s", days);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.pair(this);
    }
  }

  /** At least so many of the rules: all of them, any, or a number between. */
  record Some(int atLeast, List<Rule> rules) implements Rule {
    public Some {
      rules = List.copyOf(rules);
      require(
          atLeast >= 1 && atLeast <= rules.size(),
          "at_least must be 1 to %s, but was %s",
          rules.size(),
          atLeast);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.some(this);
    }
  }

  /** The rule does not hold. */
  record Not(Rule rule) implements Rule {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.not(this);
    }
  }

  /** The rule, and what is taken for granted where nobody could see. */
  record Assumed(Rule rule, boolean holds) implements Rule {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.assumed(this);
    }
  }

  /** Age on the index date in whole years, both included. */
  record Age(int minimum, int maximum) implements Rule {
    public Age {
      require(
          minimum >= 0 && maximum >= minimum,
          "ages must be 0 or more and in order, but were %s to %s",
          minimum,
          maximum);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.age(this);
    }
  }

  /** Sex as recorded on the index date. */
  record Sex(SortedSet<String> codes) implements Rule {
    public Sex {
      codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.sex(this);
    }
  }

  /** Area of residence on the index date. */
  record Area(SortedSet<String> codes) implements Rule {
    public Area {
      codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.area(this);
    }
  }

  /** Resident without a break for so many days before the index date, or since birth. */
  record Resident(int days) implements Rule {
    public Resident {
      require(days >= 1, "days must be 1 or more, but was %s", days);
    }

    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.resident(this);
    }
  }
}
