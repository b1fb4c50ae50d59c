package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Features by the words in which a planner reads a reason: "emergency visits" for every window in
 * which they are counted. What a group contributes is the sum over its features; no feature is in
 * two groups, so that sums stay exact.
 *
 * @param groupOf by feature, or by the column of a table from which features were made, its group;
 *     a feature that is not named is a group of its own
 */
public record ReasonGroups(Map<String, String> groupOf) {
  /** Every column of a table by itself, with all the marks that were made of it. */
  public static final ReasonGroups BY_COLUMN = new ReasonGroups(Map.of());

  private static final List<String> MADE = List.of("=", " begins ", " is missing");

  /**
   * One reason.
   *
   * @param effect what the group adds to the log-odds; below 0 it lowers the risk
   */
  public record Reason(String group, double effect) {}

  public ReasonGroups {
    groupOf = Map.copyOf(groupOf);
    for (String group : groupOf.values()) {
      require(!group.isBlank(), "a reason group needs a name");
    }
  }

  /** The group of a feature. */
  public String of(String feature) {
    String declared = groupOf.get(feature);
    if (declared != null) {
      return declared;
    }
    int end = feature.length();
    for (String sign : MADE) {
      int at = feature.indexOf(sign);
      end = at > 0 ? Math.min(end, at) : end;
    }
    String column = feature.substring(0, end);
    return groupOf.getOrDefault(column, column);
  }

  /**
   * The groups that move one row most, the strongest first; of equal ones the earlier feature's.
   *
   * @param contributions one for each feature, perhaps with the rest behind
   */
  public List<Reason> strongest(List<String> features, double[] contributions, int most) {
    Map<String, Double> sums = new LinkedHashMap<>();
    for (int feature = 0; feature < features.size(); feature++) {
      if (contributions[feature] != 0) {
        sums.merge(of(features.get(feature)), contributions[feature], Double::sum);
      }
    }
    return sums.entrySet().stream()
        .filter(each -> each.getValue() != 0)
        .map(each -> new Reason(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingDouble((Reason each) -> -Math.abs(each.effect())))
        .limit(most)
        .toList();
  }
}
