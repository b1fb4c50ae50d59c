package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which calibration a model gets: the simplest that holds up. Candidates are none, logistic, beta
 * and, from enough outcomes on, isotonic. Each is judged by log loss on fifths of the rows that it
 * did not learn from; a less simple one must win by more than the standard error of its gain. A
 * slope that is off by chance alone so stays, and one that is surely off does not.
 */
public final class CalibrationChoice {
  /** Fewer outcomes than this cannot tell a bad calibration from chance. */
  static final int FEWEST = 100;

  /** Isotonic steps need more outcomes than this. */
  static final int ENOUGH_FOR_STEPS = 5000;

  private static final double LEAST_SLOPE = 0.05;
  private static final int FOLDS = 5;

  private CalibrationChoice() {}

  private interface Learner {
    Optional<? extends Calibration> learn(double[] risks, boolean[] outcomes, double[] weights);
  }

  /** As {@link #learn(double[], boolean[], double[])}, each row counted once. */
  public static Calibration learn(double[] heldOut, boolean[] outcomes) {
    return learn(heldOut, outcomes, LogisticCalibration.ones(outcomes.length));
  }

  /**
   * The calibration to use; none also where fewer than 100 rows have the outcome or are without it,
   * or where risks rank people the wrong way round.
   *
   * @param heldOut risks of rows that the model did not learn from
   * @param weights of the rows, 0 or more
   */
  public static Calibration learn(double[] heldOut, boolean[] outcomes, double[] weights) {
    require(
        heldOut.length == outcomes.length && weights.length == outcomes.length,
        "as many outcomes and weights as probabilities");
    Optional<LogisticCalibration> line = LogisticCalibration.fit(heldOut, outcomes, weights);
    if (rarer(outcomes) < FEWEST || line.isEmpty() || line.get().slope() < LEAST_SLOPE) {
      return Calibration.none();
    }
    List<Learner> learners = new ArrayList<>();
    learners.add((risks, seen, weight) -> Optional.of(Calibration.none()));
    learners.add(
        (risks, seen, weight) ->
            LogisticCalibration.fit(risks, seen, weight).filter(each -> each.slope() > 0));
    learners.add(BetaCalibration::fit);
    if (count(outcomes) > ENOUGH_FOR_STEPS) {
      learners.add(
          (risks, seen, weight) -> Optional.of(IsotonicCalibration.fit(risks, seen, weight)));
    }
    return best(learners, heldOut, outcomes, weights);
  }

  private static Calibration best(
      List<Learner> learners, double[] heldOut, boolean[] outcomes, double[] weights) {
    Learner chosen = learners.get(0);
    Optional<double[]> losses = losses(chosen, heldOut, outcomes, weights);
    for (Learner challenger : learners.subList(1, learners.size())) {
      Optional<double[]> others = losses(challenger, heldOut, outcomes, weights);
      if (others.isPresent() && (losses.isEmpty() || wins(losses.get(), others.get(), weights))) {
        chosen = challenger;
        losses = others;
      }
    }
    Optional<? extends Calibration> learned = chosen.learn(heldOut, outcomes, weights);
    return learned.isPresent() ? learned.get() : Calibration.none();
  }

  /** How many rows the rarer outcome has. */
  static int rarer(boolean[] outcomes) {
    int count = count(outcomes);
    return Math.min(count, outcomes.length - count);
  }

  private static int count(boolean[] outcomes) {
    int count = 0;
    for (boolean outcome : outcomes) {
      count += outcome ? 1 : 0;
    }
    return count;
  }

  /**
   * Whether the summed gain of the second, less log loss by row, is more than its standard error.
   */
  public static boolean wins(double[] first, double[] second, double[] weights) {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < first.length; row++) {
      double gain = weights[row] * (first[row] - second[row]);
      sum += gain;
      squares += gain * gain;
    }
    return sum > Math.sqrt(squares);
  }

  /** The log loss of each row by what the other four fifths teach; empty where one teaches none. */
  private static Optional<double[]> losses(
      Learner learner, double[] heldOut, boolean[] outcomes, double[] weights) {
    double[] losses = new double[outcomes.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      double[] others = weights.clone();
      for (int row = 0; row < others.length; row++) {
        others[row] = fold(row) == fold ? 0 : others[row];
      }
      Optional<? extends Calibration> learned = learner.learn(heldOut, outcomes, others);
      if (learned.isEmpty()) {
        return Optional.empty();
      }
      for (int row = 0; row < losses.length; row++) {
        if (fold(row) == fold) {
          losses[row] = LogOdds.loss(learned.get().apply(heldOut[row]), outcomes[row]);
        }
      }
    }
    return Optional.of(losses);
  }

  /** Rows that follow one another, as those of one person do, go into one fold. */
  private static int fold(int row) {
    long block = row / 8;
    return (int) Long.remainderUnsigned((block * 0x9e3779b97f4a7c15L) >>> 7, FOLDS);
  }
}
