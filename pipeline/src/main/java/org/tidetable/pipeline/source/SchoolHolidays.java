package org.tidetable.pipeline.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.models.forecast.DemandCalendar.SchoolHoliday;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** When schools are closed, from a CSV file with the columns name, first_day and last_day. */
public final class SchoolHolidays {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();

  private SchoolHolidays() {}

  /** The holidays of that file; dates are yyyy-MM-dd, and the last day is a holiday too. */
  public static List<SchoolHoliday> read(Path file) {
    List<SchoolHoliday> holidays = new ArrayList<>();
    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      for (CSVRecord row : rows) {
        holidays.add(holiday(file, row, rows.getCurrentLineNumber()));
      }
    } catch (IOException | UncheckedIOException failure) {
      throw UserError.of(ExitCode.INPUT, "%s  cannot be read as CSV. Check the file.", file);
    }
    return holidays;
  }

  private static SchoolHoliday holiday(Path file, CSVRecord row, long line) {
    try {
      return new SchoolHoliday(
          row.get("name"),
          LocalDate.parse(row.get("first_day")),
          LocalDate.parse(row.get("last_day")));
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s:%d  is no school holiday. Write name,first_day,last_day with dates as yyyy-MM-dd, the"
              + " last not before the first.",
          file,
          line);
    }
  }
}
