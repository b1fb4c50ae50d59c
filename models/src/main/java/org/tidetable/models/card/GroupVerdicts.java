package org.tidetable.models.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.models.evaluation.risk.RiskWorth;
import org.tidetable.models.evaluation.risk.UseVerdict;

/**
 * For whom a risk came true, as it may be read by anyone: names of groups and verdicts, no number
 * of people.
 *
 * @param use what the verdicts come to, see {@link UseVerdict.Use#words}
 * @param verdicts everybody first, then groups; groups of few people are not among them
 */
public record GroupVerdicts(String use, List<Verdict> verdicts) {
  /** Groups of fewer people are not named. */
  public static final int LEAST = 10;

  /** One group and the verdict of its gate. */
  public record Verdict(String attribute, String group, GroupGate.Status status) {}

  public GroupVerdicts {
    verdicts = List.copyOf(verdicts);
  }

  /** The verdicts of a validation. */
  public static GroupVerdicts of(RiskWorth worth) {
    return new GroupVerdicts(
        worth.verdict().use().words(),
        worth.gates().stream()
            .filter(gate -> gate.people() >= LEAST)
            .filter(gate -> gate.single() || gate.group().equals(GroupGate.EVERYBODY))
            .map(gate -> new Verdict(gate.attribute(), gate.group(), gate.status()))
            .toList());
  }

  /** Whether anybody may be listed by the risk. */
  public boolean usable() {
    return !use.equals(UseVerdict.Use.NOT_USABLE.words());
  }

  /** Whom it is withdrawn for, who was not assessed and for whom it came true, in sentences. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "By what came true in each group, the risk is "
            + use
            + (usable() ? "." : ": nobody is to be listed by it."));
    sentences.add(
        named(GroupGate.Status.WITHDRAWN)
            .map(groups -> "Withdrawn, so that none of them is listed: " + groups + ".")
            .orElse("Withdrawn for no group."));
    named(GroupGate.Status.NOT_ASSESSED)
        .map(
            groups ->
                "Not assessed, as fewer than "
                    + GroupGate.FEWEST
                    + " of each had the outcome: "
                    + groups
                    + ".")
        .ifPresent(sentences::add);
    named(GroupGate.Status.PASSED)
        .map(groups -> "It came true, but for chance, for: " + groups + ".")
        .ifPresent(sentences::add);
    return sentences;
  }

  /** The groups of a verdict by attribute; empty where there are none. */
  private Optional<String> named(GroupGate.Status status) {
    Map<String, List<String>> groups = new TreeMap<>();
    for (Verdict each : verdicts) {
      if (each.status() == status) {
        boolean all = each.group().equals(GroupGate.EVERYBODY);
        List<String> names =
            groups.computeIfAbsent(all ? "" : each.attribute(), any -> new ArrayList<>());
        if (!names.contains(each.group())) {
          names.add(each.group());
        }
      }
    }
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(
            groups.entrySet().stream()
                .map(
                    each ->
                        (each.getKey() + " ").replace('_', ' ').stripLeading()
                            + String.join(" / ", each.getValue()))
                .collect(Collectors.joining("; ")));
  }
}
