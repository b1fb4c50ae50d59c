package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found.
 *
 * @param looked number of columns that were looked at
 * @param refused leaks for which no model may be made
 * @param leftOut leaks of columns that are no features anyway
 * @param accepted strong features that stay, by name, each with its figure and the reason given
 * @param noted what refuses nothing and must be known: sentences without their full stops
 */
public record LeakReport(
    int looked,
    List<Finding> refused,
    List<Finding> leftOut,
    Map<String, String> accepted,
    List<String> noted) {

  public LeakReport {
    refused = List.copyOf(refused);
    leftOut = List.copyOf(leftOut);
    accepted = Map.copyOf(accepted);
    noted = List.copyOf(noted);
  }

  /** The same with a sentence that must be known. */
  LeakReport noting(Optional<String> sentence) {
    return new LeakReport(looked, refused, leftOut, accepted, sentence.stream().toList());
  }

  /** Parts findings into those that refuse, those of columns left out, and those accepted. */
  static LeakReport of(
      int looked, List<Finding> found, Map<String, String> reasons, Map<String, String> without) {
    List<Finding> refused = new ArrayList<>();
    List<Finding> leftOut = new ArrayList<>();
    Map<String, String> accepted = new TreeMap<>();
    for (Finding each : found) {
      String reason = reasons.getOrDefault(each.feature(), "");
      if (without.containsKey(each.feature())) {
        leftOut.add(each);
      } else if (each.kind().acceptable() && !reason.isEmpty()) {
        accepted.put(each.feature(), each.figure() + "; accepted because: " + reason);
      } else {
        refused.add(each);
      }
    }
    return new LeakReport(looked, refused, leftOut, accepted, List.of());
  }

  /** Whether a model may be made. */
  public boolean clean() {
    return refused.isEmpty();
  }

  /** Everything that refuses, in words; empty when there is nothing. */
  public String refusal() {
    String each = refused.stream().map(Finding::sentence).collect(Collectors.joining("\n  "));
    return refused.isEmpty()
        ? ""
        : (refused.size() == 1 ? "a leak:\n  " : refused.size() + " leaks:\n  ") + each;
  }

  /** What a card says of the search: sentences without their full stops. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Leaks were looked for in "
            + looked
            + " columns (copies of the outcome, values known too late, single strong features,"
            + " keys, dates, order of rows, repeated persons, statistics of the outcome, gaps): "
            + (clean() ? "none stands" : refused.size() + " stand"));
    leftOut.forEach(
        each ->
            lines.add(
                "No feature: \""
                    + each.feature()
                    + "\" "
                    + each.figure()
                    + ", "
                    + each.kind().words()));
    new TreeMap<>(accepted)
        .forEach((name, why) -> lines.add("Kept though strong: \"" + name + "\" " + why));
    lines.addAll(noted);
    return lines;
  }
}
