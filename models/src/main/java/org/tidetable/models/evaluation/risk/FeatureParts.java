package org.tidetable.models.evaluation.risk;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.tidetable.models.matrix.FeatureMatrix;

/** A matrix with the entries of some columns only: columns without entries can gain no weight. */
final class FeatureParts {
  private FeatureParts() {}

  /** Only the columns that come of these features. */
  static FeatureMatrix only(FeatureMatrix matrix, List<String> kept) {
    boolean[] named = named(matrix, kept);
    return entries(matrix, column -> named[column]);
  }

  /** All columns but those that come of these features. */
  static FeatureMatrix without(FeatureMatrix matrix, List<String> left) {
    boolean[] named = named(matrix, left);
    return entries(matrix, column -> !named[column]);
  }

  /**
   * Whether a column is a feature, or a mark made of it: {@code NAME=...} or {@code NAME is ...}.
   */
  private static boolean[] named(FeatureMatrix matrix, List<String> features) {
    boolean[] named = new boolean[matrix.names().size()];
    for (int column = 0; column < named.length; column++) {
      String name = matrix.names().get(column);
      named[column] =
          features.stream()
              .anyMatch(
                  each ->
                      name.equals(each)
                          || name.startsWith(each + "=")
                          || name.startsWith(each + " "));
    }
    return named;
  }

  private static FeatureMatrix entries(FeatureMatrix matrix, IntPredicate kept) {
    int[] starts = new int[matrix.rows() + 1];
    int[] columns = new int[matrix.entries()];
    float[] values = new float[matrix.entries()];
    int count = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        if (kept.test(matrix.column(entry))) {
          columns[count] = matrix.column(entry);
          values[count++] = matrix.value(entry);
        }
      }
      starts[row + 1] = count;
    }
    return new FeatureMatrix(
        matrix.names(), starts, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
  }
}
