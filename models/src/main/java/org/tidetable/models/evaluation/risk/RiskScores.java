package org.tidetable.models.evaluation.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good risks are, with 95 % intervals that resample persons, not rows. What is undefined, for
 * example AUROC where nobody has the outcome, is empty.
 *
 * @param auroc chance that a row with the outcome has the higher risk; ties count half
 * @param averagePrecision area under precision and recall, as steps
 * @param brier mean squared error of the probabilities; 0 is best
 * @param slope of outcomes on the log-odds of the risk; 1 is ideal, below 1 too extreme
 * @param intercept of the same fit; 0 is ideal
 * @param observedOverExpected outcomes that came for each one expected
 * @param atShares what a list of the highest risks would hold
 * @param tenths the calibration table; counts of people, to be protected before publication
 */
public record RiskScores(
    int rows,
    int outcomes,
    Measure auroc,
    Measure averagePrecision,
    Measure brier,
    Measure slope,
    Measure intercept,
    Measure observedOverExpected,
    List<AtShare> atShares,
    List<Tenth> tenths) {

  /** The shares of a list that are always looked at: 1, 5 and 10 %. */
  public static final List<Double> SHARES = List.of(0.01, 0.05, 0.10);

  /** Resamples behind an interval, unless told otherwise. */
  public static final int RESAMPLES = 200;

  /** A score with its 95 % interval; empty where undefined. */
  public record Measure(OptionalDouble value, OptionalDouble lower, OptionalDouble upper) {}

  /**
   * A list of the highest risks.
   *
   * @param share of all rows, over 0 to 1
   * @param threshold the least risk on the list
   * @param predictiveValue share of the list that has the outcome
   * @param sensitivity share of all outcomes that is on the list
   */
  public record AtShare(
      double share, OptionalDouble threshold, Measure predictiveValue, Measure sensitivity) {}

  /** A tenth of the rows by risk, from 1 (lowest) to 10. */
  public record Tenth(int tenth, int rows, double predicted, int outcomes, double observed) {}

  public RiskScores {
    atShares = List.copyOf(atShares);
    tenths = List.copyOf(tenths);
  }

  /** The scores at the usual shares, with the usual number of resamples. */
  public static RiskScores of(
      double[] probabilities, boolean[] outcomes, String[] persons, long seed) {
    return of(Tested.of(probabilities, outcomes, persons), SHARES, RESAMPLES, seed);
  }

  /** The scores at those shares, each row counted once. */
  public static RiskScores of(
      double[] probabilities,
      boolean[] outcomes,
      String[] persons,
      List<Double> shares,
      int resamples,
      long seed) {
    return of(Tested.of(probabilities, outcomes, persons), shares, resamples, seed);
  }

  /** The scores at the usual shares, rows counted by their weights. */
  public static RiskScores of(Tested tested, long seed) {
    return of(tested, SHARES, RESAMPLES, seed);
  }

  /**
   * The scores.
   *
   * @param tested the rows of a person are resampled together
   * @param shares each over 0 to 1
   * @param resamples 0 gives no intervals
   */
  public static RiskScores of(Tested tested, List<Double> shares, int resamples, long seed) {
    for (double share : shares) {
      require(share > 0 && share <= 1, "a share must be over 0 and up to 1, but was %s", share);
    }
    for (double probability : tested.risks()) {
      require(probability >= 0 && probability <= 1, "a probability must lie within 0 to 1");
    }
    WeightedRisks risks = new WeightedRisks(tested.risks(), tested.outcomes());
    risks.startAt(risks.sorted(tested.weights()));
    Measure[] measures =
        new PersonDraws(tested.persons(), tested.weights(), resamples, seed)
            .measure(weights -> risks.scores(risks.sorted(weights), shares));
    List<AtShare> atShares = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      double share = shares.get(i);
      atShares.add(
          new AtShare(share, risks.threshold(share), measures[6 + 2 * i], measures[7 + 2 * i]));
    }
    return new RiskScores(
        tested.rows(),
        tested.yes(),
        measures[0],
        measures[1],
        measures[2],
        measures[3],
        measures[4],
        measures[5],
        atShares,
        risks.tenths());
  }

  /** Persons as numbers from 0, in the order in which they come. */
  static int[] numbered(String[] persons) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] numbered = new int[persons.length];
    for (int row = 0; row < persons.length; row++) {
      int next = numbers.size();
      Integer known = numbers.putIfAbsent(persons[row], next);
      numbered[row] = known == null ? next : known;
    }
    return numbered;
  }
}
