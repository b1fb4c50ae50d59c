package org.tidetable.pipeline.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.SparkSession;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.run.UserError;

/**
 * A long table of series: {@code series_id,period_start,value} or {@code unique_id,ds,y}, as CSV
 * (plain or gzip-compressed) or Parquet. Read strictly: every row is used or the file is refused
 * with the place and the remedy.
 *
 * <p>A period without a row is missing, and so is a blank, {@code NA} or {@code NaN}; a zero is a
 * zero. Other columns are left alone.
 */
public final class SeriesFile {
  static final List<List<String>> HEADINGS =
      List.of(List.of("series_id", "period_start", "value"), List.of("unique_id", "ds", "y"));

  /**
   * Doubles hold whole numbers up to about there; errors of larger values overflow when squared.
   */
  private static final double LARGEST = 1e15;

  private static final byte[] PARQUET = "PAR1".getBytes(UTF_8);

  private SeriesFile() {}

  /** Whether the file, or what is in the folder, is Parquet and needs the engine to be read. */
  public static boolean isParquet(Path file) {
    if (Files.isDirectory(file)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
    } catch (IOException explainedWhenRead) {
      return false;
    }
  }

  /**
   * The series of a CSV file, sorted by id.
   *
   * @throws UserError exit 4 for the first thing that is wrong, with its line and column
   */
  public static List<Series> read(Path file, Grain grain) {
    return read(file, file.toString(), grain, Line::number);
  }

  /**
   * The series of a Parquet file or folder, sorted by id; messages count rows in place of lines.
   *
   * @param scratch a folder for a copy, deleted by the caller
   */
  public static List<Series> readParquet(SparkSession spark, Path file, Grain grain, Path scratch) {
    Path copy = ParquetSeries.copy(spark, file, grain, scratch.resolve("series"));
    return read(copy, file.toString(), grain, Line::record);
  }

  private static List<Series> read(
      Path file, String name, Grain grain, ToLongFunction<Line> place) {
    try (TableReader reader = CsvTable.open(file, FileLayout.CSV_FILE)) {
      int[] cells = columns(name, reader.header());
      SeriesRows rows = new SeriesRows(name, grain, cells[1] + 1);
      while (reader.hasNext()) {
        Line line = reader.next();
        add(rows, new Place(name, place.applyAsLong(line)), line.cells(), reader.header(), cells);
      }
      if (rows.count() == 0) {
        throw UserError.of(
            INPUT, "%s:1:1  there is a heading row but no data. Supply rows below it.", name);
      }
      return rows.toSeries();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private record Place(String file, long line) {
    UserError refuse(int cell, String format, Object... arguments) {
      return UserError.of(
          INPUT,
          "%s:%d:%d  %s",
          file,
          line,
          cell + 1,
          String.format(Locale.ROOT, format, arguments));
    }
  }

  /** Where id, period and value stand; all under the headings of one of the two spellings. */
  static int[] columns(String name, List<String> header) {
    new Headings(name, header);
    List<String> wanted =
        HEADINGS.stream()
            .filter(names -> header.contains(names.get(0)))
            .findFirst()
            .orElse(HEADINGS.get(0));
    for (String heading : wanted) {
      if (!header.contains(heading)) {
        throw UserError.of(
            INPUT,
            "%s:1:1  there is no column \"%s\"; found %s. Rename the headings to %s or %s, "
                + "with commas between.",
            name,
            heading,
            String.join(", ", header),
            String.join(",", HEADINGS.get(0)),
            String.join(",", HEADINGS.get(1)));
      }
    }
    return wanted.stream().mapToInt(header::indexOf).toArray();
  }

  private static void add(
      SeriesRows rows, Place place, List<String> row, List<String> header, int[] cells) {
    if (row.size() != header.size()) {
      throw place.refuse(
          Math.min(row.size(), header.size()),
          "the row has %d cells, the heading row has %d. Quote cells that hold commas.",
          row.size(),
          header.size());
    }
    String id = row.get(cells[0]);
    if (id.isBlank()) {
      throw place.refuse(cells[0], "the series has no id. Give every row the id of its series.");
    }
    LocalDateTime period = period(place, row.get(cells[1]).strip(), cells[1], rows.grain());
    rows.add(id, period, value(place, row.get(cells[2]).strip(), cells[2]), place.line());
  }

  private static LocalDateTime period(Place place, String cell, int column, Grain grain) {
    Optional<LocalDateTime> period = PeriodStart.read(cell, grain);
    if (period.isEmpty()) {
      throw grain == Grain.HOUR
          ? place.refuse(
              column,
              "this is not an hour such as 2024-01-31T09:00. Write hours as yyyy-MM-ddTHH:00, "
                  + "without a zone.")
          : place.refuse(
              column,
              "this is not a date such as 2024-01-31. Write the first day of the %s as "
                  + "yyyy-MM-dd.",
              grain.code());
    }
    LocalDateTime moment = period.get();
    if (!PeriodStart.begins(moment, grain)) {
      throw place.refuse(
          column,
          "%s does not begin a %s. Write the first day of the %s, %s, or choose the --grain of "
              + "the file.",
          PeriodStart.text(moment, grain),
          grain.code(),
          grain.code(),
          PeriodStart.text(grain.startOf(moment), grain));
    }
    return moment;
  }

  private static double value(Place place, String cell, int column) {
    if (cell.isEmpty() || cell.equals("NA") || cell.equals("NaN")) {
      return Double.NaN;
    }
    // parseDouble also takes hexadecimal numbers, words and letters at the end.
    boolean plain = cell.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
    try {
      double value = plain ? Double.parseDouble(cell) : Double.NaN;
      if (Math.abs(value) > LARGEST && Double.isFinite(value)) {
        throw place.refuse(
            column,
            "this number has more than 15 digits. Correct it, or write all values of the series in "
                + "a larger unit, such as thousands.");
      }
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException refusedBelow) {
      // The message below says what a number is.
    }
    throw place.refuse(
        column,
        "this is not a number. Write numbers as 1234.5, without spaces, units or separators of "
            + "thousands; leave the cell blank, or write NA or NaN, where the value is missing.");
  }
}
