package org.tidetable.models.cohort;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidetable.models.vocabulary.EventKind;

/** A rule as the end of a sentence about a person: plain English that leaves nothing out. */
public final class RuleWords implements Rule.Cases<String> {
  private static final RuleWords WORDS = new RuleWords();
  private static final int NO_LIMIT = 120;

  private RuleWords() {}

  /** The rule in words, such as {@code had no starts of long-term adult social care ...}. */
  public static String of(Rule rule) {
    return rule.fold(WORDS);
  }

  @Override
  public String amount(Rule.Amount rule) {
    String rest = rule.events().inWords() + " " + when(rule.window());
    if (rule.measure() == Rule.Measure.SUM) {
      return "had "
          + rule.comparison().inWords()
          + " "
          + number(rule.limit())
          + " "
          + unit(rule.events().kinds())
          + " in total of "
          + rest;
    }
    double limit = rule.limit();
    boolean one =
        switch (rule.comparison()) {
          case AT_LEAST -> limit == 1;
          case MORE -> limit == 0;
          case EXACTLY, AT_MOST, FEWER -> false;
        };
    boolean none =
        switch (rule.comparison()) {
          case EXACTLY, AT_MOST -> limit == 0;
          case FEWER -> limit == 1;
          case AT_LEAST, MORE -> false;
        };
    if (one) {
      return "had " + rest;
    }
    return none
        ? "had no " + rest
        : "had "
            + rule.comparison().inWords()
            + " "
            + number(rule.limit())
            + (rule.limit() == 1 ? " record of " : " records of ")
            + rest;
  }

  @Override
  public String ongoing(Rule.Ongoing rule) {
    // "Starts of home care" go on no more; the care does.
    String names =
        rule.events().kinds().stream()
            .map(kind -> kind.code().replaceAll("_start$", "").replace('_', ' '))
            .collect(Collectors.joining(" or "));
    return "on the index date had what had begun and not ended: " + rule.events().inWords(names);
  }

  @Override
  public String edge(Rule.Edge rule) {
    return "had the "
        + (rule.side() == Rule.Side.FIRST ? "first" : "last")
        + " of all recorded "
        + rule.events().inWords()
        + " "
        + when(rule.window());
  }

  @Override
  public String pair(Rule.Pair rule) {
    String one = rule.one().inWords();
    String other = rule.other().inWords();
    String days = rule.days() + (rule.days() == 1 ? " day" : " days");
    String pair =
        switch (rule.order()) {
          case BEFORE -> "had " + one + ", and at most " + days + " later " + other;
          case AFTER -> "had " + one + " at most " + days + " after " + other;
          case EITHER -> "had " + one + " and " + other + " at most " + days + " apart";
        };
    return pair + ", both " + when(rule.window());
  }

  @Override
  public String some(Rule.Some rule) {
    List<String> words = rule.rules().stream().map(each -> "(" + of(each) + ")").toList();
    if (words.size() == 1) {
      return of(rule.rules().get(0));
    }
    if (rule.atLeast() == words.size()) {
      return String.join(" and ", words);
    }
    return rule.atLeast() == 1
        ? String.join(" or ", words)
        : "met at least " + rule.atLeast() + " of: " + String.join(", ", words);
  }

  @Override
  public String not(Rule.Not rule) {
    return "did not meet: " + of(rule.rule());
  }

  @Override
  public String assumed(Rule.Assumed rule) {
    return of(rule.rule())
        + (rule.holds() ? " (so taken where not observable)" : " (not so where not observable)");
  }

  @Override
  public String age(Rule.Age rule) {
    return rule.maximum() >= NO_LIMIT
        ? "was aged " + rule.minimum() + " or over"
        : "was aged " + rule.minimum() + " to " + rule.maximum();
  }

  @Override
  public String sex(Rule.Sex rule) {
    return "had the recorded sex " + String.join(" or ", rule.codes());
  }

  @Override
  public String area(Rule.Area rule) {
    return "lived in " + String.join(" or ", rule.codes());
  }

  @Override
  public String resident(Rule.Resident rule) {
    return "had lived here for "
        + rule.days()
        + " days without a break before the index date, or since birth";
  }

  private static String when(Window window) {
    return window.inWords() + (window.looksAhead() ? " (with hindsight)" : "");
  }

  private static String unit(Set<EventKind> kinds) {
    Set<String> units = kinds.stream().map(EventKind::unit).collect(Collectors.toSet());
    return units.size() == 1 ? units.iterator().next() : "units";
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
