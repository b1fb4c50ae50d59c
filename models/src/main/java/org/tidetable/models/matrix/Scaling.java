package org.tidetable.models.matrix;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.List;

/**
 * Divides each column by a number learned from training rows; nothing is centred, so absent stays
 * absent. Columns of 0 and 1 keep their unit: dividing a rare mark by its small spread would free
 * it from the penalty.
 *
 * @param divisors one for each column, more than 0
 */
public record Scaling(List<Double> divisors) {
  public Scaling {
    divisors = List.copyOf(divisors);
    for (double divisor : divisors) {
      require(divisor > 0 && Double.isFinite(divisor), "a divisor must be positive");
    }
  }

  /** Leaves every column as it is. */
  public static Scaling none(int columns) {
    return new Scaling(java.util.Collections.nCopies(columns, 1.0));
  }

  /** The standard deviation of each column that holds more than 0 and 1; else 1. */
  public static Scaling learn(FeatureMatrix training) {
    int columns = training.names().size();
    double[] sum = new double[columns];
    double[] squares = new double[columns];
    boolean[] marks = new boolean[columns];
    java.util.Arrays.fill(marks, true);
    for (int entry = 0; entry < training.entries(); entry++) {
      int column = training.column(entry);
      double value = training.value(entry);
      sum[column] += value;
      squares[column] += value * value;
      marks[column] &= value == 0 || value == 1;
    }
    Double[] divisors = new Double[columns];
    int rows = Math.max(1, training.rows());
    for (int column = 0; column < columns; column++) {
      double mean = sum[column] / rows;
      double deviation = Math.sqrt(Math.max(0, squares[column] / rows - mean * mean));
      divisors[column] = marks[column] || !(deviation > 1e-9) ? 1.0 : deviation;
    }
    return new Scaling(List.of(divisors));
  }

  /** The matrix with every entry divided. */
  public FeatureMatrix apply(FeatureMatrix matrix) {
    int[] starts = new int[matrix.rows() + 1];
    int[] columns = new int[matrix.entries()];
    float[] values = new float[matrix.entries()];
    for (int row = 0; row <= matrix.rows(); row++) {
      starts[row] = matrix.start(row);
    }
    for (int entry = 0; entry < values.length; entry++) {
      columns[entry] = matrix.column(entry);
      values[entry] = (float) (matrix.value(entry) / divisors.get(columns[entry]));
    }
    return new FeatureMatrix(matrix.names(), starts, columns, values);
  }
}
