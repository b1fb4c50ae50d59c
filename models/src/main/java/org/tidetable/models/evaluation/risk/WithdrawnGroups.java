package org.tidetable.models.evaluation.risk;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * For whom gates withdrew a risk. People of a group that was too small to be judged by itself, or
 * that nobody of was tested, stand under the verdict on all small groups together.
 *
 * @param judged by attribute the groups that were judged
 * @param withdrawn by attribute those of them for which the risk is withdrawn
 */
public record WithdrawnGroups(Map<String, Set<String>> judged, Map<String, Set<String>> withdrawn) {

  /** The group of those whose own is small. */
  public static final String SMALL = "all small groups";

  /** Names of groups are published: one of fewer tested rows would tell of them. */
  private static final int FEWEST = 10;

  /** What a gate said of one group. */
  public record Verdict(String attribute, String group, GroupGate.Status status) {}

  public WithdrawnGroups {
    judged = Map.copyOf(judged);
    withdrawn = Map.copyOf(withdrawn);
  }

  /** From all verdicts, those that passed and those that could not be assessed included. */
  public static WithdrawnGroups of(Collection<Verdict> verdicts) {
    Map<String, Set<String>> judged = new HashMap<>();
    Map<String, Set<String>> withdrawn = new HashMap<>();
    for (Verdict each : verdicts) {
      judged.computeIfAbsent(each.attribute, any -> new HashSet<>()).add(each.group);
      if (each.status == GroupGate.Status.WITHDRAWN) {
        withdrawn.computeIfAbsent(each.attribute, any -> new HashSet<>()).add(each.group);
      }
    }
    return new WithdrawnGroups(judged, withdrawn);
  }

  /** The groups of tested rows as they are judged: those of few rows as one. */
  public static String[] merged(String[] groups) {
    Map<String, Integer> sizes = new TreeMap<>();
    for (String group : groups) {
      sizes.merge(group, 1, Integer::sum);
    }
    String[] merged = groups.clone();
    for (int row = 0; row < merged.length; row++) {
      if (sizes.getOrDefault(merged[row], 0) < FEWEST) {
        merged[row] = SMALL;
      }
    }
    return merged;
  }

  /** The name under which the people of a group were judged: its own, or that of all small ones. */
  public String judgedAs(String attribute, String group) {
    return judged.getOrDefault(attribute, Set.of()).contains(group) ? group : SMALL;
  }

  /** Whether the risk is withdrawn for the people of that group, whatever its size. */
  public boolean hold(String attribute, String group) {
    return withdrawn.getOrDefault(attribute, Set.of()).contains(judgedAs(attribute, group));
  }

  /** Whether the risk is withdrawn for everybody. */
  public boolean everybody() {
    return withdrawn.values().stream().anyMatch(each -> each.contains(GroupGate.EVERYBODY));
  }
}
