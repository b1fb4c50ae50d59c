package org.tidetable.pipeline.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.format.TableFormat;
import org.tidetable.export.format.WrittenFile;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;
import org.tidetable.pipeline.run.RunFolder;

/** One Parquet file for each table, written by Spark and moved to a stable name. */
public record ParquetFormat(SparkSession spark, Path scratch) implements TableFormat {

  @Override
  public WrittenFile write(SafeTable safe, Path folder) throws IOException {
    Table table = safe.table();
    StructType schema = new StructType();
    for (Column column : table.columns()) {
      schema = schema.add(column.name(), type(column.type()), !column.key());
    }
    List<Row> rows = new ArrayList<>(table.rows().size());
    for (List<Cell> cells : table.rows()) {
      Object[] values = new Object[cells.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = stored(cells.get(i), table.columns().get(i).type());
      }
      rows.add(RowFactory.create(values));
    }
    Path beside = scratch.resolve("parquet-" + table.name());
    RunFolder.delete(beside);
    spark.createDataFrame(rows, schema).coalesce(1).write().parquet(beside.toString());
    String name = table.name() + ".parquet";
    Files.createDirectories(folder);
    try (Stream<Path> parts = Files.list(beside)) {
      Path part =
          parts.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      ParquetFooter.settle(folder.resolve(name));
    }
    RunFolder.delete(beside);
    return WrittenFile.existing(folder, name, table.rows().size());
  }

  private static DataType type(Column.Type type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case DATE -> DataTypes.DateType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
    };
  }

  // Row, and with it Spark, knows a missing value as null only.
  private static @Nullable Object stored(Cell cell, Column.Type type) {
    Object value = cell.fold(Stored.VALUE);
    if (value == Stored.NOTHING) {
      return null;
    }
    return type == Column.Type.DOUBLE && value instanceof Long whole
        ? (Object) whole.doubleValue()
        : value;
  }

  private enum Stored implements Cell.Cases<Object> {
    VALUE;

    private static final Object NOTHING = new Object();

    @Override
    public Object text(String value) {
      return value;
    }

    @Override
    public Object count(long value) {
      return value;
    }

    @Override
    public Object number(double value) {
      return value;
    }

    @Override
    public Object estimate(double value, long basis) {
      return value;
    }

    @Override
    public Object day(LocalDate value) {
      return Date.valueOf(value);
    }

    @Override
    public Object flag(boolean value) {
      return value;
    }

    @Override
    public Object suppressed(String reason) {
      return NOTHING;
    }

    @Override
    public Object missing(String reason) {
      return NOTHING;
    }
  }
}
