package org.tidetable.models.risk;

import org.tidetable.models.calibration.Calibration;
import org.tidetable.models.calibration.CalibrationChoice;
import org.tidetable.models.calibration.CalibrationDrift;
import org.tidetable.models.calibration.UpdatedCalibration;

/**
 * A model, and what models of its making say of rows that they had not learnt from.
 *
 * @param folds rows of persons that were held out in turn
 * @param later rows of the last times by what earlier rows of other persons teach; none where times
 *     are not known
 * @param calibrated the risks of {@code folds}, calibrated as the model is, but for what changes
 *     with time
 */
public record RiskFit(RiskModel model, HeldOut folds, HeldOut later, double[] calibrated) {

  /**
   * The fit whose calibration follows from what was held out.
   *
   * @param raw the model without a calibration
   * @param sample the rows that the places in {@code folds} and {@code later} mean
   */
  static RiskFit calibrated(RiskModel raw, HeldOut folds, HeldOut later, RiskSample sample) {
    Calibration today =
        CalibrationChoice.learn(
            folds.risks(),
            RiskSample.outcomes(sample.outcomes(), folds.rows()),
            sample.weights(folds.rows()));
    Calibration lasting =
        CalibrationDrift.learn(
                today.apply(later.risks()),
                RiskSample.outcomes(sample.outcomes(), later.rows()),
                sample.weights(later.rows()))
            .map(drift -> UpdatedCalibration.of(today, drift))
            .orElse(today);
    return new RiskFit(raw.calibrated(lasting), folds, later, today.apply(folds.risks()));
  }
}
