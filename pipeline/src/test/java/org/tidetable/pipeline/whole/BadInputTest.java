package org.tidetable.pipeline.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidetable.pipeline.run.OutputLock;

/** What is wrong is said with its place and its remedy, and nothing is left half-written. */
class BadInputTest {
  /** The first of the range that is kept for tests, with its check digit. */
  private static final String NHS_NUMBER = "9990000018";

  @TempDir private Path folder;
  private Path settings;
  private Path events;
  private Path out;

  /** A fault of the hospital's file: where it is said to be, and words of the remedy. */
  private enum Fault {
    COLUMN_MISSING(4, ":1:", "\"recorded_date\"", "Rename"),
    DATES_WRONG(4, ":2:3  ", "not a date as declared", "Mend the file"),
    FILE_EMPTY(4, ":1:1  ", "the file is empty", "Supply a file"),
    HEADING_ONLY(4, ":1:1  ", "no data", "Supply"),
    ENCODING_WRONG(4, ":201:3  ", "not text", "Save it as UTF-8"),
    CUT_IN_A_ROW(4, ":201:1  ", "the file is cut off", "Copy the file again"),
    PACKED_AND_CUT(4, ":", "the file is cut off", "Copy the file again"),
    NHS_NUMBER_IN_IT(5, ":101:8  ", "\"record_id\"", "run pseudonymise on the file");

    private final int exit;
    private final String place;
    private final String cause;
    private final String remedy;

    Fault(int exit, String place, String cause, String remedy) {
      this.exit = exit;
      this.place = place;
      this.cause = cause;
      this.remedy = remedy;
    }
  }

