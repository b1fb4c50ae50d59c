package org.tidetable.pipeline.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes made-up series with known effects: {@code series/daily.csv}, five years of six services by
 * day, and {@code series/hourly.csv}, three years of four by hour, both as {@code tidetable
 * forecast} reads them. With a truth file, beside it {@code true_series.csv}: {@code
 * series_id,kind,name,effect}.
 */
public final class SyntheticSeries {
  private static final int DAILY_YEARS = 5;
  private static final int HOURLY_YEARS = 3;

  private SyntheticSeries() {}

  /**
   * Writes both files to the folder {@code series} of {@code folder}; they end with {@code to}.
   *
   * @param truthFolder where the planted effects go; not in {@code folder}
   */
  public static void write(long seed, LocalDate to, Path folder, Optional<Path> truthFolder)
      throws IOException {
    Path series = folder.resolve("series");
    Files.createDirectories(series);
    LocalDate next = to.plusDays(1);
    write(series.resolve("daily.csv"), PlantedSeries.DAILY, seed, next.minusYears(DAILY_YEARS), to);
    write(
        series.resolve("hourly.csv"),
        PlantedSeries.HOURLY,
        seed,
        next.minusYears(HOURLY_YEARS),
        to);
    if (truthFolder.isPresent()) {
      Files.createDirectories(truthFolder.get());
      writeTruth(truthFolder.get().resolve("true_series.csv"));
    }
  }

  private static void write(
      Path file, List<PlantedSeries> all, long seed, LocalDate from, LocalDate to)
      throws IOException {
    try (CSVPrinter rows = CsvFiles.open(file, "series_id", "period_start", "value")) {
      for (PlantedSeries one : all) {
        boolean hourly = one.hours().size() > 1;
        one.<IOException>draw(
            seed,
            from,
            to,
            (period, count) ->
                rows.printRecord(one.id(), hourly ? period : period.toLocalDate(), count));
      }
    }
  }

  private static void writeTruth(Path file) throws IOException {
    try (CSVPrinter rows = CsvFiles.open(file, "series_id", "kind", "name", "effect")) {
      for (PlantedSeries one : PlantedSeries.DAILY) {
        writeTruth(rows, one);
      }
      for (PlantedSeries one : PlantedSeries.HOURLY) {
        writeTruth(rows, one);
      }
    }
  }

  private static void writeTruth(CSVPrinter rows, PlantedSeries one) throws IOException {
    for (DayOfWeek day : DayOfWeek.values()) {
      row(rows, one, "weekday", lower(day.name()), one.weekdays().get(day.getValue() - 1));
    }
    for (int month = 1; month <= 12; month++) {
      YearMonth span = YearMonth.of(2023, month);
      double mean =
          span.atDay(1)
              .datesUntil(span.atEndOfMonth().plusDays(1))
              .mapToDouble(one::yearly)
              .average()
              .orElseThrow();
      row(rows, one, "month", lower(span.getMonth().name()), mean);
    }
    for (String code : new TreeSet<>(PlantedSeries.codes(2021, 2022).values())) {
      row(rows, one, "holiday", code, one.holiday(code));
    }
    row(rows, one, "holiday", "working_day_after", one.dayAfter());
    for (int hour = 0; one.hours().size() > 1 && hour < one.hours().size(); hour++) {
      row(rows, one, "hour", Integer.toString(hour), one.hours().get(hour));
    }
    row(rows, one, "noise", "log_standard_deviation", one.noise());
  }

  private static void row(
      CSVPrinter rows, PlantedSeries one, String kind, String name, double effect)
      throws IOException {
    rows.printRecord(one.id(), kind, name, Math.round(effect * 1e6) / 1e6);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
