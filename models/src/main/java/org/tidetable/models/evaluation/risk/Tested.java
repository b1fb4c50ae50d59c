package org.tidetable.models.evaluation.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.tidetable.models.risk.RiskSample;

/**
 * Risks of people that a model did not learn from, beside what came. Callers do not write to the
 * arrays that they hand over.
 *
 * @param risks each within 0 to 1
 * @param persons who each row is about; never shown, only resampled together
 * @param weights of the rows, 0 or more: who stays in view stands for those who left
 */
public record Tested(double[] risks, boolean[] outcomes, String[] persons, double[] weights) {
  public Tested {
    require(
        risks.length == outcomes.length
            && persons.length == outcomes.length
            && weights.length == outcomes.length,
        "%s risks, %s outcomes, %s persons and %s weights: these must agree",
        risks.length,
        outcomes.length,
        persons.length,
        weights.length);
  }

  /** Every row counted once. */
  public static Tested of(double[] risks, boolean[] outcomes, String[] persons) {
    double[] weights = new double[outcomes.length];
    Arrays.fill(weights, 1);
    return new Tested(risks, outcomes, persons, weights);
  }

  /** The same people, as another model sees them. */
  public Tested with(double[] others) {
    return new Tested(others, outcomes, persons, weights);
  }

  /** These rows, and others behind them. */
  Tested and(Tested others) {
    return new Tested(
        DoubleStream.concat(Arrays.stream(risks), Arrays.stream(others.risks)).toArray(),
        joined(outcomes, others.outcomes),
        Stream.concat(Arrays.stream(persons), Arrays.stream(others.persons)).toArray(String[]::new),
        DoubleStream.concat(Arrays.stream(weights), Arrays.stream(others.weights)).toArray());
  }

  private static boolean[] joined(boolean[] first, boolean[] second) {
    boolean[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** Those rows, in that order. */
  public Tested select(int[] rows) {
    double[] risk = new double[rows.length];
    double[] weight = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      risk[i] = risks[rows[i]];
      weight[i] = weights[rows[i]];
    }
    return new Tested(
        risk, RiskSample.outcomes(outcomes, rows), RiskSample.persons(persons, rows), weight);
  }

  /** How many rows there are. */
  public int rows() {
    return risks.length;
  }

  /** How many rows have the outcome, not weighted. */
  public int yes() {
    int count = 0;
    for (boolean outcome : outcomes) {
      count += outcome ? 1 : 0;
    }
    return count;
  }

  /** Which rows have the highest risks: that many, the highest first; of equals the earlier. */
  public int[] highest(int count) {
    return java.util.stream.IntStream.range(0, risks.length)
        .boxed()
        .sorted(java.util.Comparator.comparingDouble((Integer row) -> -risks[row]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
