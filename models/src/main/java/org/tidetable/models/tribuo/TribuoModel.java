package org.tidetable.models.tribuo;

import java.util.Map;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.matrix.Predictor;

/** A trained model of a yes-or-no outcome: it predicts probabilities, not yet calibrated. */
public interface TribuoModel extends Predictor {

  /**
   * For each row what each column adds to the log-odds; the last number of a row is what remains,
   * so that a row sums to the log-odds. Linear models are exact, trees give Shapley values. The
   * answer is dense: ask for few rows.
   *
   * @param usual by column where a linear model adds nothing; trees take no notice of it
   */
  double[][] contributions(FeatureMatrix matrix, double[] usual);

  /** Class names, hyper-parameters and versions; neither paths nor times. */
  Map<String, String> provenance();
}
