package org.tidetable.models.matrix;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of named numbers, stored sparsely by row; an entry that is not stored is 0. What is unknown
 * is a column of its own, never a number. Immutable by convention: callers do not write to the
 * arrays that they hand over.
 */
public final class FeatureMatrix {
  private final List<String> names;
  private final int[] rowStart;
  private final int[] columns;
  private final float[] values;

  /**
   * @param names the columns, unique
   * @param rowStart {@code rows + 1} offsets into the two arrays that follow
   * @param columns for each entry its column, ascending within a row
   * @param values for each entry its value: finite
   */
  public FeatureMatrix(List<String> names, int[] rowStart, int[] columns, float[] values) {
    require(rowStart.length >= 1, "a matrix needs rows + 1 offsets");
    require(columns.length == values.length, "as many columns as values");
    require(rowStart[rowStart.length - 1] == values.length, "the last offset ends the entries");
    for (float value : values) {
      require(Float.isFinite(value), "a feature must be finite, but one is %s", value);
    }
    this.names = List.copyOf(names);
    this.rowStart = rowStart;
    this.columns = columns;
    this.values = values;
  }

  /** A matrix from dense rows; zeros are not stored. */
  public static FeatureMatrix ofRows(List<String> names, List<double[]> rows) {
    int entries = 0;
    for (double[] row : rows) {
      require(row.length == names.size(), "a row has %s of %s columns", row.length, names.size());
      entries += (int) Arrays.stream(row).filter(value -> value != 0).count();
    }
    int[] starts = new int[rows.size() + 1];
    int[] columns = new int[entries];
    float[] values = new float[entries];
    int entry = 0;
    for (int row = 0; row < rows.size(); row++) {
      double[] cells = rows.get(row);
      for (int column = 0; column < cells.length; column++) {
        if (cells[column] != 0) {
          columns[entry] = column;
          values[entry++] = (float) cells[column];
        }
      }
      starts[row + 1] = entry;
    }
    return new FeatureMatrix(names, starts, columns, values);
  }

  public List<String> names() {
    return names;
  }

  public int rows() {
    return rowStart.length - 1;
  }

  /** Number of stored entries. */
  public int entries() {
    return values.length;
  }

  /** The first entry of a row; the row ends where the next one starts. */
  public int start(int row) {
    return rowStart[row];
  }

  /** The column of a stored entry. */
  public int column(int entry) {
    return columns[entry];
  }

  /** The value of a stored entry. */
  public float value(int entry) {
    return values[entry];
  }

  /** The mean of each column over the rows; 0 where there are none. */
  public double[] means() {
    double[] means = new double[names.size()];
    for (int entry = 0; entry < values.length; entry++) {
      means[columns[entry]] += values[entry];
    }
    for (int column = 0; column < means.length; column++) {
      means[column] /= Math.max(1, rows());
    }
    return means;
  }

  /** The matrix of its first columns only, which is itself where there are no others. */
  public FeatureMatrix first(int width) {
    if (width == names.size()) {
      return this;
    }
    int[] starts = new int[rowStart.length];
    int[] kept = new int[columns.length];
    float[] numbers = new float[columns.length];
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      for (int entry = rowStart[row]; entry < rowStart[row + 1]; entry++) {
        if (columns[entry] < width) {
          kept[count] = columns[entry];
          numbers[count++] = values[entry];
        }
      }
      starts[row + 1] = count;
    }
    return new FeatureMatrix(
        names.subList(0, width), starts, Arrays.copyOf(kept, count), Arrays.copyOf(numbers, count));
  }

  /** The rows with those indices, in that order. */
  public FeatureMatrix select(int[] rows) {
    int entries = 0;
    for (int row : rows) {
      entries += rowStart[row + 1] - rowStart[row];
    }
    int[] starts = new int[rows.length + 1];
    int[] newColumns = new int[entries];
    float[] newValues = new float[entries];
    int entry = 0;
    for (int i = 0; i < rows.length; i++) {
      int from = rowStart[rows[i]];
      int count = rowStart[rows[i] + 1] - from;
      System.arraycopy(columns, from, newColumns, entry, count);
      System.arraycopy(values, from, newValues, entry, count);
      entry += count;
      starts[i + 1] = entry;
    }
    return new FeatureMatrix(names, starts, newColumns, newValues);
  }
}
