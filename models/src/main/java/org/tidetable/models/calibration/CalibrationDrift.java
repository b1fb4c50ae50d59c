package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Optional;

/**
 * How much less extreme risks must be to hold for a time to come, as far as one step from earlier
 * rows to later ones tells. The mean risk is left alone: it moves to either side from one time to
 * the next, while the slope mostly falls, for what was learnt of one time holds a little less in
 * another. The change is drawn towards none: seen without error it counts half, as if another step
 * had changed nothing; seen on few outcomes it counts less.
 */
public final class CalibrationDrift {
  /** Fewer outcomes than this tell of no change. */
  static final int FEWEST = 100;

  /** The spread of slopes over true steps of time. */
  private static final double SPREAD = 0.15;

  /** No log-odds lie farther from 0. */
  private static final double FARTHEST = 25;

  private static final int HALVINGS = 50;

  private CalibrationDrift() {}

  /**
   * The change, or empty where nothing changes.
   *
   * @param risks of later rows, by what earlier rows taught, calibrated among the earlier ones
   * @param weights of the rows, 0 or more
   */
  public static Optional<LogisticCalibration> learn(
      double[] risks, boolean[] outcomes, double[] weights) {
    require(
        risks.length == outcomes.length && weights.length == outcomes.length,
        "as many outcomes and weights as probabilities");
    if (CalibrationChoice.rarer(outcomes) < FEWEST) {
      return Optional.empty();
    }
    Optional<LogisticFit> level = LogisticCalibration.interceptFit(risks, outcomes, weights);
    Optional<LogisticFit> line = LogisticCalibration.likelihoodFit(risks, outcomes, weights);
    if (level.isEmpty() || line.isEmpty() || line.get().coefficients()[1] <= 0) {
      return Optional.empty();
    }
    double change = line.get().coefficients()[1] - 1;
    // Twice the gain of the log likelihood is the square of the change over its standard error.
    double chi = 2 * (line.get().logLikelihood() - level.get().logLikelihood());
    if (!(chi > 0)) {
      return Optional.empty();
    }
    double error = change * change / chi;
    double slope = 1 + change * SPREAD * SPREAD / (2 * SPREAD * SPREAD + error);
    double intercept = keepingLevel(LogisticCalibration.logits(risks), weights, slope);
    return Optional.of(new LogisticCalibration(intercept, slope));
  }

  /** The intercept with which the mean risk is as before; it rises with it, so halving finds it. */
  private static double keepingLevel(double[] logits, double[] weights, double slope) {
    double before = meanRisk(logits, weights, 0, 1);
    double low = -FARTHEST;
    double high = FARTHEST;
    for (int step = 0; step < HALVINGS; step++) {
      double middle = (low + high) / 2;
      if (meanRisk(logits, weights, middle, slope) < before) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double meanRisk(
      double[] logits, double[] weights, double intercept, double slope) {
    double sum = 0;
    double total = 0;
    for (int row = 0; row < logits.length; row++) {
      sum += weights[row] * LogOdds.probability(intercept + slope * logits[row]);
      total += weights[row];
    }
    return sum / total;
  }
}
