package org.tidetable.pipeline.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.run.RunFolder;

/**
 * The Open University's learning records by {@code conf/benchmarks/oulad.yaml}: learnt from 2013,
 * judged on February 2014.
 *
 * <p>Needs {@code -Dtidetable.data=DIR}.
 */
@Tag("benchmark")
class JoinedRiskBenchmarkTest {
  private static final double LEAST_AUROC = 0.815;
  private static final String SLOPE = "calibration_slope";
  private static final Path CONF =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("conf");
  private static final Path HOME =
      Path.of(System.getProperty("basedir", "")).resolve("target/joined-risk").toAbsolutePath();

  @Test
  void who_will_fail_is_told_above_rivals_and_as_often_as_said() throws IOException {
    String data = System.getProperty("tidetable.data", "");
    assumeTrue(!data.isBlank(), "give -Dtidetable.data=DIR");
    RunFolder.delete(HOME);
    Path settings = Files.createDirectories(HOME.resolve("conf/benchmarks"));
    for (String name : List.of("oulad.yaml", "oulad.sql", "disclosure.yaml")) {
      Files.copy(CONF.resolve("benchmarks").resolve(name), settings.resolve(name));
    }
    Files.createSymbolicLink(HOME.resolve("conf/sources"), CONF.resolve("sources"));
    Files.createSymbolicLink(HOME.resolve("conf/codelists"), CONF.resolve("codelists"));
    Files.createSymbolicLink(settings.resolve("oulad"), Path.of(data, "oulad").toAbsolutePath());
    Path key = Files.createDirectories(HOME.resolve("keys")).resolve("disclosure.key");
    Files.writeString(key, "a benchmark on open data has no secret");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

    Path out = HOME.resolve("out");
    Peers.tidetable("run", settings.resolve("oulad.yaml").toString(), "--out", out.toString());

    List<CSVRecord> scores;
    try (CSVParser rows =
        CSVParser.parse(
            out.resolve("current/csv/fact_risk_accuracy.csv"),
            UTF_8,
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      scores = rows.getRecords();
    }
    String kept =
        scores.stream()
            .filter(row -> row.get("kept").equals("yes"))
            .map(row -> row.get("method"))
            .findFirst()
            .orElseThrow();
    scores.stream()
        .filter(row -> List.of("auroc", "auroc_below_kept", SLOPE).contains(row.get("score")))
        .forEach(
            row ->
                Peers.say(
                    "%s, %s: %s (%s to %s)",
                    row.get("method"),
                    row.get("score"),
                    row.get("value"),
                    row.get("lower_95"),
                    row.get("upper_95")));
    SoftAssertions.assertSoftly(
        bars -> {
          bars.assertThat(number(scores, kept, "auroc", "value"))
              .as("AUROC")
              .isGreaterThanOrEqualTo(LEAST_AUROC);
          bars.assertThat(number(scores, kept, SLOPE, "value")).isCloseTo(1, within(0.05));
          for (String rival : List.of("logistic", "traits", "area")) {
            bars.assertThat(number(scores, rival, "auroc_below_kept", "lower_95"))
                .as("how far %s stands below, at least", rival)
                .isPositive();
          }
        });
    assertThat(kept).isNotEqualTo("logistic");
  }

  private static double number(List<CSVRecord> scores, String method, String score, String column) {
    return scores.stream()
        .filter(row -> row.get("method").equals(method) && row.get("score").equals(score))
        .mapToDouble(row -> Double.parseDouble(row.get(column)))
        .findFirst()
        .orElseThrow();
  }
}
