package org.tidetable.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.Main;

/**
 * What nobody should feed to {@code forecast} and {@code backtest}, and somebody will: each series
 * is forecast for the dates after its end, or has a cause, or the file is refused with the place.
 */
class BadSeriesTest {
  private static final int HORIZON = 3;
  private static final int MONTHS = 48;

  /** expected, lower_80, upper_80, lower_95, upper_95 */
  private static final int[] ASCENDING = {6, 4, 3, 5, 7};

  @TempDir private Path folder;

  private record Ended(int code, String out, String err) {}

  @Test
  void every_odd_series_is_forecast_for_the_months_after_its_end_or_has_a_cause() throws Exception {
    Map<String, List<String>> series = oddSeries();
    List<String> rows = series.values().stream().flatMap(List::stream).collect(Collectors.toList());
    Collections.shuffle(rows, new Random(1));
    Path file = write(rows);
    Path out = folder.resolve("forecast.csv");

    Ended ended = run("forecast", file, "--grain", "month", "--horizon", HORIZON, "--out", out);

    assertThat(ended.code()).as(ended.err()).isZero();
    Map<String, List<String[]>> made = byId(out);
    assertThat(made.keySet()).isEqualTo(series.keySet());
    made.forEach((id, ahead) -> assertForecastOrExplained(id, series.get(id), ahead));
    assertThat(made.get("one observation")).allMatch(cells -> cells[8].equals("not_made"));
    assertThat(made.get("all missing"))
        .allMatch(cells -> cells[9].equals("all values are missing"));
    assertThat(made.get("zeros")).allMatch(cells -> cells[8].equals("made") && zero(cells[3]));
    assertThat(made.get("constant"))
        .allMatch(cells -> cells[8].equals("made") && Double.parseDouble(cells[3]) == 7);
  }

