package org.tidetable.pipeline.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class SeriesFileTest {
  private static final double MISSING = Double.NaN;

  @TempDir private Path folder;

  @Test
  void series_come_sorted_by_id_whatever_the_order_of_rows() throws IOException {
    var series = read(Grain.MONTH, "b,2024-02-01,4", "a,2024-02-01,2", "b,2024-01-01,3");

    assertThat(series)
        .containsExactly(
            series("a", Grain.MONTH, "2024-02-01T00:00", 2),
            series("b", Grain.MONTH, "2024-01-01T00:00", 3, 4));
  }

  @Test
  void a_period_without_a_row_is_missing_and_a_zero_is_a_zero() throws IOException {
    assertThat(read(Grain.MONTH, "a,2023-12-01,0", "a,2024-02-01,1.5e2"))
        .containsExactly(series("a", Grain.MONTH, "2023-12-01T00:00", 0, MISSING, 150));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NA", "NaN"})
  void a_value_that_is_not_there_is_missing(String cell) throws IOException {
    assertThat(read(Grain.DAY, "a,2024-01-01," + cell, "a,2024-01-02,5"))
        .containsExactly(series("a", Grain.DAY, "2024-01-01T00:00", MISSING, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "-",
        "*",
        "<5",
        "\"1,234\"",
        "1 234",
        "12k",
        "0x1p3",
        "1d",
        "Infinity",
        "1e999"
      })
  void any_other_text_is_refused_where_it_stands(String cell) {
    assertThat(refusal(Grain.DAY, "a,2024-01-01,5", "a,2024-01-02," + cell))
        .startsWith(file() + ":3:3  this is not a number.")
        .contains("NA or NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "month, 2024-01-15, 2024-01-01",
    "quarter, 2024-02-01, 2024-01-01",
    "quarter, 2024-04-02, 2024-04-01",
    "year, 2024-01-31, 2024-01-01"
  })
  void a_date_within_a_period_is_refused_and_the_first_day_named(
      String grain, String date, String first) {
    assertThat(refusal(Grain.valueOf(grain.toUpperCase(Locale.ROOT)), "a," + date + ",5"))
        .startsWith(file() + ":2:2  " + date + " does not begin a " + grain)
        .contains(first)
        .contains("--grain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-01",
        "01/02/2024",
        "2024-02-30",
        "2024-1-1",
        "20240101",
        "2024-01-01T00:00"
      })
  void what_is_not_a_date_is_refused_where_it_stands(String cell) {
    assertThat(refusal(Grain.MONTH, "a,2024-01-01,5", "a," + cell + ",5"))
        .startsWith(file() + ":3:2  this is not a date")
        .contains("yyyy-MM-dd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01",
        "2024-01-01T09:30",
        "2024-01-01 09:00",
        "2024-01-01T09:00Z",
        "2024-01-01T24:00"
      })
  void what_is_not_a_whole_hour_is_refused(String cell) {
    assertThat(refusal(Grain.HOUR, "a," + cell + ",5"))
        .startsWith(file() + ":2:2  this is not an hour")
        .contains("yyyy-MM-ddTHH:00");
  }

  @Test
  void hours_run_over_midnight_and_the_change_of_clocks() throws IOException {
    assertThat(
            read(
                Grain.HOUR,
                "a,2024-03-30T23:00,1",
                "a,2024-03-31T00:00,2",
                "a,2024-03-31T01:00,3",
                "a,2024-03-31T02:00,4"))
        .containsExactly(series("a", Grain.HOUR, "2024-03-30T23:00", 1, 2, 3, 4));
  }

  @Test
  void weeks_may_start_on_a_sunday() throws IOException {
    assertThat(read(Grain.WEEK, "a,2024-01-07,1", "a,2024-01-21,3", "b,2024-01-02,7"))
        .containsExactly(
            series("a", Grain.WEEK, "2024-01-07T00:00", 1, MISSING, 3),
            series("b", Grain.WEEK, "2024-01-02T00:00", 7));
  }

  @Test
  void weeks_of_one_series_start_on_one_weekday() {
    assertThat(refusal(Grain.WEEK, "a,2024-01-07,1", "a,2024-01-14,2", "a,2024-01-22,3"))
        .startsWith(file() + ":4:2  2024-01-22 is no whole number of weeks after 2024-01-07")
        .contains("same weekday");
  }

  @Test
  void years_may_start_in_april_as_long_as_all_of_a_series_do() throws IOException {
    assertThat(read(Grain.YEAR, "a,2022-04-01,1", "a,2023-04-01,2"))
        .containsExactly(series("a", Grain.YEAR, "2022-04-01T00:00", 1, 2));
    assertThat(refusal(Grain.YEAR, "a,2022-04-01,1", "a,2023-01-01,2"))
        .contains("in the same month");
  }

  @Test
  void two_rows_for_one_series_and_period_are_refused_with_both_lines() {
    assertThat(
            refusal(
                Grain.MONTH,
                "a,2024-01-01,1",
                "b,2024-01-01,1",
                "a,2024-02-01,2",
                "b,2024-01-01,1",
                "a,2024-01-01,1"))
        .startsWith(file() + ":5:2  the series has 2024-01-01 twice, before in line 3.");
  }

  @Test
  void a_date_centuries_away_is_refused_before_it_fills_the_memory() {
    assertThat(refusal(Grain.HOUR, "a,0202-01-01T00:00,1", "a,2024-01-01T00:00,2"))
        .startsWith(file() + ":3:2  the series runs from 0202-01-01T00:00 (line 2)");
  }

  @Test
  void the_names_of_other_forecasting_tools_are_understood() throws IOException {
    Files.writeString(file(), "extra,y,ds,unique_id\nx,5,2024-01-01,a\n");

    assertThat(SeriesFile.read(file(), Grain.MONTH))
        .containsExactly(series("a", Grain.MONTH, "2024-01-01T00:00", 5));
  }

  @Test
  void a_missing_column_is_named_beside_those_that_are_there() {
    assertThat(refusalOf("series_id,date,value\na,2024-01-01,5\n", Grain.MONTH))
        .startsWith(
            file() + ":1:1  there is no column \"period_start\"; found series_id, date, value")
        .contains("unique_id,ds,y");
  }

  @Test
  void a_file_without_rows_is_refused() {
    assertThat(refusalOf("", Grain.MONTH)).startsWith(file() + ":1:1  the file is empty");
    assertThat(refusalOf("series_id,period_start,value\n", Grain.MONTH))
        .startsWith(file() + ":1:1  there is a heading row but no data");
  }

  @Test
  void a_row_with_a_cell_too_few_or_without_an_id_is_refused() {
    assertThat(refusal(Grain.MONTH, "a,2024-01-01"))
        .startsWith(file() + ":2:3  the row has 2 cells");
    assertThat(refusal(Grain.MONTH, "a,2024-01-01,1,234"))
        .startsWith(file() + ":2:4  the row has 4");
    assertThat(refusal(Grain.MONTH, " ,2024-01-01,1"))
        .startsWith(file() + ":2:1  the series has no id");
  }

  @Test
  void a_compressed_file_reads_as_a_plain_one() throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file()))) {
      out.write("series_id,period_start,value\r\n\"a,b\",2024-01-01,5\r\n".getBytes(UTF_8));
    }

    assertThat(SeriesFile.read(file(), Grain.MONTH))
        .containsExactly(series("a,b", Grain.MONTH, "2024-01-01T00:00", 5));
  }

  @Test
  void tens_of_thousands_of_series_whose_rows_are_mixed_are_put_together() throws IOException {
    int many = 30_000;
    String rows =
        IntStream.range(0, 3 * many)
            .mapToObj(row -> "s" + row % many + ",2024-0" + (1 + row / many) + "-01," + row + "\n")
            .collect(Collectors.joining("", "series_id,period_start,value\n", ""));
    Files.writeString(file(), rows);

    var series = SeriesFile.read(file(), Grain.MONTH);

    assertThat(series).hasSize(many);
    assertThat(series)
        .contains(series("s7", Grain.MONTH, "2024-01-01T00:00", 7, many + 7.0, 2.0 * many + 7.0));
  }

  private Path file() {
    return folder.resolve("series.csv");
  }

  private List<Series> read(Grain grain, String... rows) throws IOException {
    Files.writeString(file(), "series_id,period_start,value\n" + String.join("\n", rows) + "\n");
    return SeriesFile.read(file(), grain);
  }

  private String refusal(Grain grain, String... rows) {
    return refusalOf("series_id,period_start,value\n" + String.join("\n", rows) + "\n", grain);
  }

  private String refusalOf(String text, Grain grain) {
    UserError error =
        catchThrowableOfType(
            UserError.class,
            () -> {
              Files.writeString(file(), text);
              SeriesFile.read(file(), grain);
            });
    assertThat(error.exitCode()).isEqualTo(ExitCode.INPUT);
    return error.getMessage();
  }

  private static Series series(String id, Grain grain, String first, double... values) {
    return new Series(id, grain, LocalDateTime.parse(first), values);
  }
}
