package org.tidetable.pipeline.source;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.source.FileColumns.Fault;

/** Rows of a table that is kept as it is: its declared columns, with their types. */
final class TableRows implements RowReading {
  private final FileColumns columns;
  private final StoreRows rows;
  private final List<Typed> kept = new ArrayList<>();
  private final int[] key;
  private final Set<List<String>> keys = new HashSet<>();

  private record Typed(int place, ColumnMapping.Type type) {}

  TableRows(SourceMapping mapping, TableMapping table, FileColumns columns, StoreRows rows) {
    this.columns = columns;
    this.rows = rows;
    this.key = table.key().stream().mapToInt(columns::required).toArray();
    mapping
        .columns()
        .forEach(
            (name, column) -> {
              if (isKept(column)) {
                kept.add(new Typed(columns.optional(name), kept(column)));
              }
            });
  }

  private static boolean isKept(ColumnMapping column) {
    return column.privacy() != ColumnMapping.Privacy.DROP;
  }

  /** What is kept of a column: a month or a key is a text, whatever it was made of. */
  private static ColumnMapping.Type kept(ColumnMapping column) {
    return switch (column.privacy()) {
      case BAND, KEY -> ColumnMapping.Type.TEXT;
      case KEEP, PSEUDONYM, DROP -> column.type();
    };
  }

  /** The columns of the rows: the source, those declared, then the fate. */
  static StructType schema(SourceMapping mapping) {
    StructType schema = new StructType().add(StoreSchema.SOURCE, DataTypes.StringType, false);
    for (Map.Entry<String, ColumnMapping> column : mapping.columns().entrySet()) {
      if (isKept(column.getValue())) {
        schema =
            schema.add(
                column.getKey(),
                switch (kept(column.getValue())) {
                  case TEXT -> DataTypes.StringType;
                  case INTEGER, NUMBER -> DataTypes.DoubleType;
                  case DATE -> DataTypes.DateType;
                });
      }
    }
    return StoreSchema.withFate(schema);
  }

  @Override
  public void read(Line line, Consumer<Row> into) {
    List<String> cells = line.cells();
    if (key.length > 0 && !keys.add(keyOf(cells))) {
      into.accept(rows.setAside(line, new Fault("the key stands in an earlier row", key[0] + 1)));
      return;
    }
    @Nullable Object[] values = new Object[kept.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(kept.get(i), cells);
    }
    into.accept(rows.used(line, true, values));
  }

  private List<String> keyOf(List<String> cells) {
    List<String> parts = new ArrayList<>(key.length);
    for (int place : key) {
      parts.add(cells.get(place));
    }
    return parts;
  }

  private @Nullable Object value(Typed typed, List<String> cells) {
    int place = typed.place();
    if (place < 0 || columns.missing(place, cells.get(place)).isPresent()) {
      return null;
    }
    String cell = cells.get(place);
    return switch (typed.type()) {
      case TEXT -> columns.text(place, cells);
      case INTEGER, NUMBER -> ColumnCells.number(cell).orElseThrow();
      case DATE ->
          columns
              .declared(place)
              .flatMap(column -> column.day(cell))
              .map(Date::valueOf)
              .orElseThrow();
    };
  }
}
