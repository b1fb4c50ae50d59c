package org.tidetable.models.calibration;

import java.util.function.Function;

/**
 * A calibration learnt once, and the correction that newer people called for.
 *
 * @param before what corrected so far
 * @param update what corrects its results
 */
public record UpdatedCalibration(Calibration before, LogisticCalibration update)
    implements Calibration {

  /** The two in a row; two logistic ones are a single one. */
  public static Calibration of(Calibration before, LogisticCalibration update) {
    return before.fold(
        first ->
            new LogisticCalibration(
                update.intercept() + update.slope() * first.intercept(),
                update.slope() * first.slope()),
        beta -> new UpdatedCalibration(beta, update),
        isotonic -> new UpdatedCalibration(isotonic, update),
        twice ->
            new UpdatedCalibration(
                twice.before(), (LogisticCalibration) of(twice.update(), update)),
        (Calibration) update);
  }

  @Override
  public double apply(double probability) {
    return update.apply(before.apply(probability));
  }

  @Override
  public String name() {
    return before.name() + ", updated";
  }

  @Override
  public <T> T fold(
      Function<LogisticCalibration, T> logistic,
      Function<BetaCalibration, T> beta,
      Function<IsotonicCalibration, T> isotonic,
      Function<UpdatedCalibration, T> updated,
      T none) {
    return updated.apply(this);
  }
}
