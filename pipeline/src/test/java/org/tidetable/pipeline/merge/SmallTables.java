package org.tidetable.pipeline.merge;

import java.sql.Date;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.frame.Rows;

/** Tables as they are drawn in tests: cells between bars, a blank cell for null. */
final class SmallTables {
  private SmallTables() {}

  /** The columns of the schema that the heading names, the others null. */
  static Dataset<Row> table(SparkSession spark, StructType schema, String drawn) {
    List<String[]> lines =
        drawn
            .lines()
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::trim))
            .map(cells -> cells.toArray(String[]::new))
            .toList();
    List<String> heading = List.of(lines.get(0));
    StructType nullable = new StructType();
    for (StructField field : schema.fields()) {
      nullable = nullable.add(field.name(), field.dataType(), true);
    }
    StructType columns = nullable;
    List<Row> rows =
        lines.stream()
            .skip(1)
            .map(
                cells ->
                    RowFactory.create(
                        Arrays.stream(columns.fields())
                            .map(
                                field -> {
                                  int place = heading.indexOf(field.name());
                                  return place < 0 ? null : value(cells[place], field);
                                })
                            .toArray()))
            .toList();
    return spark.createDataFrame(rows, columns);
  }

  private static @Nullable Object value(String cell, StructField field) {
    if (cell.isEmpty()) {
      return null;
    }
    if (field.dataType().equals(DataTypes.LongType)) {
      return Long.valueOf(cell);
    }
    if (field.dataType().equals(DataTypes.IntegerType)) {
      return Integer.valueOf(cell);
    }
    if (field.dataType().equals(DataTypes.DoubleType)) {
      return Double.valueOf(cell);
    }
    return field.dataType().equals(DataTypes.DateType) ? Date.valueOf(cell) : cell;
  }

  /** The rows as text, cells between bars. */
  static List<String> drawn(Dataset<Row> rows, String... columns) {
    Dataset<Row> picked = rows.select(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
    return Rows.small(picked).stream()
        .map(row -> row.mkString(" | ").replace("null", "-"))
        .sorted()
        .toList();
  }
}
