package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One configuration, run as each new month becomes known, in one folder: a month as usual, then a
 * month in which all areas count a third more; and the last of these by itself in an empty folder.
 */
class ReleasesTest {
  private static final int AREAS = 12;
  private static final int MONTHS = 60;

  @TempDir private static Path home;
  private static List<CSVRecord> alone = List.of();
  private static List<CSVRecord> third = List.of();

  @BeforeAll
  static void run_three_times() throws IOException {
    Files.writeString(home.resolve("visits.yaml"), MAPPING);
    Files.writeString(home.resolve("run.yaml"), RUN);
    SmallRun.writePolicy(home);
    for (int known = MONTHS; known < MONTHS + 3; known++) {
      Files.writeString(home.resolve("visits.csv"), visits(known));
      released("out");
    }
    third = table("out", "fact_demand_forecast");
    released("empty");
    alone = table("empty", "fact_demand_forecast");
  }

  private static void released(String out) {
    Typed ended = Typed.run("run", home.resolve("run.yaml"), "--out", home.resolve(out));
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private static List<CSVRecord> table(String out, String name) {
    return SmallRun.csv(home.resolve(out + "/current/csv").resolve(name + ".csv"));
  }

  private static String visits(int known) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("date,area,number\n");
    for (int month = 0; month < known; month++) {
      double level = month == MONTHS + 1 ? 1.35 : 1;
      for (int area = 0; area < AREAS; area++) {
        text.append(
            String.format(
                Locale.ROOT,
                "%d-%02d-01,A%02d,%.0f%n",
                2019 + month / 12,
                1 + month % 12,
                area,
                level * (1000 + 30 * random.nextGaussian())));
      }
    }
    return text.toString();
  }

  private static double factor(String out) {
    CSVRecord whole =
        table(out, "fact_forecast_drift").stream()
            .filter(row -> row.get("series_id").equals("visits"))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(whole.get("range_factor_80"));
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  @Test
  void ranges_widen_once_what_came_lay_outside_those_of_earlier_releases() {
    assertThat(factor("empty")).isEqualTo(1);
    assertThat(factor("out")).isBetween(1.02, 1.25);
    assertThat(third).hasSameSizeAs(alone);
    for (int at = 0; at < third.size(); at++) {
      CSVRecord row = third.get(at);
      double expected = number(alone.get(at), "expected");
      double width = number(alone.get(at), "upper_80") - number(alone.get(at), "lower_80");
      assertThat(number(row, "expected")).as("the number to plan with").isEqualTo(expected);
      assertThat(number(row, "upper_80") - number(row, "lower_80"))
          .isCloseTo(factor("out") * width, within(2.0));
    }
  }

  @Test
  void earlier_releases_stand_beside_what_came_and_the_report_tells_it() throws IOException {
    List<CSVRecord> vintages = table("out", "fact_forecast_vintage");
    assertThat(vintages).extracting(row -> row.get("release")).contains("1", "2");
    assertThat(vintages)
        .filteredOn(row -> row.get("period_start").equals("2024-02-01"))
        .extracting(row -> row.get("in_95"))
        .containsOnly("no");
    assertThat(table("out", "fact_forecast_drift"))
        .extracting(row -> row.get("alarm"))
        .contains("yes");
    assertThat(Files.readString(home.resolve("out/current/report.html")))
        .contains("Visits: more came than the last forecasts allow for");
  }

  private static final String RUN =
      """
      name: months
      seed: 7
      sources:
        - {mapping: visits.yaml, files: [visits.csv]}
      pool: light
      demand:
        - name: visits
          title: Visits
          kind: emergency_attendance
          source: visits
          grain: month
          horizon: 3
          levels: [trust]
      disclosure: policy.yaml
      """;

  private static final String MAPPING =
      """
      name: visits
      title: Counts
      published_by: Somebody
      licence: Open Government Licence v3.0
      address: https://example.org
      columns:
        date: {type: text}
        area: {type: text}
        number: {type: integer}
      counts:
        grain: month
        period: {columns: [date], format: yyyy-MM-dd}
        areas:
          - {level: trust, code: area}
        measures:
          - {column: number, kind: emergency_attendance}
      """;
}
