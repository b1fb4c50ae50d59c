package org.tidetable.pipeline.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.run.UserError;

/** Copies the series of Parquet into text, so that one reader is strict for all. */
final class ParquetSeries {
  private ParquetSeries() {}

  /** The file of text, below {@code folder}, which must not be there yet. */
  static Path copy(SparkSession spark, Path file, Grain grain, Path folder) {
    Dataset<Row> rows;
    try {
      rows = spark.read().parquet(file.toString());
    } catch (Exception refused) {
      throw unreadable(file);
    }
    List<String> header = List.of(rows.columns());
    int[] cells = SeriesFile.columns(file.toString(), header);
    Column[] columns = new Column[cells.length];
    for (int i = 0; i < cells.length; i++) {
      String name = header.get(cells[i]);
      DataType type = rows.schema().apply(name).dataType();
      Column column = col("`" + name + "`");
      boolean moment =
          type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType);
      columns[i] = (moment ? text(column, grain) : column.cast(DataTypes.StringType)).as(name);
    }
    try {
      rows.select(columns)
          .coalesce(1)
          .write()
          .option("header", true)
          .option("escape", "\"")
          .option("ignoreLeadingWhiteSpace", false)
          .option("ignoreTrailingWhiteSpace", false)
          .csv(folder.toString());
    } catch (Exception refused) {
      throw unreadable(file);
    }
    return onlyFile(file, folder);
  }

  /** A whole hour or day as files of text write it; anything else in full, to be refused. */
  private static Column text(Column moment, Grain grain) {
    boolean hour = grain == Grain.HOUR;
    return when(
            moment.equalTo(date_trunc(hour ? "hour" : "day", moment)),
            date_format(moment, hour ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd"))
        .otherwise(moment.cast(DataTypes.StringType));
  }

  private static Path onlyFile(Path file, Path folder) {
    try (Stream<Path> made = Files.list(folder)) {
      return made.filter(one -> one.toString().endsWith(".csv"))
          .findFirst()
          .orElseThrow(
              () -> UserError.of(INPUT, "%s  holds no rows. Supply a file with data.", file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static UserError unreadable(Path file) {
    return UserError.of(
        INPUT,
        "%s  cannot be read as Parquet. Copy it again from where it came from, or save it as CSV.",
        file);
  }
}
