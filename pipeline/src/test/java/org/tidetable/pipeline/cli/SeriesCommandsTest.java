package org.tidetable.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.Main;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.source.SeriesFile;

/** The commands as a user types them. */
class SeriesCommandsTest {
  @TempDir private Path folder;

  private record Ended(int code, String out, String err) {}

  @Test
  void every_series_has_a_row_for_each_horizon_sorted_and_forecast_or_explained()
      throws IOException {
    Path out = folder.resolve("new/forecast.csv");
    Path series =
        write(
            months("b,\"q\"", 2020, 36, 1),
            List.of("c,2024-05-01,7"),
            months("a", 2021, 30, 2),
            List.of("d,2024-01-01,NA", "d,2024-02-01,"));

    Ended ended = run("forecast", series, "--grain", "month", "--horizon", "2", "--out", out);

    assertThat(ended.err()).contains("4 series").contains("2 series forecast, 2 not made");
    assertThat(ended.code()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0))
        .isEqualTo(
            "series_id,period_start,horizon,expected,lower_80,upper_80,lower_95,upper_95,status,reason");
    assertThat(lines.subList(1, 5))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("a,2023-07-01,1,").endsWith(",made,"),
            line -> assertThat(line).startsWith("a,2023-08-01,2,").endsWith(",made,"),
            line -> assertThat(line).startsWith("\"b,\"\"q\"\"\",2023-01-01,1,"),
            line -> assertThat(line).startsWith("\"b,\"\"q\"\"\",2023-02-01,2,"));
    assertThat(lines.subList(5, lines.size()))
        .containsExactly(
            "c,2024-06-01,1,,,,,,not_made,only 1 values were observed; 13 are needed",
            "c,2024-07-01,2,,,,,,not_made,only 1 values were observed; 13 are needed",
            "d,2024-03-01,1,,,,,,not_made,all values are missing",
            "d,2024-04-01,2,,,,,,not_made,all values are missing");
    assertThat(numbers(lines.get(1), 3, 8)).isSortedAccordingTo(Double::compare).hasSize(5);
    assertThat(out.getParent()).isDirectoryNotContaining("glob:**partial");
  }

  @Test
  void columns_of_ranges_follow_levels_and_hours_keep_their_hour() throws IOException {
    Path out = folder.resolve("forecast.csv");
    Path series =
        write(
            IntStream.range(0, 96)
                .mapToObj(
                    hour ->
                        String.format(
                            Locale.ROOT,
                            "a,2024-01-%02dT%02d:00,%d",
                            1 + hour / 24,
                            hour % 24,
                            hour % 24))
                .toList());

    Ended ended =
        run(
            "forecast",
            series,
            "--grain",
            "hour",
            "--horizon",
            "1",
            "--levels",
            "90,50",
            "--calendar",
            "gb-sct",
            "--out",
            out,
            "--quiet");

    assertThat(ended).isEqualTo(new Ended(0, "", ""));
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0))
        .isEqualTo(
            "series_id,period_start,horizon,expected,lower_90,upper_90,lower_50,upper_50,status,reason");
    assertThat(lines.get(1)).startsWith("a,2024-01-05T00:00,1,");
  }

  /** Half-term comes a week later than it ever did, which only the file can tell. */
  @Test
  void school_holidays_of_a_file_are_forecast_where_they_will_be() throws IOException {
    List<String> holidays = new ArrayList<>(List.of("name,first_day,last_day"));
    List<String> rows = new ArrayList<>();
    LocalDate first = LocalDate.of(2020, 1, 6);
    LocalDate half = LocalDate.of(2024, 11, 4);
    for (int week = 0; week < 255; week++) {
      LocalDate monday = first.plusWeeks(week);
      boolean closed = monday.equals(half) || (week < 250 && week % 52 == 42);
      if (closed) {
        holidays.add("Autumn half-term," + monday + "," + monday.plusDays(4));
      }
      if (week < 250) {
        rows.add("a," + monday + "," + ((closed ? 140 : 100) + week * 7 % 5));
      }
    }
    Path file = folder.resolve("school.csv");
    Files.write(file, holidays);
    Path out = folder.resolve("forecast.csv");

    Ended ended =
        run(
            "forecast",
            write(rows),
            "--grain",
            "week",
            "--horizon",
            "5",
            "--pool",
            "light",
            "--school-holidays",
            file,
            "--out",
            out,
            "--quiet");

    assertThat(ended.code()).isZero();
    List<String> lines = Files.readAllLines(out);
    double[] expected =
        lines.stream()
            .skip(1)
            .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[3]))
            .toArray();
    int closed = (int) java.time.temporal.ChronoUnit.WEEKS.between(first.plusWeeks(250), half);
    assertThat(expected[closed]).isBetween(122.0, 150.0);
    for (int week = 0; week < expected.length; week++) {
      if (week != closed) {
        // Where half-term has always been, the trees still look for it.
        assertThat(expected[week]).isBetween(92.0, 120.0);
      }
    }
  }

  @Test
  void a_backtest_ranks_the_methods_and_says_whether_the_choice_beats_naive() throws IOException {
    Path out = folder.resolve("judged");
    Path series =
        write(months("a", 2018, 60, 3), months("b", 2018, 60, 4), List.of("c,2020-01-01,1"));

    Ended ended =
        run(
            "backtest",
            series,
            "--grain",
            "month",
            "--horizon",
            "3",
            "--origins",
            "2",
            "--pool",
            "light",
            "--out",
            out);

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("coverage_80")
        .containsPattern("chosen (beats or equals|is worse than) the better of naive");
    List<String> board = Files.readAllLines(out.resolve("leaderboard.csv"));
    assertThat(board.get(0))
        .isEqualTo(
            "method,series,smape,mase,wape,rmsse,coverage_80,coverage_95,width_80,width_95,"
                + "msis_95,wis");
    assertThat(board.stream().skip(1).map(line -> line.split(",", -1)[0]))
        .containsExactlyInAnyOrder(
            "chosen",
            "naive",
            "seasonal_naive",
            "dynamic_optimised_theta",
            "exponential_smoothing",
            "stl_ar",
            "regression",
            "average");
    assertThat(board.stream().skip(1).map(line -> Double.valueOf(line.split(",", -1)[3])))
        .isSortedAccordingTo(Double::compare);
    assertThat(Files.readAllLines(out.resolve("accuracy_by_part.csv")))
        .hasSize(1 + 6)
        .first()
        .isEqualTo("by,third,periods,mase,coverage_80,coverage_95");
    assertThat(Files.readAllLines(out.resolve("accuracy_by_series.csv")))
        .hasSize(1 + 2 * 8 + 1)
        .last()
        .asString()
        .startsWith("c,,,")
        .endsWith("not known,only 1 values were observed; 13 are needed");
  }

  @Test
  void parquet_reads_as_text_does() throws IOException {
    Path parquet = folder.resolve("series.parquet");
    var rows =
        IntStream.range(0, 3)
            .mapToObj(
                month ->
                    RowFactory.create(
                        "a, \"b\" ",
                        Date.valueOf(LocalDate.of(2024, 1 + month, 1)),
                        month == 1 ? null : month + 0.5))
            .toList();
    var schema =
        new StructType()
            .add("unique_id", DataTypes.StringType)
            .add("ds", DataTypes.DateType)
            .add("y", DataTypes.DoubleType);
    SparkSession spark = Sessions.start("local[1]", folder.resolve("scratch"));
    try {
      spark.createDataFrame(rows, schema).coalesce(1).write().parquet(parquet.toString());

      assertThat(SeriesFile.readParquet(spark, parquet, Grain.MONTH, folder.resolve("one")))
          .containsExactly(
              new Series(
                  "a, \"b\" ",
                  Grain.MONTH,
                  LocalDateTime.of(2024, 1, 1, 0, 0),
                  new double[] {0.5, Double.NaN, 2.5}));
      assertThatThrownBy(
              () -> SeriesFile.readParquet(spark, parquet, Grain.HOUR, folder.resolve("two")))
          .hasMessageStartingWith(parquet + ":1:2  this is not an hour");
    } finally {
      spark.stop();
    }
    assertThat(SeriesFile.isParquet(parquet)).isTrue();
  }

  @Test
  void methods_that_are_named_are_the_only_ones_beside_what_they_are_measured_by()
      throws IOException {
    Path out = folder.resolve("named");
    Path series = write(months("a", 2018, 60, 3), months("b", 2018, 60, 4));
    List<Object> words =
        new ArrayList<>(List.of("backtest", series, "--grain", "month", "--horizon", "3"));
    words.addAll(List.of("--out", out, "--methods", "theta,complex_smoothing", "--quiet"));

    Ended ended = run(words.toArray());

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(Files.readAllLines(out.resolve("leaderboard.csv")).stream().skip(1))
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactlyInAnyOrder(
            "chosen",
            "average",
            "naive",
            "seasonal_naive",
            "exponential_smoothing",
            "theta",
            "complex_smoothing");
    words.set(words.indexOf("theta,complex_smoothing"), "tramp");
    assertThat(run(words.toArray()).err())
        .contains("--methods: \"tramp\" is no method. Did you mean \"tramo\"?")
        .contains("The methods are: naive, ");
    assertThat(run("backtest", "--help").out()).contains("optimised_theta").contains("sba");
  }

  @Test
  void refused_data_leave_the_old_file_as_it_was() throws IOException {
    Path out = Files.writeString(folder.resolve("forecast.csv"), "old");
    Path series = write(List.of("a,2024-01-01,1", "a,2024-01-01,2"));

    Ended ended = run("forecast", series, "--grain", "month", "--horizon", "2", "--out", out);

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err()).startsWith(series + ":3:2  ").endsWith("(exit 4)\n");
    assertThat(out).hasContent("old");
  }

  @ParameterizedTest
  @CsvSource({
    "--horizon, 0",
    "--levels, '80,80'",
    "--levels, '80,100'",
    "--calendar, gb-cor",
    "--grain, fortnight",
    "--out, ."
  })
  void a_setting_that_makes_no_sense_is_refused_before_anything_is_read(String option, String value)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("forecast", "nothing.csv", "--grain", "month", "--horizon", "2"));
    arguments.addAll(List.of("--out", folder.resolve("forecast.csv").toString()));
    int at = arguments.indexOf(option);
    if (at >= 0) {
      arguments.set(at + 1, value);
    } else {
      arguments.addAll(List.of(option, value));
    }

    Ended ended = run(arguments.toArray());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(option.substring(2, 4));
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    Ended ended =
        run("backtest", "nothing.csv", "--grain", "day", "--horizon", "7", "--out", folder);

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err()).startsWith("nothing.csv  there is no such file.");
  }

  @Test
  void numbers_have_seven_digits_and_no_exponent() {
    assertThat(CsvOutput.number(1.0 / 3)).isEqualTo("0.3333333");
    assertThat(CsvOutput.number(123_456_789)).isEqualTo("123456800");
    assertThat(CsvOutput.number(-0.0)).isEqualTo("0");
    assertThat(CsvOutput.number(2.50)).isEqualTo("2.5");
    assertThat(CsvOutput.number(Double.NaN)).isEmpty();
  }

  @SafeVarargs
  private Path write(List<String>... series) throws IOException {
    StringBuilder text = new StringBuilder("series_id,period_start,value\n");
    for (List<String> rows : series) {
      rows.forEach(row -> text.append(row).append('\n'));
    }
    return Files.writeString(folder.resolve("series.csv"), text);
  }

  private static List<String> months(String id, int year, int months, int phase) {
    String quoted = id.contains(",") ? "\"" + id.replace("\"", "\"\"") + "\"" : id;
    return IntStream.range(0, months)
        .mapToObj(
            month ->
                String.format(
                    Locale.ROOT,
                    "%s,%d-%02d-01,%d",
                    quoted,
                    year + month / 12,
                    1 + month % 12,
                    100 + 10 * ((month + phase) % 12) + (month * 7 * phase) % 5))
        .toList();
  }

  private static List<Double> numbers(String line, int from, int to) {
    String[] cells = line.split(",", -1);
    // lower_95, lower_80, expected, upper_80, upper_95
    return IntStream.of(6, 4, 3, 5, 7)
        .filter(cell -> cell >= from && cell < to)
        .mapToObj(cell -> Double.valueOf(cells[cell]))
        .toList();
  }

  private static Ended run(Object... arguments) {
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    PrintStream out = System.out;
    PrintStream err = System.err;
    var printed = new ByteArrayOutputStream();
    var said = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, UTF_8));
      System.setErr(new PrintStream(said, true, UTF_8));
      int code = Main.run(words);
      return new Ended(code, printed.toString(UTF_8), said.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
