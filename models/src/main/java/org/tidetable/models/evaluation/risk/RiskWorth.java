package org.tidetable.models.evaluation.risk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the risks of a validation are worth, and for whom they may be used.
 *
 * @param calibration of the chosen method
 * @param gates everybody first, then groups
 * @param capacity what lists hold, for each method and rival
 * @param netBenefit of acting, for each method and rival
 */
public record RiskWorth(
    CalibrationFigures calibration,
    List<GroupGate> gates,
    UseVerdict verdict,
    Map<String, List<Capacity>> capacity,
    NetBenefit netBenefit) {

  private static final double LISTED = 0.05;

  public RiskWorth {
    gates = List.copyOf(gates);
    capacity = new LinkedHashMap<>(capacity);
  }

  /**
   * The worth of what was tested.
   *
   * @param attributes for each its group of every row tested; those of few people are judged
   *     together
   * @param caseloads lists to look at beside the usual ones
   */
  public static RiskWorth of(
      RiskValidation.Report report,
      Map<String, String[]> attributes,
      List<Integer> caseloads,
      long seed) {
    Map<String, String[]> judged = new TreeMap<>();
    String[] persons = report.observed().persons();
    attributes.forEach((name, groups) -> judged.put(name, WithdrawnGroups.merged(groups, persons)));
    List<GroupGate> gates = GroupGate.of(report.observed(), judged, LISTED);
    Map<String, List<Capacity>> capacity = new LinkedHashMap<>();
    for (RiskValidation.Result result : report.results()) {
      capacity.put(result.method(), Capacity.of(report.tested(result.method()), caseloads, seed));
    }
    return new RiskWorth(
        CalibrationFigures.of(report.observed()),
        gates,
        UseVerdict.of(gates, report.shuffled().passed()),
        capacity,
        report.netBenefit());
  }

  /** For whom the risk is withdrawn. */
  public WithdrawnGroups withdrawn() {
    return WithdrawnGroups.of(
        gates.stream()
            .filter(GroupGate::single)
            .map(gate -> new WithdrawnGroups.Verdict(gate.attribute(), gate.group(), gate.status()))
            .toList());
  }

  /**
   * For each row the groups for which the risk is withdrawn, in words; empty where it is not.
   *
   * @param attributes by name the group of each row: of rows that were not tested, as it was given
   */
  public String[] withdrawn(Map<String, String[]> attributes, int rows) {
    WithdrawnGroups withdrawn = withdrawn();
    String[] words = new String[rows];
    java.util.Arrays.fill(words, "");
    new TreeMap<>(attributes)
        .forEach(
            (attribute, groups) -> {
              for (int row = 0; row < rows; row++) {
                if (withdrawn.hold(attribute, groups[row])) {
                  words[row] +=
                      (words[row].isEmpty() ? "" : "; ")
                          + attribute
                          + " "
                          + withdrawn.judgedAs(attribute, groups[row]);
                }
              }
            });
    return words;
  }
}