  @Test
  void a_backtest_of_odd_series_leaves_out_what_cannot_be_judged_and_says_why() throws Exception {
    Map<String, List<String>> series = oddSeries();
    Path file = write(series.values().stream().flatMap(List::stream).toList());
    Path out = folder.resolve("backtest");

    Ended ended =
        run(
            "backtest",
            file,
            "--grain",
            "month",
            "--horizon",
            HORIZON,
            "--origins",
            2,
            "--out",
            out);

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).doesNotContain("NaN").doesNotContain("Infinity");
    List<String> lines = Files.readAllLines(out.resolve("accuracy_by_series.csv"));
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[0]).distinct())
        .containsExactlyElementsOf(series.keySet());
    assertThat(lines).noneMatch(line -> line.contains("NaN") || line.contains("Infinity"));
    assertThat(lines).anyMatch(line -> line.startsWith("one observation,,,"));
  }

  @Test
  void months_in_a_file_of_days_are_refused_not_forecast_as_days() throws IOException {
    List<String> rows = new ArrayList<>(days("daily", 400));
    rows.addAll(months("monthly", month -> "5"));

    assertThat(refusal(rows, "day"))
        .contains(":402:2  all 48 rows of the series stand whole months apart")
        .contains("--grain month");
  }

  @Test
  void the_same_weekday_of_every_week_in_a_file_of_days_is_refused() throws IOException {
    List<String> rows =
        IntStream.range(0, 30)
            .mapToObj(week -> "a," + LocalDate.of(2024, 1, 3).plusWeeks(week) + ",5")
            .toList();

    assertThat(refusal(rows, "day")).contains("--grain week").contains("blank value");
  }

  @Test
  void days_at_one_hour_and_years_in_one_month_are_refused() throws IOException {
    List<String> daily =
        IntStream.range(0, 30)
            .mapToObj(day -> "a," + LocalDateTime.of(2024, 1, 1, 9, 0).plusDays(day) + ",5")
            .toList();
    List<String> yearly =
        IntStream.range(0, 20).mapToObj(year -> "a," + (2000 + year) + "-04-01,5").toList();

    assertThat(refusal(daily, "hour")).contains("--grain day");
    assertThat(refusal(yearly, "month")).contains("--grain year");
    assertThat(refusal(yearly, "quarter")).contains("--grain year");
  }

  @Test
  void days_in_a_file_of_months_are_refused_at_the_second_of_the_month() throws IOException {
    assertThat(refusal(days("a", 40), "month")).contains(":3:2  2023-01-02 does not begin a month");
  }

  @Test
  void a_mistyped_year_is_refused_where_it_stands() throws IOException {
    List<String> late = months("a", month -> "5");
    late.set(20, late.get(20).replace("2021-", "2061-"));
    List<String> early = months("a", month -> "5");
    early.set(30, early.get(30).replace("2022-", "1922-"));

    assertThat(refusal(late, "month"))
        .contains(":22:2  between 2023-12-01 (line 49) and 2061-09-01 (line 22)");
    assertThat(refusal(early, "month"))
        .contains(":32:2  between 1922-07-01 (line 32) and 2020-01-01 (line 2)");
  }

  @Test
  void the_hour_that_comes_twice_when_clocks_go_back_is_refused_with_the_remedy()
      throws IOException {
    assertThat(
            refusal(
                List.of("a,2024-10-27T00:00,1", "a,2024-10-27T01:00,2", "a,2024-10-27T01:00,3"),
                "hour"))
        .contains(":4:2  the series has 2024-10-27T01:00 twice, before in line 3.")
        .contains("hours of UTC");
    assertThat(refusal(List.of("a,2024-10-27T01:00+01:00,1"), "hour"))
        .contains(":2:2  this is not an hour")
        .contains("without a zone");
    assertThat(refusal(List.of("a,2024-10-27Z,1"), "day")).contains(":2:2  this is not a date");
  }

  @Test
  void infinite_values_duplicates_and_other_orders_of_day_and_month_are_refused()
      throws IOException {
    assertThat(refusal(List.of("a,2024-01-01,1", "a,2024-02-01,inf"), "month"))
        .contains(":3:3  this is not a number");
    assertThat(refusal(List.of("a,2024-01-01,1", "a,2024-02-01,-Infinity"), "month"))
        .contains(":3:3  this is not a number");
    assertThat(refusal(List.of("a,2024-01-01,1", "b,2024-01-01,1", "a,2024-01-01,1"), "month"))
        .contains(":4:2  the series has 2024-01-01 twice, before in line 2.");
    assertThat(refusal(List.of("a,2024-01-01,1e300"), "month"))
        .contains(":2:3  this number has more than 15 digits");
    assertThat(refusal(List.of("a,01/02/2024,1"), "month")).contains(":2:2  this is not a date");
  }

  @Test
  void twenty_years_of_hours_are_forecast() throws IOException {
    LocalDateTime first = LocalDateTime.of(2004, 1, 1, 0, 0);
    int hours = 20 * 8766;
    Path file =
        write(
            IntStream.range(0, hours)
                .mapToObj(
                    hour ->
                        "a,"
                            + first.plusHours(hour)
                            + ","
                            + (20 + hour % 24 + 3 * (hour / 24 % 7) + hour * 7919L % 5))
                .toList());
    Path out = folder.resolve("forecast.csv");

    Ended ended = run("forecast", file, "--grain", "hour", "--horizon", 24, "--out", out);

    assertThat(ended.code()).as(ended.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(25);
    assertThat(lines.get(1)).startsWith("a," + first.plusHours(hours) + ",1,").endsWith(",made,");
  }

  @Test
  @Tag("benchmark")
  void three_hundred_thousand_series_of_three_points_have_a_forecast_or_a_cause()
      throws IOException {
    int many = 300_000;
    Path file =
        write(
            IntStream.range(0, 3 * many)
                .mapToObj(row -> "s" + row / 3 + ",2024-0" + (1 + row % 3) + "-01," + row % 7)
                .toList());
    Path out = folder.resolve("forecast.csv");

    long started = System.nanoTime();
    Ended ended = run("forecast", file, "--grain", "month", "--horizon", 3, "--out", out);

    System.out.printf(
        Locale.ROOT, "%,d series: %.0f s%n", many, (System.nanoTime() - started) / 1e9);
    assertThat(ended.code()).as(ended.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(1 + 3 * many);
    assertThat(lines.subList(1, 1 + 3 * many))
        .allMatch(line -> line.endsWith(",made,") || line.contains(",,not_made,"));
  }

  /** Series by id, each odd in its own way. */
  private static Map<String, List<String>> oddSeries() {
    Map<String, List<String>> series = new TreeMap<>();
    put(series, "zeros", month -> "0");
    put(series, "constant", month -> "7");
    put(series, "negative", month -> "" + (-50 - month % 12));
    put(series, "both signs", month -> "" + (month * 37 % 11 - 5));
    put(series, "intermittent", month -> month % 7 == 0 ? "2" : "0");
    put(series, "last years zero", month -> month < 24 ? "" + (40 + month % 12) : "0");
    put(series, "first values late", month -> month < 40 ? "NA" : "3");
    put(series, "last values missing", month -> month < 40 ? "" + (10 + month % 12) : "NaN");
    put(series, "every second missing", month -> month % 2 == 0 ? "" + (10 + month % 12) : "");
    put(series, "all missing", month -> "NaN");
    put(series, "huge", month -> "1" + month % 10 + "e13");
    put(series, "tiny", month -> "1" + month % 10 + "e-300");
    put(series, "one outlier", month -> month == 30 ? "1000000000000" : "" + (9 + month % 4));
    put(series, "jump", month -> month < 45 ? "10" : "100000");
    put(series, "exponential", month -> String.format(Locale.ROOT, "%.0f", Math.pow(1.8, month)));
    series.put("one observation", List.of("one observation,2023-12-01,4"));
    series.put(
        "two far apart", List.of("two far apart,2020-01-01,4", "two far apart,2023-12-01,9"));
    series.put(
        "a gap of a year",
        months("a gap of a year", month -> "" + (20 + month % 12)).stream()
            .filter(row -> !row.contains(",2022-"))
            .toList());
    return series;
  }

  private static void put(Map<String, List<String>> series, String id, IntFunction<String> value) {
    series.put(id, months(id, value));
  }

  /** Four years that end in December 2023. */
  private static List<String> months(String id, IntFunction<String> value) {
    return IntStream.range(0, MONTHS)
        .mapToObj(
            month ->
                id + "," + LocalDate.of(2020, 1, 1).plusMonths(month) + "," + value.apply(month))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<String> days(String id, int days) {
    return IntStream.range(0, days)
        .mapToObj(day -> id + "," + LocalDate.of(2023, 1, 1).plusDays(day) + "," + day % 7)
        .toList();
  }

  private static void assertForecastOrExplained(
      String id, List<String> rows, List<String[]> ahead) {
    LocalDate last =
        rows.stream()
            .map(row -> LocalDate.parse(row.split(",", -1)[1]))
            .max(LocalDate::compareTo)
            .get();
    assertThat(ahead).as(id).hasSize(HORIZON);
    for (int step = 0; step < HORIZON; step++) {
      String[] cells = ahead.get(step);
      assertThat(cells[1]).as(id).isEqualTo(last.plusMonths(step + 1L).toString());
      if (cells[8].equals("made")) {
        double[] numbers =
            IntStream.of(ASCENDING).mapToDouble(at -> Double.parseDouble(cells[at])).toArray();
        assertThat(numbers).as(id).isSorted();
        assertThat(Arrays.stream(numbers).allMatch(Double::isFinite)).as(id).isTrue();
      } else {
        assertThat(cells[8]).as(id).isEqualTo("not_made");
        assertThat(cells[9]).as(id).isNotBlank();
        assertThat(Arrays.copyOfRange(cells, 3, 8)).as(id).containsOnly("");
      }
    }
  }

  private static boolean zero(String cell) {
    return Double.parseDouble(cell) == 0;
  }

  private static Map<String, List<String[]>> byId(Path file) throws IOException {
    Map<String, List<String[]>> rows = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      rows.computeIfAbsent(cells[0], unseen -> new ArrayList<>()).add(cells);
    }
    return rows;
  }

  /** What is said of a file that is refused; nothing is written then. */
  private String refusal(List<String> rows, String grain) throws IOException {
    Path file = write(rows);
    Path out = folder.resolve("refused.csv");
    Ended ended = run("forecast", file, "--grain", grain, "--horizon", 2, "--out", out);
    assertThat(ended.code()).as(ended.err()).isEqualTo(4);
    assertThat(ended.err()).startsWith(file.toString());
    assertThat(out).doesNotExist();
    return ended.err();
  }

  private Path write(List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("series_id,period_start,value"));
    lines.addAll(rows);
    return Files.write(folder.resolve("series.csv"), lines);
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
