package org.tidetable.pipeline.cohort;

import java.util.List;
import java.util.Map;

/** The words of a cohort file: one list for its reader and for its schema. */
final class Words {
  private Words() {}

  static final List<String> FILE =
      List.of(
          "cohort",
          "version",
          "title",
          "index",
          "population",
          "include",
          "exclude",
          "unknown",
          "lag_days",
          "risk");

  private static final String OP = "op";
  private static final String WINDOW = "window";
  private static final String CODES = "codes";
  private static final String VIA = "via";
  private static final String UNKNOWN = "unknown";
  private static final String DAYS = "days";
  private static final List<String> EVENTS = List.of(WINDOW, CODES, VIA, UNKNOWN);
  private static final List<String> STATES = List.of(CODES, VIA, UNKNOWN);
  private static final List<String> NUMBERS = List.of(WINDOW, CODES, VIA, UNKNOWN, OP, "number");
  private static final List<String> PAIRS = List.of(WINDOW, CODES, VIA, UNKNOWN, DAYS);

  /** Words that stand beside those that make a rule. */
  static final List<String> BESIDE = List.of(WINDOW, CODES, VIA, UNKNOWN, DAYS, OP, "number", "of");

  /** The word that makes a rule, with those that may stand beside it. */
  static final Map<String, List<String>> RULES =
      Map.ofEntries(
          Map.entry("exists", EVENTS),
          Map.entry("none", EVENTS),
          Map.entry("count", NUMBERS),
          Map.entry("sum", NUMBERS),
          Map.entry("ongoing", STATES),
          Map.entry("first", EVENTS),
          Map.entry("last", EVENTS),
          Map.entry("before", PAIRS),
          Map.entry("after", PAIRS),
          Map.entry("within", PAIRS),
          Map.entry("all", List.of(UNKNOWN)),
          Map.entry("any", List.of(UNKNOWN)),
          Map.entry("at_least", List.of(UNKNOWN, "of")),
          Map.entry("not", List.of(UNKNOWN)),
          Map.entry("age", List.of(UNKNOWN)),
          Map.entry("sex", List.of(UNKNOWN)),
          Map.entry("area", List.of(UNKNOWN)),
          Map.entry("resident_days", List.of(UNKNOWN)));
}
