package org.tidetable.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidetable.pipeline.Main;

/** {@code forecast --hierarchy} as a user types it. */
class HierarchyCommandTest {
  private static final List<String> UNITS =
      List.of("n1-young", "n1-old", "n2-young", "n2-old", "s1-young", "s1-old");
  private static final String YAML =
      """
      lookup: units.csv
      dimensions:
        - name: area
          levels: [region, council]
          parents: councils.csv
        - name: age
      """;

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    List<String> rows = new ArrayList<>(List.of("series_id,period_start,value"));
    for (int unit = 0; unit < UNITS.size(); unit++) {
      for (int month = 0; month < 48; month++) {
        long value =
            Math.round((20 + 10 * unit) * (1 + 0.2 * Math.sin(month * Math.PI / 6 + unit)));
        rows.add(
            String.format(
                Locale.ROOT,
                "%s,%d-%02d-01,%d",
                UNITS.get(unit),
                2020 + month / 12,
                1 + month % 12,
                value + (month * 7 + unit * 3) % 5));
      }
    }
    write("visits.csv", String.join("\n", rows));
    StringBuilder units = new StringBuilder("series_id,council,age\n");
    UNITS.forEach(unit -> units.append(unit + "," + unit.replace("-", ",") + "\n"));
    write("units.csv", units.toString());
    write("councils.csv", "council,region\nn1,north\nn2,north\ns1,south\n");
    write("areas.yaml", YAML);
  }

  @Test
  void totals_stand_before_their_parts_and_add_up_digit_by_digit() throws IOException {
    Ended ended = forecast();

    assertThat(ended.err())
        .contains("They add up to 12 totals")
        .contains("Made to add up: ")
        .contains("Error at held-out dates against forecasts alone: all ");
    assertThat(ended.code()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("out.csv"));
    assertThat(lines.get(0)).endsWith("upper_95,status,reason,level,area,age,expected_alone");
    assertThat(lines.get(1)).startsWith("all,2024-01-01,1,").contains(",made,,all,all,all,");
    assertThat(lines).anyMatch(line -> line.startsWith("region=north|age=old,2024-02-01,2,"));
    assertThat(lines).anyMatch(line -> line.contains(",made,,council and age,s1,young,"));
    Map<String, BigDecimal> expected = expected(lines);
    for (String month : List.of("2024-01-01", "2024-02-01")) {
      BigDecimal north =
          Stream.of("n1-young", "n1-old", "n2-young", "n2-old")
              .map(unit -> expected.get(unit + month))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(expected.get("region=north" + month)).isEqualByComparingTo(north);
      assertThat(expected.get("all" + month))
          .isEqualByComparingTo(
              expected.get("age=old" + month).add(expected.get("age=young" + month)));
    }
    assertThat(expected.values()).anyMatch(value -> value.scale() > 0);
  }

  @Test
  void whole_numbers_add_up_too() throws IOException {
    write("areas.yaml", YAML + "totals: one_dimension\nwhole_numbers: true\n");

    assertThat(forecast().code()).isZero();

    Map<String, BigDecimal> expected = expected(Files.readAllLines(folder.resolve("out.csv")));
    assertThat(expected.values()).allMatch(value -> value.scale() <= 0);
    assertThat(expected).hasSize(2 * (1 + 2 + 2 + 3 + 6));
    assertThat(expected.get("all2024-01-01"))
        .isEqualByComparingTo(
            expected.get("region=north2024-01-01").add(expected.get("region=south2024-01-01")));
  }

  @Test
  void a_regression_that_is_asked_for_knows_the_levels_of_each_series() throws IOException {
    write("areas.yaml", YAML + "totals: top\n");
    assertThat(forecast("--methods", "linear_regression").code()).isZero();
    String before = alone("s1-young");
    // The same series and total; only the age of two others is another.
    Path units = folder.resolve("units.csv");
    write(
        "units.csv",
        Files.readString(units)
            .replace("n1-young,n1,young", "n1-young,n1,either")
            .replace("n1-old,n1,old", "n1-old,n1,young"));

    assertThat(forecast("--methods", "linear_regression").code()).isZero();

    assertThat(alone("s1-young")).isNotEmpty().isNotEqualTo(before);
  }

  /** The forecast of a series as made by itself, for the first period. */
  private String alone(String series) throws IOException {
    String line =
        Files.readAllLines(folder.resolve("out.csv")).stream()
            .filter(row -> row.startsWith(series + ",2024-01-01,"))
            .findFirst()
            .orElseThrow();
    return line.substring(line.lastIndexOf(',') + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          areas.yaml   | name: age      | nmae: age         | areas.yaml:6:5  dimensions[1].nmae
          areas.yaml   | [region        | [council          | areas.yaml:4:5  dimensions[0].levels
          areas.yaml   | lookup:        | totals: all\\nlookup: | totals  is "all". Use one of: every, one_dimension, top.
          areas.yaml   | councils.csv   | cuoncils.csv      | areas.yaml:5:5  dimensions[0].parents
          units.csv    | n1-old,n1,old  | n1-old,n1,        | units.csv:3:3  the column "age" is blank
          units.csv    | s1-old,s1,old  | x,s1,old          | units.csv:1:1  has no row with series_id "s1-old"
          units.csv    | s1-old,s1,old  | s1-old,s1,young   | units.csv:1:1  some series have the same codes
          units.csv    | council,age    | council,ages      | units.csv:1:1  there is no column "age"
          councils.csv | n2,north       | n2,north\\nn2,mid  | councils.csv:4:2  region "mid" contradicts "north"
          councils.csv | s1,south       | s2,south          | councils.csv:1:1  has no row with council "s1"
          """)
  void what_is_wrong_is_told_with_its_place(String file, String right, String wrong, String message)
      throws IOException {
    Path path = folder.resolve(file);
    write(file, Files.readString(path).replace(right, wrong.replace("\\n", "\n")));

    Ended ended = forecast();

    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isIn(3, 4);
    assertThat(folder.resolve("out.csv")).doesNotExist();
  }

  private static Map<String, BigDecimal> expected(List<String> lines) {
    Map<String, BigDecimal> expected = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.split(",", -1));
      expected.put(cells.get(0) + cells.get(1), new BigDecimal(cells.get(3)));
    }
    return expected;
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private record Ended(int code, String err) {}

  private Ended forecast(String... more) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream console = System.err;
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      int code =
          Main.run(
              Stream.concat(
                      Stream.of(
                          "forecast",
                          folder.resolve("visits.csv").toString(),
                          "--grain",
                          "month",
                          "--horizon",
                          "2",
                          "--pool",
                          "light",
                          "--hierarchy",
                          folder.resolve("areas.yaml").toString(),
                          "--out",
                          folder.resolve("out.csv").toString()),
                      Stream.of(more))
                  .toArray(String[]::new));
      return new Ended(code, err.toString(UTF_8));
    } finally {
      System.setErr(console);
    }
  }
}
