package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Corrects probabilities on the scale of log-odds: {@code intercept + slope * logit(p)}.
 *
 * <p>Source: Cox (1958), Two further applications of a model for binary regression.
 *
 * @param slope more than 0; below 1 when predictions were too extreme
 */
public record LogisticCalibration(double intercept, double slope) implements Calibration {
  public LogisticCalibration {
    require(
        Double.isFinite(intercept) && Double.isFinite(slope),
        "a calibration is finite, but was %s and %s",
        intercept,
        slope);
  }

  /**
   * The correction that fits outcomes best, or empty where it is undefined: one outcome only, equal
   * probabilities, or perfect separation.
   *
   * @param weights of the rows, 0 or more
   */
  public static Optional<LogisticCalibration> fit(
      double[] probabilities, boolean[] outcomes, double[] weights) {
    return new CalibrationLine(probabilities, outcomes).fit(weights);
  }

  /** The correction of the level alone; its slope is 1. */
  public static Optional<LogisticCalibration> intercept(
      double[] probabilities, boolean[] outcomes, double[] weights) {
    return interceptFit(probabilities, outcomes, weights)
        .map(fit -> new LogisticCalibration(fit.coefficients()[0], 1));
  }

  static Optional<LogisticFit> likelihoodFit(
      double[] probabilities, boolean[] outcomes, double[] weights) {
    double[][] columns = {ones(probabilities.length), logits(probabilities)};
    return LogisticFit.of(columns, new double[probabilities.length], outcomes, weights);
  }

  static Optional<LogisticFit> interceptFit(
      double[] probabilities, boolean[] outcomes, double[] weights) {
    double[][] columns = {ones(probabilities.length)};
    return LogisticFit.of(columns, logits(probabilities), outcomes, weights);
  }

  static double[] logits(double[] probabilities) {
    return Arrays.stream(probabilities).map(LogOdds::of).toArray();
  }

  static double[] ones(int rows) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public double apply(double probability) {
    return LogOdds.probability(intercept + slope * LogOdds.of(probability));
  }

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public <T> T fold(
      Function<LogisticCalibration, T> logistic,
      Function<BetaCalibration, T> beta,
      Function<IsotonicCalibration, T> isotonic,
      Function<UpdatedCalibration, T> updated,
      T none) {
    return logistic.apply(this);
  }

  /** A logistic correction is a line in the log-odds: every feature keeps its share. */
  @Override
  public void explain(double[] contributions) {
    for (int i = 0; i < contributions.length; i++) {
      contributions[i] *= slope;
    }
    contributions[contributions.length - 1] += intercept;
  }
}
