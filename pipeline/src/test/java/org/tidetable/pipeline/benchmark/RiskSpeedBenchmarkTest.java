package org.tidetable.pipeline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.Main;
import org.tidetable.pipeline.run.RunFolder;

/**
 * Features, training, scoring, reasons and report of three risks for 200,000 people with 20 million
 * events, after the merge: two threads and 6 GB, the whole command with its start.
 */
@Tag("benchmark")
class RiskSpeedBenchmarkTest {
  private static final int PEOPLE = Integer.getInteger("tidetable.benchmark.people", 200_000);
  private static final double MOST_SECONDS = 300;
  private static final Path HOME =
      Path.of(System.getProperty("basedir", "")).resolve("target/benchmark").toAbsolutePath();
  private static final Path CONF =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("conf");

  @Test
  void risks_of_200_000_people_are_ready_in_five_minutes() throws Exception {
    // The population of MergeBenchmarkTest, so that both need to invent it but once.
    Path people = HOME.resolve("people-" + PEOPLE);
    if (!Files.exists(people.resolve("links.csv"))) {
      seconds(
          "synthesize",
          "--people",
          "" + PEOPLE,
          "--from",
          "2020-04-01",
          "--to",
          "2025-03-31",
          "--contacts",
          "--seed",
          "5",
          "--out",
          people.toString());
    }
    String settings = Files.writeString(HOME.resolve("risks.yaml"), settings(people)).toString();
    String out = HOME.resolve("risks").toString();
    RunFolder.delete(Path.of(out));
    double before = seconds("run", settings, "--out", out, "--master", "local[2]", "--to", "merge");
    double after =
        seconds("run", settings, "--out", out, "--master", "local[2]", "--from", "features");
    System.out.println(
        String.format(
            Locale.ROOT,
            "%,d people, three risks: %.0f s after a merge of %.0f s%n%s",
            PEOPLE,
            after,
            before,
            Files.readString(HOME.resolve("risk-command.log"))));
    if (PEOPLE >= 200_000) {
      assertThat(after).isLessThanOrEqualTo(MOST_SECONDS);
    }
  }

  private static double seconds(String... words) throws Exception {
    Files.createDirectories(HOME);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx6g");
    command.addAll(Arrays.asList(System.getProperty("tidetable.opens", "").split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    Path log = HOME.resolve("risk-command.log");
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    return (System.nanoTime() - started) / 1e9;
  }

  private static String settings(Path people) {
    return """
        name: risks
        seed: 1
        sources:
          - {mapping: @/sources/synthetic-health.yaml, files: [$/health_events.csv]}
          - {mapping: @/sources/synthetic-care.yaml, files: [$/care_events.csv]}
          - {mapping: @/sources/synthetic-education.yaml, files: [$/school_events.csv]}
        people: {register: $/people.csv, links: $/links.csv}
        areas: {names: [$/areas.csv]}
        risk:
          - name: emergency_admission_65_plus
            title: Emergency admission within 12 months, aged 65 and over
            minimum_age: 65
            maximum_age: 120
            outcome_kinds: [emergency_admission]
            lookback: P1Y
            time_at_risk: P1Y
            top_per_area: 40
          - name: long_term_care_65_plus
            title: Start of long-term care within 12 months, aged 65 and over
            minimum_age: 65
            maximum_age: 120
            exclude_if_ever: [long_term_care_start]
            outcome_kinds: [long_term_care_start]
            lookback: P1Y
            time_at_risk: P1Y
            top_per_area: 20
          - name: persistent_absence_5_to_15
            title: Persistent absence from school within 12 months, aged 5 to 15
            minimum_age: 5
            maximum_age: 15
            outcome_kinds: [absence_session]
            minimum: 38
            lookback: P1Y
            time_at_risk: P1Y
            top_per_area: 30
        disclosure: @/disclosure.yaml
        """
        .replace("@", CONF.toString())
        .replace("$", people.toString());
  }
}
