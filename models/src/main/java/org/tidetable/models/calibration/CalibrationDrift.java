package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.Optional;

/**
 * How much less extreme risks must be to hold for a time to come, as far as one step from earlier
 * rows to later ones tells. The level is left alone: it moves to either side from one time to the
 * next, while the slope mostly falls, for what was learnt of one time holds a little less in
 * another. The change is drawn towards none: seen without error it counts half, as if another step
 * had changed nothing; seen on few outcomes it counts less.
 */
public final class CalibrationDrift {
  /** Fewer outcomes than this tell of no change. */
  static final int FEWEST = 100;

  /** The spread of slopes over true steps of time. */
  private static final double SPREAD = 0.15;

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
    int yes = 0;
    for (boolean outcome : outcomes) {
      yes += outcome ? 1 : 0;
    }
    if (Math.min(yes, outcomes.length - yes) < FEWEST) {
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
    double middle = Arrays.stream(LogisticCalibration.logits(risks)).average().orElse(0);
    return Optional.of(new LogisticCalibration(middle * (1 - slope), slope));
  }
}
