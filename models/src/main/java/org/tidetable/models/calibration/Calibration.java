package org.tidetable.models.calibration;

import java.util.function.Function;

/** Corrects probabilities so that they come true as often as they say; never turns their order. */
public sealed interface Calibration
    permits NoCalibration,
        LogisticCalibration,
        BetaCalibration,
        IsotonicCalibration,
        UpdatedCalibration {

  /** Changes nothing. */
  static Calibration none() {
    return new NoCalibration();
  }

  /** One corrected probability. */
  double apply(double probability);

  /** What corrects, in a word for reports. */
  String name();

  /** One answer for each kind of calibration. */
  <T> T fold(
      Function<LogisticCalibration, T> logistic,
      Function<BetaCalibration, T> beta,
      Function<IsotonicCalibration, T> isotonic,
      Function<UpdatedCalibration, T> updated,
      T none);

  /** All corrected probabilities, in their order. */
  default double[] apply(double[] probabilities) {
    double[] corrected = new double[probabilities.length];
    for (int row = 0; row < corrected.length; row++) {
      corrected[row] = apply(probabilities[row]);
    }
    return corrected;
  }

  /**
   * Turns what features add to the raw log-odds into what they add to the corrected log-odds, in
   * place. The last number is the rest; the row sums to the log-odds before and after. The change
   * from the rest to the whole is shared in proportion, which is exact for a logistic correction
   * and is the Aumann-Shapley share of a sum under any other.
   */
  default void explain(double[] contributions) {
    int last = contributions.length - 1;
    double rest = contributions[last];
    double sum = 0;
    for (int i = 0; i < last; i++) {
      sum += contributions[i];
    }
    double base = LogOdds.of(apply(LogOdds.probability(rest)));
    double whole = LogOdds.of(apply(LogOdds.probability(rest + sum)));
    if (Math.abs(sum) < 1e-9) {
      contributions[last] = whole - sum;
      return;
    }
    double factor = (whole - base) / sum;
    for (int i = 0; i < last; i++) {
      contributions[i] *= factor;
    }
    contributions[last] = base;
  }
}
