package org.tidetable.pipeline.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;

/** Looks into the rows of a reading, which have places but no names. */
final class Readings {
  private Readings() {}

  static List<Row> all(Path file, SourceMapping mapping) {
    List<Row> rows = new ArrayList<>();
    new SourceFile(mapping, file.toString()).open().forEachRemaining(rows::add);
    return rows;
  }

  /** A mapping with one of its two sections. */
  static SourceMapping mapping(
      String name, Map<String, String> missing, CountsMapping counts, EventsMapping events) {
    return new SourceMapping(
        name, name, null, null, null, null, false, null, null, missing, null, null, null, counts,
        events, null, null);
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
