package org.tidetable.pipeline.source;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.source.FileColumns.Fault;

/** Makes rows of one store form: what was read, then where it stood and what became of it. */
final class StoreRows {
  private final String source;
  private final String file;
  private final int width;
  private final int fate;

  /**
   * Rows of one source and file.
   *
   * @param schema a form of {@link StoreSchema}: the source, the columns, then the fate
   */
  StoreRows(String source, String file, StructType schema) {
    this.source = source;
    this.file = file;
    this.width = schema.length();
    this.fate = schema.fieldIndex(StoreSchema.FILE);
  }

  /** A row that is used; {@code first} for the first that its line gives. */
  Row used(Line line, boolean first, @Nullable Object... values) {
    return row(line, first, Fate.USED, null, null, values);
  }

  /** A row that the mapping does not ask for; values say what it would have replaced. */
  Row leftOut(Line line, @Nullable Object... values) {
    return row(line, true, Fate.LEFT_OUT, "the mapping does not ask for this row", 0, values);
  }

  /** A faulty row: nothing of it is kept. */
  Row setAside(Line line, Fault fault) {
    return row(line, true, Fate.SET_ASIDE, fault.reason(), fault.column());
  }

  private Row row(
      Line line,
      boolean first,
      Fate what,
      @Nullable String reason,
      @Nullable Integer column,
      @Nullable Object... values) {
    @Nullable Object[] row = new Object[width];
    row[0] = source;
    System.arraycopy(values, 0, row, 1, values.length);
    row[fate] = file;
    row[fate + 1] = line.record();
    row[fate + 2] = line.number();
    row[fate + 3] = line.offset();
    row[fate + 4] = first;
    row[fate + 5] = what.code();
    row[fate + 6] = reason;
    row[fate + 7] = column;
    return RowFactory.create(row);
  }
}
