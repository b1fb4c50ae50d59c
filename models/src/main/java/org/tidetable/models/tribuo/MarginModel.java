package org.tidetable.models.tribuo;

import org.tidetable.models.matrix.FeatureMatrix;

/** A model whose probabilities are log-odds first, which may be added up. */
interface MarginModel extends TribuoModel {

  /** The log-odds of each row. */
  double[] margins(FeatureMatrix matrix);

  @Override
  default double[] predict(FeatureMatrix matrix) {
    double[] probabilities = margins(matrix);
    for (int row = 0; row < probabilities.length; row++) {
      probabilities[row] = 1 / (1 + Math.exp(-probabilities[row]));
    }
    return probabilities;
  }
}
