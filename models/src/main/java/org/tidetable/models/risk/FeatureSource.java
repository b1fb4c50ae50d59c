package org.tidetable.models.risk;

import org.tidetable.models.matrix.FeatureMatrix;

/** Rows that become numbers only once it is said from which of them to learn how. */
public interface FeatureSource {

  /** Learns names, categories and the like from those rows, and from no other. */
  Encoding learn(int[] trainingRows);

  /** Turns rows of the source into numbers, in the given order. */
  interface Encoding {
    FeatureMatrix encode(int[] rows);
  }

  /** A source whose rows are numbers already: there is nothing to learn. */
  static FeatureSource of(FeatureMatrix matrix) {
    return trainingRows -> matrix::select;
  }
}
