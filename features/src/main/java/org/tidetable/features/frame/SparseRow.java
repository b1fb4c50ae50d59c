package org.tidetable.features.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tidetable.models.matrix.FeatureMatrix;

/**
 * One row of numbers of which most are 0, and its packed form: for each number that is not 0 two
 * bytes of column and four of value, ascending, little-endian. Six bytes a number on their way from
 * the engine, eight in a {@link FeatureMatrix}.
 */
final class SparseRow {
  /** Bytes of a packed number. */
  static final int WIDTH = Short.BYTES + Float.BYTES;

  private final float[] values;

  /**
   * @param columns at most 65,536
   */
  SparseRow(int columns) {
    this.values = new float[columns];
  }

  void clear() {
    Arrays.fill(values, 0);
  }

  /** Sets a number; a column below 0 is one that nobody wants. */
  void set(int column, double value) {
    if (column >= 0) {
      values[column] = (float) value;
    }
  }

  void add(int column, double value) {
    if (column >= 0) {
      values[column] += (float) value;
    }
  }

  float get(int column) {
    return values[column];
  }

  byte[] packed() {
    int count = 0;
    for (float value : values) {
      count += value != 0 ? 1 : 0;
    }
    ByteBuffer bytes = ByteBuffer.allocate(count * WIDTH).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < values.length; column++) {
      if (values[column] != 0) {
        bytes.putShort((short) column).putFloat(values[column]);
      }
    }
    return bytes.array();
  }

  /** Takes over the numbers of a packed row; the others stay as they are. */
  void unpack(byte[] packed) {
    ByteBuffer bytes = read(packed);
    while (bytes.hasRemaining()) {
      int column = column(bytes);
      values[column] = bytes.getFloat();
    }
  }

  static ByteBuffer read(byte[] packed) {
    return ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The column of the next number; its value follows. */
  static int column(ByteBuffer bytes) {
    return Short.toUnsignedInt(bytes.getShort());
  }
}