  @BeforeEach
  void a_sound_configuration() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    try (Stream<Path> example = Files.list(SmallRun.CONF.resolve("example"))) {
      for (Path file : example.toList()) {
        Files.copy(file, home.resolve(file.getFileName()));
      }
    }
    settings =
        Files.writeString(
            home.resolve("bad.yaml"),
            """
            name: bad
            seed: 1
            sources:
              - {mapping: health.yaml, files: [health_events.csv]}
            people: {register: people.csv, links: links.csv}
            demand:
              - name: attendances
                title: Attendances
                kind: emergency_attendance
                source: events
                grain: month
                horizon: 3
                levels: [nation]
            disclosure: policy.yaml
            """);
    SmallRun.writePolicy(home);
    events = home.resolve("health_events.csv");
    out = folder.resolve("out");
  }

  @ParameterizedTest
  @EnumSource
  void a_faulty_file_is_refused_with_place_and_remedy(Fault fault) throws IOException {
    plant(fault);

    Typed validated = Typed.run("validate", settings);
    Typed ended = Typed.run("run", settings, "--out", out, "--master", "local[1]");

    for (Typed typed : List.of(validated, ended)) {
      assertThat(typed.err())
          .contains("health_events.csv" + fault.place, fault.cause, fault.remedy)
          .contains("(exit " + fault.exit + ")")
          .doesNotContain("Exception");
      assertThat(typed.code()).isEqualTo(fault.exit);
      assertThat(typed.out()).isEmpty();
    }
    assertNothingIsPublished();
  }

  @Test
  void an_nhs_number_is_in_no_message_and_no_file_is_left_behind() throws IOException {
    plant(Fault.NHS_NUMBER_IN_IT);

    Typed ended = Typed.run("run", settings, "--out", out, "--master", "local[1]");

    assertThat(ended.code()).isEqualTo(5);
    assertThat(ended.screen()).doesNotContain(NHS_NUMBER);
    assertThat(SmallRun.files(out)).extracting(Path::getFileName).hasToString("[.lock]");
  }

  @ParameterizedTest
  @CsvSource({"people.csv", "links.csv"})
  void an_nhs_number_in_the_register_or_the_links_is_refused(String name) throws IOException {
    Path file = events.resolveSibling(name);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(2, NHS_NUMBER + lines.get(2).substring(lines.get(2).indexOf(',')));
    Files.write(file, lines);

    Typed ended = Typed.run("run", settings, "--out", out, "--master", "local[1]");

    assertThat(ended.err()).contains(name + ":3:1", "(exit 5)").doesNotContain(NHS_NUMBER);
    assertThat(ended.code()).isEqualTo(5);
    assertNothingIsPublished();
  }

  @Test
  void an_unknown_setting_is_refused_where_it_stands() throws IOException {
    Files.writeString(
        settings, Files.readString(settings).replace("    horizon: 3", "    horizn: 3"));

    for (String command : List.of("validate", "run")) {
      Typed typed =
          command.equals("run")
              ? Typed.run("run", settings, "--out", out)
              : Typed.run("validate", settings);
      assertThat(typed.err()).contains("bad.yaml", "12:5", "horizn", "horizon", "(exit 3)");
      assertThat(typed.code()).isEqualTo(3);
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void a_folder_that_cannot_be_written_is_an_environment_fault() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");

    Typed ended = Typed.run("run", settings, "--out", file.resolve("out"));

    assertThat(ended.err()).contains(file.resolve("out").toString(), "--out", "(exit 7)");
    assertThat(ended.code()).isEqualTo(7);
    assertThat(file).hasContent("old");
  }

  @Test
  void a_second_run_into_one_folder_is_told_to_wait() throws IOException {
    Files.createDirectory(out);
    try (OutputLock held = OutputLock.take(out)) {
      assertThat(held).isNotNull();
      Typed ended = Typed.run("run", settings, "--out", out);

      assertThat(ended.err()).contains("Another run holds", "Wait", "(exit 8)");
      assertThat(ended.code()).isEqualTo(8);
    }
    assertThat(SmallRun.files(out)).extracting(Path::getFileName).hasToString("[.lock]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | :1:1  the file is empty",
        "'series_id,period_start,value\n' | :1:1  there is a heading row but no data",
        "'series_id,period,value\na,2024-01-01,1\n' | :1:1",
        "'series_id,period_start,value\na,2024-02-30,1\n' | :2:2",
        "'series_id,period_start,value\na,2024-02-01,one\n' | :2:3",
        "'series_id,period_start,value\na,2024-02-01,1\na,2024-' | :3:",
        "'series_id,period_start,value\n\"a,2024-02-01,1\n' | :2:1  the file is cut off"
      })
  void a_table_that_is_refused_leaves_no_forecast(String text, String place) throws IOException {
    Path series = Files.writeString(folder.resolve("series.csv"), text);
    Path forecast = folder.resolve("forecasts/forecast.csv");

    Typed ended =
        Typed.run("forecast", series, "--grain", "month", "--horizon", 2, "--out", forecast);

    assertThat(ended.err()).contains(series + place).endsWith("(exit 4)\n");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(forecast.getParent()).doesNotExist();
  }

  private void assertNothingIsPublished() {
    assertThat(out.resolve("current")).doesNotExist();
    assertThat(out.resolve("latest.json")).doesNotExist();
    assertThat(out.resolve("releases")).doesNotExist();
    if (Files.exists(out)) {
      assertThat(SmallRun.files(out)).noneMatch(file -> file.toString().contains("published"));
    }
  }

  private void plant(Fault fault) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(events));
    switch (fault) {
      case COLUMN_MISSING -> lines.set(0, lines.get(0).replace("recorded_date", "recorded"));
      case DATES_WRONG ->
          IntStream.range(1, 31)
              .forEach(
                  i ->
                      lines.set(
                          i, lines.get(i).replaceFirst("\\d{4}-\\d\\d-\\d\\d", "2023-02-30")));
      case FILE_EMPTY -> lines.clear();
      case HEADING_ONLY -> lines.subList(1, lines.size()).clear();
      case ENCODING_WRONG -> lines.set(200, lines.get(200).replaceFirst(",20", ",\u00e920"));
      case CUT_IN_A_ROW -> {
        lines.subList(201, lines.size()).clear();
        Files.writeString(
            events, String.join("\n", lines).substring(0, String.join("\n", lines).length() - 40));
        return;
      }
      case PACKED_AND_CUT -> {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
          gzip.write(Files.readAllBytes(events));
        }
        Files.write(events, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        return;
      }
      case NHS_NUMBER_IN_IT ->
          lines.set(
              100, lines.get(100).substring(0, lines.get(100).lastIndexOf(',') + 1) + NHS_NUMBER);
    }
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    Files.write(events, text.getBytes(fault == Fault.ENCODING_WRONG ? ISO_8859_1 : UTF_8));
  }
}
