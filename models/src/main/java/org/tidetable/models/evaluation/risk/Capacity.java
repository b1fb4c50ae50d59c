package org.tidetable.models.evaluation.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/**
 * What a list of so many people holds: what a service with that many places would find.
 *
 * @param places on the list
 * @param share of all rows
 * @param threshold the least risk on the list
 * @param predictiveValue share of the list that has the outcome
 * @param sensitivity share of all outcomes that is on the list
 */
public record Capacity(
    int places,
    double share,
    OptionalDouble threshold,
    Measure predictiveValue,
    Measure sensitivity) {

  /** Caseloads that are always looked at where there are ten times as many people. */
  public static final List<Integer> CASELOADS = List.of(50, 100, 250, 500, 1000);

  private static final int DRAWS = 200;
  private static final int TIMES = 10;

  /** The usual caseloads, those declared, and 1, 5 and 10 % of the rows; shortest list first. */
  public static List<Capacity> of(Tested tested, List<Integer> declared, long seed) {
    TreeMap<Integer, Double> lists = new TreeMap<>();
    int rows = tested.rows();
    for (int places : CASELOADS) {
      if (places <= rows / TIMES) {
        lists.put(places, (double) places / rows);
      }
    }
    for (int places : declared) {
      require(
          places >= 1 && places <= rows,
          "a caseload must be 1 to the %s people tested, but was %s",
          rows,
          places);
      lists.put(places, (double) places / rows);
    }
    for (double share : RiskScores.SHARES) {
      lists.put((int) Math.max(1, Math.rint(share * rows)), share);
    }
    List<Double> shares = List.copyOf(lists.values());
    WeightedRisks risks = new WeightedRisks(tested.risks(), tested.outcomes());
    Measure[] measures =
        new PersonDraws(tested.persons(), tested.weights(), DRAWS, seed)
            .measure(weights -> risks.lists(risks.sorted(weights), shares));
    List<Capacity> capacities = new ArrayList<>();
    int at = 0;
    for (int places : lists.keySet()) {
      capacities.add(
          new Capacity(
              places,
              shares.get(at),
              risks.threshold((double) places / rows),
              measures[2 * at],
              measures[2 * at + 1]));
      at++;
    }
    return capacities;
  }

  /** People to see for each true case: 1 or more; empty where the list holds none. */
  public Measure perTrueCase() {
    return new Measure(
        inverse(predictiveValue.value()),
        inverse(predictiveValue.upper()),
        inverse(predictiveValue.lower()));
  }

  /** The cost of each true case, in the unit of the cost of seeing one person. */
  public Measure costPerTrueCase(double costPerPerson) {
    Measure seen = perTrueCase();
    return new Measure(
        times(seen.value(), costPerPerson),
        times(seen.lower(), costPerPerson),
        times(seen.upper(), costPerPerson));
  }

  private static OptionalDouble inverse(OptionalDouble value) {
    return value.isPresent() && value.getAsDouble() > 0
        ? OptionalDouble.of(1 / value.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble times(OptionalDouble value, double factor) {
    return value.isPresent() ? OptionalDouble.of(factor * value.getAsDouble()) : value;
  }
}
