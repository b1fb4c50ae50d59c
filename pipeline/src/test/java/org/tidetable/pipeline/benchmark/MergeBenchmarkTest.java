package org.tidetable.pipeline.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.source.GateCost;

/**
 * Three files of 20 million rows (200,000 people over five years), read, typed, cleared of
 * duplicates, linked and written sorted, by Tidetable and by DuckDB: two threads and 6 GB each, in
 * turn, whole commands with their start.
 */
@Tag("benchmark")
class MergeBenchmarkTest {
  private static final int PEOPLE = Integer.getInteger("tidetable.benchmark.people", 200_000);
  private static final int ROUNDS = 3;
  private static final double MOST_TIMES_THE_PEER = 4;
  private static final Path HOME =
      Path.of(System.getProperty("basedir", "")).resolve("target/benchmark").toAbsolutePath();
  private static final Path CONF =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("conf");

  /** Seconds of a command, and the most memory that it held. */
  private record Measured(double seconds, double gigabytes) {}

  @Test
  void merging_takes_at_most_four_times_as_long_as_duckdb() throws Exception {
    Path people = HOME.resolve("people-" + PEOPLE);
    if (!Files.exists(people.resolve("links.csv"))) {
      tidetable(
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
    long rows = 0;
    for (String file : List.of("health_events.csv", "care_events.csv", "school_events.csv")) {
      try (Stream<String> lines = Files.lines(people.resolve(file))) {
        rows += lines.count() - 1;
      }
    }
    Path settings = Files.writeString(HOME.resolve("benchmark.yaml"), settings(people));
    List<Measured> ours = new ArrayList<>();
    List<Measured> theirs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      RunFolder.delete(HOME.resolve("duckdb"));
      theirs.add(java(DuckMerge.class, people.toString(), HOME.resolve("duckdb").toString()));
      RunFolder.delete(HOME.resolve("out"));
      ours.add(
          tidetable(
              "run",
              settings.toString(),
              "--out",
              HOME.resolve("out").toString(),
              "--to",
              "merge",
              "--master",
              "local[2]"));
      say("round %d: Tidetable %s, DuckDB %s", round + 1, ours.get(round), theirs.get(round));
    }
    double mine = median(ours);
    double other = median(theirs);
    double gate = GateCost.seconds(CONF.resolve("sources"), people, ROUNDS);
    say(
        "%,d rows: Tidetable %.1f s (%,.0f rows a second, at most %.1f GB), of it the identity gate"
            + " %.1f s; DuckDB %.1f s (at most %.1f GB); ratio %.2f, without the gate %.2f (medians"
            + " of %d)",
        rows,
        mine,
        rows / mine,
        most(ours),
        gate,
        other,
        most(theirs),
        mine / other,
        (mine - gate) / other,
        ROUNDS);
    assertThat(DuckMerge.same(store(), HOME.resolve("duckdb"))).isTrue();
    assertThat((mine - gate) / other).isLessThanOrEqualTo(MOST_TIMES_THE_PEER);
  }

  private static String settings(Path people) {
    return """
        name: benchmark
        seed: 1
        sources:
          - {mapping: @/sources/synthetic-health.yaml, files: [$/health_events.csv]}
          - {mapping: @/sources/synthetic-care.yaml, files: [$/care_events.csv]}
          - {mapping: @/sources/synthetic-education.yaml, files: [$/school_events.csv]}
        people: {register: $/people.csv, links: $/links.csv}
        disclosure: @/disclosure.yaml
        """
        .replace("@", CONF.toString())
        .replace("$", people.toString());
  }

  private static Path store() throws IOException {
    try (Stream<Path> runs = Files.list(HOME.resolve("out/runs"))) {
      return runs.findFirst().orElseThrow().resolve("store/events");
    }
  }

  private static Measured tidetable(String... words) throws Exception {
    return java(org.tidetable.pipeline.Main.class, words);
  }

  private static Measured java(Class<?> main, String... words) throws Exception {
    Files.createDirectories(HOME);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx6g");
    command.addAll(Arrays.asList(System.getProperty("tidetable.opens", "").split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(words));
    Path log = HOME.resolve("command.log");
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    double gigabytes = 0;
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      gigabytes = Math.max(gigabytes, gigabytes(process.pid()));
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return new Measured((System.nanoTime() - started) / 1e9, gigabytes);
  }

  /** The most memory of a process so far, where the system tells it; else 0. */
  private static double gigabytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"), UTF_8)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / (1 << 20))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException ended) {
      return 0;
    }
  }

  private static double median(List<Measured> measured) {
    return measured.stream().mapToDouble(Measured::seconds).sorted().toArray()[ROUNDS / 2];
  }

  private static double most(List<Measured> measured) {
    return measured.stream().mapToDouble(Measured::gigabytes).max().orElse(0);
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
