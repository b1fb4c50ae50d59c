package org.tidetable.models.trees;

import org.tidetable.models.matrix.FeatureMatrix;

/**
 * Some rows of a sparse matrix, spread out so that a tree may ask for any column. Each column has
 * two slots, which differ only where a value is missing: the first then is less than any threshold,
 * the second not, so that a single comparison decides for every node.
 */
final class RowBlock {
  private static final int FLOATS = 8_192;
  private static final int MOST = 128;

  private final FlatForest forest;
  private final FeatureMatrix matrix;
  private final int wide;
  private final int capacity;
  private final float[] values;
  private int from;
  private int loaded;

  RowBlock(FlatForest forest, FeatureMatrix matrix) {
    this.forest = forest;
    this.matrix = matrix;
    this.wide = forest.wide();
    this.capacity = Math.max(8, Math.min(MOST, FLOATS / wide));
    this.values = new float[Math.min(capacity, matrix.rows()) * wide];
    for (int at = 0; at < values.length; at++) {
      int slot = at % wide;
      float missing = (slot & 1) == 0 ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
      values[at] = slot == wide - 1 ? 0 : missing;
    }
  }

  /** The most rows at a time. */
  int capacity() {
    return capacity;
  }

  /** Row by row two slots for each column, and one that is 0. */
  float[] values() {
    return values;
  }

  /** Loads the rows from that one on; answers how many. */
  int load(int first) {
    for (int row = 0; row < loaded; row++) {
      write(row, true);
    }
    from = first;
    loaded = Math.min(capacity, matrix.rows() - first);
    for (int row = 0; row < loaded; row++) {
      write(row, false);
    }
    return loaded;
  }

  private void write(int row, boolean clear) {
    for (int entry = matrix.start(from + row); entry < matrix.start(from + row + 1); entry++) {
      int place = forest.placeOf(matrix.column(entry));
      float value = matrix.value(entry);
      if (place >= 0 && value != 0) {
        int slot = row * wide + 2 * place;
        values[slot] = clear ? Float.NEGATIVE_INFINITY : value;
        values[slot + 1] = clear ? Float.POSITIVE_INFINITY : value;
      }
    }
  }
}
