package org.tidetable.pipeline.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.synthetic.Rates;
import org.tidetable.pipeline.synthetic.SyntheticSettings;
import org.tidetable.pipeline.synthetic.statutory.Plant;
import org.tidetable.pipeline.synthetic.statutory.StatutoryPopulation;

/**
 * A few hundred invented people in the statutory formats, as {@code conf/statutory.yaml} expects
 * them beside its folder, with the truth apart.
 *
 * @param home holds conf, keys, statutory (the extracts) and truth
 */
record StatutoryRun(Path home) {
  /** Children's services and moves are commoner than anywhere, so that no file is empty. */
  private static final SyntheticSettings SETTINGS =
      new SyntheticSettings(
          300,
          LocalDate.of(2022, 4, 1),
          LocalDate.of(2024, 3, 31),
          11,
          true,
          new Rates(60, 1.3, 1.3, 2, 3, 0.2, 1, 3, 4, 3, 15, 1, 1.1, 6, 3, 0.01));

  /**
   * Writes the population.
   *
   * @param limit share of faulty rows that every mapping allows; empty for what each of them says
   */
  static StatutoryRun make(Path home, Set<Plant> plants, Optional<Double> limit)
      throws IOException {
    StatutoryRun made = new StatutoryRun(home);
    StatutoryPopulation.write(
        SETTINGS, plants, made.extracts(), Optional.of(home.resolve("truth/true_risk.csv")));
    for (String folder : List.of(".", "sources", "codelists", "example")) {
      copy(SmallRun.CONF.resolve(folder).normalize(), home.resolve("conf").resolve(folder));
    }
    if (limit.isPresent()) {
      for (Path mapping : SmallRun.files(home.resolve("conf/sources"))) {
        Files.writeString(
            mapping, "set_aside_limit: " + limit.get() + "\n", StandardOpenOption.APPEND);
      }
    }
    Files.createDirectories(home.resolve("keys"));
    for (String name : List.of("pseudonym", "disclosure")) {
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) name.length());
      Path file = Files.write(home.resolve("keys").resolve(name + ".key"), key);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return made;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  Path extracts() {
    return home.resolve("statutory");
  }

  /**
   * A run up to the merge.
   *
   * @param folder of its own files
   */
  record Merged(Path folder, Typed typed) {
    Path events() {
      return folder.resolve("store/events");
    }

    Path people() {
      return folder.resolve("store/people");
    }

    /** The findings by source and check. */
    Map<String, Map<String, Long>> checks() {
      Map<String, Map<String, Long>> checks = new TreeMap<>();
      QualityReport.read(folder.resolve("quality")).stream()
          .filter(check -> !check.isShare())
          .forEach(
              check ->
                  checks
                      .computeIfAbsent(check.source(), source -> new TreeMap<>())
                      .put(check.check(), (long) check.value()));
      return checks;
    }

    List<CSVRecord> setAside() {
      return SmallRun.csv(folder.resolve("quality/set_aside.csv"));
    }
  }

  Merged merge(Path out) throws IOException {
    Set<Path> before = runs(out);
    Typed typed =
        Typed.run(
            "run",
            home.resolve("conf/statutory.yaml"),
            "--out",
            out,
            "--to",
            "merge",
            "--master",
            "local[2]");
    assertThat(typed.code()).as(typed.err()).isZero();
    Set<Path> after = runs(out);
    after.removeAll(before);
    assertThat(after).hasSize(1);
    return new Merged(after.iterator().next(), typed);
  }

  private static Set<Path> runs(Path out) throws IOException {
    Path runs = out.resolve("runs");
    if (!Files.exists(runs)) {
      return new HashSet<>();
    }
    try (Stream<Path> found = Files.list(runs)) {
      return new HashSet<>(found.toList());
    }
  }

  /** People with an opt-out, by the linkage body's name for them. */
  Set<String> optedOut() {
    Set<String> links = new HashSet<>();
    SmallRun.csv(extracts().resolve("opt_out.csv")).forEach(row -> links.add(row.get("link_id")));
    return links;
  }

  /** All identifiers of these people. */
  Set<String> objecting() {
    Set<String> gone = optedOut();
    Set<String> identifiers = new HashSet<>();
    for (CSVRecord link : SmallRun.csv(extracts().resolve("links.csv"))) {
      if (gone.contains(link.get("link_id"))) {
        identifiers.add(link.get("source") + "|" + link.get("identifier"));
      }
    }
    return identifiers;
  }

  /** The files that a source reads. */
  List<Path> files(StatutorySource source) {
    return SmallRun.files(extracts()).stream()
        .filter(file -> source.reads(extracts().relativize(file).toString()))
        .toList();
  }

  /** A file of the truth, without the rows of people with an opt-out. */
  List<CSVRecord> truth(String name) throws IOException {
    Set<String> gone = optedOut();
    return packed(name).stream().filter(row -> !gone.contains(row.get("link_id"))).toList();
  }

  /** The rows that were planted: file, line from 1, kind. */
  List<CSVRecord> planted() throws IOException {
    return packed("planted_rows.csv.gz");
  }

  private List<CSVRecord> packed(String name) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (BufferedReader text =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(home.resolve("truth").resolve(name))),
                    UTF_8));
        CSVParser rows = CSVParser.parse(text, format)) {
      return rows.getRecords();
    }
  }
}
