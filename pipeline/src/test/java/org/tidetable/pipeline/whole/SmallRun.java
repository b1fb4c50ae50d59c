package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.Sessions;

/**
 * One run through all stages, made once for all tests that ask for it: twelve trusts of the demo,
 * and 3,000 invented people whose truth is known.
 *
 * @param home holds the configuration and its files
 */
record SmallRun(Path home, Typed synthesized, Typed ended) {
  static final Path CONF =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("conf");
  static final int PEOPLE = 3000;
  static final List<String> RISKS =
      List.of(
          "emergency_admission_65_plus", "long_term_care_65_plus", "persistent_absence_5_to_15");
  static final int TRUST_HORIZON = 6;
  static final int PEOPLE_HORIZON = 3;

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /** One of them has two months of counts and one has six: too few for a forecast. */
  private static final Set<String> TRUSTS =
      Set.of("RTV", "RW6", "R0A", "R0B", "R1H", "R1K", "RA2", "RA7", "RA9", "RAE", "RAJ", "RAL");

  Path configuration() {
    return home.resolve("small.yaml");
  }

  Path out() {
    return home.resolve("out");
  }

  Path current() {
    return out().resolve("current");
  }

  Path truth() {
    return home.resolve("truth/true_risk.csv");
  }

  /** The folder of the run's own files. */
  Path folder() {
    try (Stream<Path> runs = Files.list(out().resolve("runs"))) {
      return runs.findFirst().orElseThrow();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A published table. */
  List<CSVRecord> table(String name) {
    return csv(current().resolve("csv").resolve(name + ".csv"));
  }

  static List<CSVRecord> csv(Path file) {
    try {
      String text = Files.readString(file);
      CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      return CSVParser.parse(text.startsWith("\ufeff") ? text.substring(1) : text, format)
          .getRecords();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Every file below a folder, with links followed. */
  static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.walk(folder, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs the configuration on another engine. */
  static Typed run(Path home, Path out, String master, int partitions) {
    System.setProperty(PARTITIONS, Integer.toString(partitions));
    try {
      return Typed.run("run", home.resolve("small.yaml"), "--out", out, "--master", master);
    } finally {
      System.clearProperty(PARTITIONS);
    }
  }

  private static SmallRun make() throws IOException {
    Path home = Files.createTempDirectory("tidetable-small-run-");
    Files.writeString(home.resolve("small.yaml"), settings());
    writePolicy(home);
    Files.write(home.resolve("ae.csv"), ofTheTrusts());
    Files.writeString(
        home.resolve("known.csv"),
        """
        demand,area,from,to,change,reason,who
        ae_attendances,England,2024-01-01,,+1000,A new ward,Planning team
        ae_attendances,R0A,2019-01-01,2019-03-31,+5,An old ward,Planning team
        """);
    Files.writeString(
        home.resolve("population.csv"),
        """
        area_code,date,population
        E92000001,2023-06-30,57690300
        """);
    Files.writeString(
        home.resolve("plan.csv"),
        """
        area_code,period_start,value
        R0A,2024-02-01,40000
        R0A,2024-03-01,40000
        R0A,2024-04-01,40000
        R0B,2024-03-01,20000
        """);
    Typed synthesized =
        Typed.run(
            "synthesize",
            "--people",
            PEOPLE,
            "--seed",
            7,
            "--truth",
            home.resolve("truth/true_risk.csv"),
            "--out",
            home.resolve("people"));
    Typed ended = run(home, home.resolve("out"), "local[2]", 3);
    SmallRun run = new SmallRun(home, synthesized, ended);
    assertThat(ended.code()).as(ended.err()).isZero();
    return run;
  }

  /** A policy and a key that protects nobody, as the people are invented. */
  static void writePolicy(Path home) throws IOException {
    Files.writeString(
        home.resolve("policy.yaml"),
        """
        version: "1"
        base: 8
        minimum_basis: 10
        population: small
        key: small.key
        """);
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 7);
    Path file = Files.write(home.resolve("small.key"), key);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String settings() {
    return """
        name: small
        seed: 7
        sources:
          - {mapping: @/sources/nhs-ae-by-trust.yaml, files: [ae.csv]}
          - {mapping: @/sources/synthetic-health.yaml, files: [people/health_events.csv]}
          - {mapping: @/sources/synthetic-care.yaml, files: [people/care_events.csv]}
          - {mapping: @/sources/synthetic-education.yaml, files: [people/school_events.csv]}
        people: {register: people/people.csv, links: people/links.csv}
        areas:
          trust_catchment: @/demo/trust_catchment.csv.gz
          trust_attribution: @/demo/trust_attribution.csv.gz
          authority_region: @/demo/authority_region.csv.gz
          names: [@/demo/trust_names.csv.gz, people/areas.csv]
        bank_holidays: @/demo/bank_holidays.json.gz
        demand:
          - name: ae_attendances
            title: A&E attendances
            kind: emergency_attendance
            source: nhs_ae
            grain: month
            horizon: 6
            levels: [trust, region, nation]
            plan: {file: plan.csv, published_by: The board}
          - name: invented_ae_attendances
            title: A&E attendances of invented people
            kind: emergency_attendance
            source: events
            grain: month
            horizon: 3
            levels: [area, nation]
        risk:
          - name: emergency_admission_65_plus
            title: Emergency admission within 12 months, aged 65 and over
            minimum_age: 65
            maximum_age: 120
            outcome_kinds: [emergency_admission]
            lookback: P1Y
            time_at_risk: P1Y
            top_per_area: 12
            caseload: [50]
            cost: 45
            point_scores: [@/point-scores/frailty-share.yaml]
          - name: long_term_care_65_plus
            title: Start of long-term care within 12 months, aged 65 and over
            minimum_age: 65
            maximum_age: 120
            exclude_if_ever: [long_term_care_start]
            outcome_kinds: [long_term_care_start]
            lookback: P1Y
            time_at_risk: P1Y
            top_per_area: 5
          - name: persistent_absence_5_to_15
            title: Persistent absence from school within 12 months, aged 5 to 15
            minimum_age: 5
            maximum_age: 15
            outcome_kinds: [absence_session]
            minimum: 38
            lookback: P1Y
            time_at_risk: P1Y
            top_per_area: 6
        adjustments: known.csv
        population:
          - demand: ae_attendances
            file: population.csv
            published_by: Office for National Statistics
            licence: Open Government Licence v3.0
            address: https://www.ons.gov.uk
        lead_indicators:
          - {demand: ae_attendances, leads: invented_ae_attendances, lag_from: 1, lag_to: 3}
        disclosure: policy.yaml
        """
        .replace("@", CONF.toString());
  }

  private static List<String> ofTheTrusts() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(CONF.resolve("demo/ae_by_trust_monthly.csv.gz"))),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.contains("nhs_trust22_code") || TRUSTS.contains(code(line)))
          .toList();
    }
  }

  /** A table of the run's own, read with an engine that is stopped when the rows are used. */
  <T> T withSpark(Function<SparkSession, T> use) {
    SparkSession spark = Sessions.start("local[1]", home.resolve("scratch"));
    try {
      return use.apply(spark);
    } finally {
      spark.stop();
    }
  }

  private static String code(String line) {
    return line.substring(0, line.indexOf(',')).replace("\"", "");
  }

  /** Hands the one run to every test; its folder goes when the last test has ended. */
  static final class Once implements ParameterResolver {
    private record Kept(SmallRun run) implements AutoCloseable {
      @Override
      public void close() {
        RunFolder.delete(run.home());
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SmallRun.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(SmallRun.class))
          .getOrComputeIfAbsent(
              SmallRun.class,
              once -> {
                try {
                  return new Kept(make());
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              },
              Kept.class)
          .run();
    }
  }
}
