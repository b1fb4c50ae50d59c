package org.tidetable.models.evaluation.risk;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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

  /** Names of groups are published: one of fewer tested people would tell of them. */
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

  /**
   * The groups of tested rows as they are judged: those of few people as one.
   *
   * @param persons who each row is about
   */
  public static String[] merged(String[] groups, String[] persons) {
    Set<String> large = large(groups, persons);
    return Arrays.stream(groups)
        .map(group -> large.contains(group) ? group : SMALL)
        .toArray(String[]::new);
  }

  /**
   * The groups of tested rows, some of them as one unless each of these has enough people: where
   * only one group is small, the others tell which.
   *
   * @param persons who each row is about
   * @param parts the groups that may become one
   * @param whole its name
   */
  public static String[] together(
      String[] groups, String[] persons, Set<String> parts, String whole) {
    return large(groups, persons).containsAll(parts)
        ? groups
        : Arrays.stream(groups)
            .map(group -> parts.contains(group) ? whole : group)
            .toArray(String[]::new);
  }

  private static Set<String> large(String[] groups, String[] persons) {
    Map<String, Set<String>> people = new HashMap<>();
    for (int row = 0; row < groups.length; row++) {
      people.computeIfAbsent(groups[row], any -> new HashSet<>()).add(persons[row]);
    }
    people.values().removeIf(each -> each.size() < FEWEST);
    return people.keySet();
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
