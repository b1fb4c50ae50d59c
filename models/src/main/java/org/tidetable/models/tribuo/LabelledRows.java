package org.tidetable.models.tribuo;

import static org.tidetable.models.vocabulary.Require.require;

import org.tidetable.models.matrix.FeatureMatrix;

/**
 * Rows to learn from. Callers do not write to the arrays that they hand over.
 *
 * @param outcomes whether the outcome happened, by row
 * @param weights how much each row counts, 0 or more and finite
 */
public record LabelledRows(FeatureMatrix features, boolean[] outcomes, float[] weights) {
  public LabelledRows {
    require(
        features.rows() == outcomes.length,
        "%s rows but %s outcomes",
        features.rows(),
        outcomes.length);
    require(outcomes.length == weights.length, "as many weights as rows");
    for (float weight : weights) {
      require(weight >= 0 && Float.isFinite(weight), "a weight must be 0 or more and finite");
    }
  }

  /** Rows that all count the same. */
  public static LabelledRows equal(FeatureMatrix features, boolean[] outcomes) {
    float[] ones = new float[outcomes.length];
    java.util.Arrays.fill(ones, 1);
    return new LabelledRows(features, outcomes, ones);
  }

  /** Whether every row counts 1. */
  boolean unweighted() {
    for (float weight : weights) {
      if (weight != 1) {
        return false;
      }
    }
    return true;
  }

  /** The weighted share of rows with the outcome. */
  double rate() {
    double yes = 0;
    double all = 0;
    for (int row = 0; row < weights.length; row++) {
      yes += outcomes[row] ? weights[row] : 0;
      all += weights[row];
    }
    return yes / all;
  }

  /** Throws where there is no feature, or one outcome only. */
  LabelledRows checked() {
    require(!features.names().isEmpty(), "there is no feature to train on");
    double rate = rate();
    require(
        rate > 0 && rate < 1,
        "all %s training rows have the same outcome; a risk needs both outcomes",
        outcomes.length);
    return this;
  }
}
