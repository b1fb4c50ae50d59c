package org.tidetable.models.calibration;

import java.util.function.Function;

/** Probabilities that come true as they are. */
public record NoCalibration() implements Calibration {
  @Override
  public double apply(double probability) {
    return probability;
  }

  @Override
  public String name() {
    return "none";
  }

  @Override
  public <T> T fold(
      Function<LogisticCalibration, T> logistic,
      Function<BetaCalibration, T> beta,
      Function<IsotonicCalibration, T> isotonic,
      Function<UpdatedCalibration, T> updated,
      T none) {
    return none;
  }

  @Override
  public void explain(double[] contributions) {
    // What is not corrected needs no sharing out.
  }
}
