package org.tidetable.features.frame;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A Parquet table as text, in the order in which it was written: what a CSV file of it would hold.
 */
public final class TextRows {
  private final Dataset<Row> table;

  private TextRows(Dataset<Row> table) {
    this.table = table;
  }

  /** Opens a file, or a folder of files. */
  public static TextRows ofParquet(SparkSession spark, String path) {
    return new TextRows(spark.read().parquet(path));
  }

  /** The names of the columns. */
  public List<String> header() {
    return List.of(table.columns());
  }

  /** The columns that no cell of text can hold: lists, maps, records and bytes. */
  public List<String> nested() {
    return Arrays.stream(table.schema().fields())
        .filter(field -> isNested(field.dataType()))
        .map(StructField::name)
        .toList();
  }

  private static boolean isNested(DataType type) {
    return type instanceof ArrayType
        || type instanceof MapType
        || type instanceof StructType
        || type instanceof BinaryType;
  }

  /** The rows, each with a text for each column; nothing is an empty text. */
  public Iterator<String[]> rows() {
    Column[] texts =
        Arrays.stream(table.schema().fields()).map(TextRows::text).toArray(Column[]::new);
    Iterator<Row> rows =
        table
            .orderBy(col("_metadata.file_path"), col("_metadata.row_index"))
            .select(texts)
            .toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public String[] next() {
        Row row = rows.next();
        String[] cells = new String[row.length()];
        for (int i = 0; i < cells.length; i++) {
          cells[i] = row.isNullAt(i) ? "" : shown(row.get(i));
        }
        return cells;
      }
    };
  }

  private static Column text(StructField field) {
    Column column = col("`" + field.name().replace("`", "``") + "`");
    boolean real = field.dataType() instanceof DoubleType || field.dataType() instanceof FloatType;
    return real ? column : column.cast("string");
  }

  /** A number that is whole has no decimals: 1.0 is the 1 that a CSV file would hold. */
  private static String shown(Object value) {
    if (!(value instanceof Number number)) {
      return value.toString();
    }
    if (!Double.isFinite(number.doubleValue())) {
      return "";
    }
    BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
    return exact.toPlainString();
  }
}
