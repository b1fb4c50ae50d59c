package org.tidetable.features.frame;

import static org.tidetable.models.vocabulary.Require.require;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tidetable.models.matrix.FeatureMatrix;

/** Packed rows as a matrix, without the columns that nothing can be learnt from. */
final class PackedRows {
  private PackedRows() {}

  /**
   * The matrix of the rows in their order.
   *
   * @param least a column with a number in fewer rows is left out, and so is the copy of another
   */
  static FeatureMatrix matrix(List<byte[]> rows, List<String> names, int least) {
    int[] kept = kept(rows, names.size(), least);
    List<String> keptNames = new ArrayList<>();
    for (int column = 0; column < kept.length; column++) {
      if (kept[column] >= 0) {
        keptNames.add(names.get(column));
      }
    }
    return matrix(rows, kept, keptNames);
  }

  /**
   * The matrix of some of the columns.
   *
   * @param wanted among the names, in their order
   */
  static FeatureMatrix matrix(List<byte[]> rows, List<String> names, List<String> wanted) {
    int[] kept = new int[names.size()];
    int next = 0;
    for (int column = 0; column < kept.length; column++) {
      boolean asked = next < wanted.size() && wanted.get(next).equals(names.get(column));
      kept[column] = asked ? next++ : -1;
    }
    require(next == wanted.size(), "the rows have other columns than those that are asked for");
    return matrix(rows, kept, wanted);
  }

  private static FeatureMatrix matrix(List<byte[]> rows, int[] kept, List<String> keptNames) {
    int[] starts = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] = starts[row] + count(rows.get(row), kept);
    }
    int[] columns = new int[starts[rows.size()]];
    float[] values = new float[columns.length];
    int entry = 0;
    for (byte[] row : rows) {
      ByteBuffer bytes = SparseRow.read(row);
      while (bytes.hasRemaining()) {
        int column = kept[SparseRow.column(bytes)];
        float value = bytes.getFloat();
        if (column >= 0) {
          columns[entry] = column;
          values[entry++] = value;
        }
      }
    }
    return new FeatureMatrix(keptNames, starts, columns, values);
  }

  private static int count(byte[] row, int[] kept) {
    ByteBuffer bytes = SparseRow.read(row);
    int count = 0;
    while (bytes.hasRemaining()) {
      count += kept[SparseRow.column(bytes)] >= 0 ? 1 : 0;
      bytes.getFloat();
    }
    return count;
  }

  /** The new place of each column, -1 for those left out. */
  private static int[] kept(List<byte[]> rows, int columns, int least) {
    int[] counts = new int[columns];
    long[] content = new long[columns];
    for (int row = 0; row < rows.size(); row++) {
      ByteBuffer bytes = SparseRow.read(rows.get(row));
      while (bytes.hasRemaining()) {
        int column = SparseRow.column(bytes);
        counts[column]++;
        content[column] +=
            mixed(
                ((long) row << 32)
                    ^ Integer.toUnsignedLong(Float.floatToIntBits(bytes.getFloat())));
      }
    }
    int[] kept = new int[columns];
    int next = 0;
    Set<Long> seen = new HashSet<>();
    for (int column = 0; column < columns; column++) {
      boolean wanted = counts[column] >= least && seen.add(content[column]);
      kept[column] = wanted ? next++ : -1;
    }
    return kept;
  }

  /**
   * The finaliser of SplitMix64: sums of these agree for equal columns, and else by chance only.
   */
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
