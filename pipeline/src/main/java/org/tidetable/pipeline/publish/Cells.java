package org.tidetable.pipeline.publish;

import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;

/** Values of rows as cells of tables. */
final class Cells {
  private Cells() {}

  /** A word; a null becomes a blank. */
  static Cell text(Row row, String column) {
    String value = row.getAs(column);
    return value == null ? Cell.BLANK : Cell.text(value);
  }

  /** A number, or why there is none. */
  static Cell number(Row row, String column, String reason) {
    Double value = row.getAs(column);
    return value == null || value.isNaN() ? Cell.missing(reason) : Cell.number(value);
  }

  /** A number made from persons, or why there is none. */
  static Cell estimate(Row row, String column, long basis) {
    Double value = row.getAs(column);
    return value == null || value.isNaN()
        ? Cell.missing("not defined")
        : Cell.estimate(value, basis);
  }

  static Cell day(Row row, String column) {
    return Cell.day(row.<java.sql.Date>getAs(column).toLocalDate());
  }
}
