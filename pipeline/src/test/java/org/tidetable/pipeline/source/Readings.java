package org.tidetable.pipeline.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;

/** Looks into the rows of a reading, which have places but no names. */
final class Readings {
  private Readings() {}

  static List<Row> all(Iterator<Row> reading) {
    List<Row> rows = new ArrayList<>();
    reading.forEachRemaining(rows::add);
    return rows;
  }

  /** What became of each row: its line, fate, reason and column. */
  static List<String> fates(StructType schema, List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                "%s %s %s %s"
                    .formatted(
                        row.get(schema.fieldIndex(StoreSchema.LINE)),
                        row.get(schema.fieldIndex(StoreSchema.FATE)),
                        row.get(schema.fieldIndex(StoreSchema.REASON)),
                        row.get(schema.fieldIndex(StoreSchema.COLUMN))))
        .toList();
  }

  /** Those columns of each row, with a blank between. */
  static List<String> columns(StructType schema, List<Row> rows, String... names) {
    List<String> found = new ArrayList<>();
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      for (String name : names) {
        cells.add(String.valueOf(row.get(schema.fieldIndex(name))));
      }
      found.add(String.join(" ", cells));
    }
    return found;
  }
}
