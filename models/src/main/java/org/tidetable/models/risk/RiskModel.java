package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.List;
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
 * @param rates numbers that stand for columns of many categories, behind the features
 */
public record RiskModel(
    String method,
    List<String> features,
    Scaling scaling,
    TribuoModel predictor,
    Calibration calibration,
    CategoryRates rates) {
  public RiskModel {
    features = List.copyOf(features);
    require(scaling.divisors().size() == features.size(), "a divisor for each feature");
  }

  /** A model that is not calibrated yet. */
  static RiskModel raw(
      String method,
      List<String> features,
      Scaling scaling,
      TribuoModel predictor,
      CategoryRates rates) {
    return new RiskModel(method, features, scaling, predictor, Calibration.none(), rates);
  }

  /** The same with that calibration. */
  RiskModel calibrated(Calibration other) {
    return new RiskModel(method, features, scaling, predictor, other, rates);
  }

  /** The probability of the outcome for each row, 0 to 1. */
  public double[] probabilities(FeatureMatrix matrix) {
    double[] probabilities = predictor.predict(prepared(matrix));
    for (int row = 0; row < probabilities.length; row++) {
      probabilities[row] = calibration.apply(probabilities[row]);
    }
    return probabilities;
  }

  /**
   * For each row what each feature adds to the calibrated log-odds; the last number is the rest, so
   * that a row sums to the log-odds. Dense: ask for few rows.
   *
   * @param usual by feature its mean over the people with whom a row is compared: what is linear
   *     adds nothing there. Trees are compared with those whom they learnt from
   */
  public double[][] contributions(FeatureMatrix matrix, double[] usual) {
    require(usual.length == features.size(), "a mean for each feature");
    double[] there = new double[rates.names(features).size()];
    for (int feature = 0; feature < usual.length; feature++) {
      there[feature] = usual[feature] / scaling.divisors().get(feature);
    }
    double[][] contributions = rates.fold(predictor.contributions(prepared(matrix), there), matrix);
    for (double[] row : contributions) {
      calibration.explain(row);
    }
    return contributions;
  }

  /**
   * For each row the groups of features that move its log-odds most, the strongest first.
   *
   * @param usual as {@link #contributions} takes it
   */
  public List<List<ReasonGroups.Reason>> reasons(
      FeatureMatrix matrix, double[] usual, ReasonGroups groups, int most) {
    List<List<ReasonGroups.Reason>> reasons = new ArrayList<>();
    for (double[] row : contributions(matrix, usual)) {
      reasons.add(groups.strongest(features, row, most));
    }
    return reasons;
  }

  /** The model with its probabilities corrected once more, as newer people called for. */
  public RiskModel updated(LogisticCalibration update) {
    return calibrated(UpdatedCalibration.of(calibration, update));
  }

  private FeatureMatrix prepared(FeatureMatrix matrix) {
    require(
        matrix.names().equals(features),
        "the model was trained on %s columns, but other columns were given (%s)",
        features.size(),
        matrix.names().size());
    return rates.apply(scaling.apply(matrix));
  }
}
