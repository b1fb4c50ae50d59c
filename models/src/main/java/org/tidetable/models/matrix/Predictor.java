package org.tidetable.models.matrix;

/** Maps every row of a matrix with the columns that it was trained on to one number. */
public interface Predictor {

  /** One number for each row, in the order of the rows. */
  double[] predict(FeatureMatrix matrix);

  /** The trained model in Tribuo's own protobuf format, provenance included. */
  byte[] serialized();
}
