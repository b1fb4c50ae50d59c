package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.List;
import java.util.Map;
import org.tidetable.models.calibration.Calibration;
import org.tidetable.models.calibration.LogisticCalibration;
import org.tidetable.models.calibration.UpdatedCalibration;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.matrix.Scaling;
import org.tidetable.models.tribuo.TribuoModel;

/**
 * Calibrated probabilities for people described by the columns of training. Any thread may ask.
 *
 * @param method the name of the method that made it
 * @param features the columns, in the order of training
 */
public record RiskModel(
    String method,
    List<String> features,
    Scaling scaling,
    TribuoModel predictor,
    Calibration calibration) {
  public RiskModel {
    features = List.copyOf(features);
    require(scaling.divisors().size() == features.size(), "a divisor for each feature");
  }

  /** The probability of the outcome for each row, 0 to 1. */
  public double[] probabilities(FeatureMatrix matrix) {
    double[] probabilities = predictor.predict(scaled(matrix));
    for (int row = 0; row < probabilities.length; row++) {
      probabilities[row] = calibration.apply(probabilities[row]);
    }
    return probabilities;
  }

  /**
   * For each row what each feature adds to the calibrated log-odds; the last number is the rest, so
   * that a row sums to the log-odds. Dense: ask for few rows.
   */
  public double[][] contributions(FeatureMatrix matrix) {
    double[][] contributions = predictor.contributions(scaled(matrix));
    for (double[] row : contributions) {
      calibration.explain(row);
    }
    return contributions;
  }

  /** The model with its probabilities corrected once more, as newer people called for. */
  public RiskModel updated(LogisticCalibration update) {
    return new RiskModel(
        method, features, scaling, predictor, UpdatedCalibration.of(calibration, update));
  }

  /** By feature: size of the weight of a scaled column, or mean gain of a split; 0 is left out. */
  public Map<String, Double> importance() {
    return predictor.importance();
  }

  private FeatureMatrix scaled(FeatureMatrix matrix) {
    require(
        matrix.names().equals(features),
        "the model was trained on %s columns, but other columns were given (%s)",
        features.size(),
        matrix.names().size());
    return scaling.apply(matrix);
  }
}
