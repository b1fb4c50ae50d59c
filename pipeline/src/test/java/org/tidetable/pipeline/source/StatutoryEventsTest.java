package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.identity.CellGate;
import org.tidetable.pipeline.synthetic.Rates;
import org.tidetable.pipeline.synthetic.SyntheticSettings;
import org.tidetable.pipeline.synthetic.statutory.StatutoryPopulation;

/**
 * What the ready mappings read from invented extracts, against the truth that the generator keeps.
 */
class StatutoryEventsTest {
  private static final Set<String> YEARLY = Set.of("cin", "ssda903");

  @TempDir private static Path temp;
  private static Path extracts;
  private static Path truth;

  /** The gate has tests of its own; here every cell passes. */
  private static final CellGate OPEN =
      new CellGate() {
        @Override
        public void see(Line row) {}

        @Override
        public void seeOutside(String text) {}

        @Override
        public void finish() {}
      };

  @BeforeAll
  static void invent() throws IOException {
    extracts = temp.resolve("extracts");
    truth = temp.resolve("truth");
    var settings =
        new SyntheticSettings(
            1500,
            LocalDate.parse("2022-04-01"),
            LocalDate.parse("2024-03-31"),
            7,
            true,
            Rates.NATIONAL);
    StatutoryPopulation.write(
        settings, Set.of(), extracts, Optional.of(truth.resolve("true_risk.csv")));
  }

  private static List<Row> rows(SourceMapping mapping, Path file) {
    List<Row> rows = new ArrayList<>();
    reading(mapping, file).forEachRemaining(rows::add);
    return rows;
  }

  private static SourceReading reading(SourceMapping mapping, Path file) {
    return new SourceReading(mapping, file, UnaryOperator.identity(), (name, columns) -> OPEN);
  }

  @Test
  void every_column_of_every_extract_is_declared() {
    StatutoryFiles.in(extracts)
        .forEach(
            (file, mappings) -> {
              for (SourceMapping mapping : mappings) {
                Drift drift = reading(mapping, file).drift();
                assertThat(drift.absent()).as(mapping.name()).isEmpty();
                assertThat(drift.undeclared()).as(mapping.name()).isEmpty();
              }
            });
  }

  @Test
  void no_clean_row_is_set_aside() {
    Map<String, Integer> used = new TreeMap<>();
    StatutoryFiles.in(extracts)
        .forEach(
            (file, mappings) -> {
              for (SourceMapping mapping : mappings) {
                int fate = SourceReading.schema(mapping).fieldIndex(StoreSchema.FATE);
                int reason = SourceReading.schema(mapping).fieldIndex(StoreSchema.REASON);
                List<Row> rows = rows(mapping, file);
                assertThat(rows)
                    .as(mapping.name())
                    .filteredOn(row -> row.getString(fate).equals(Fate.SET_ASIDE.code()))
                    .map(row -> row.getString(reason))
                    .isEmpty();
                used.merge(mapping.name(), rows.size(), Integer::sum);
              }
            });
    assertThat(used.get("cin_children")).isPositive();
    assertThat(used.get("school_census")).isPositive();
    assertThat(used.get("omop_person")).isEqualTo(1500);
  }

  /** One version of a record: all of an event but when it was known, and that. */
  private record Version(String content, LocalDate known, boolean used) {}

  @Test
  void the_events_are_those_of_the_truth() throws IOException {
    Map<String, String> links = links();
    Map<String, List<Version>> records = new HashMap<>();
    StatutoryFiles.in(extracts)
        .forEach(
            (file, mappings) -> {
              for (SourceMapping mapping : mappings) {
                if (mapping.events() != null) {
                  collect(mapping, rows(mapping, file), links, records);
                }
              }
            });
    Set<String> found = new TreeSet<>();
    for (List<Version> versions : records.values()) {
      event(versions).ifPresent(found::add);
    }
    Set<String> expected = truth();
    Set<String> lacking = new TreeSet<>(expected);
    lacking.removeAll(found);
    Set<String> invented = new TreeSet<>(found);
    invented.removeAll(expected);
    assertThat(kinds(lacking)).as("events of the truth that were not read").isEmpty();
    assertThat(kinds(invented)).as("events that are not in the truth").isEmpty();
    assertThat(found).hasSameSizeAs(expected);
  }

  private static void collect(
      SourceMapping mapping,
      List<Row> rows,
      Map<String, String> links,
      Map<String, List<Version>> records) {
    for (Row row : rows) {
      String record = text(row, StoreSchema.SOURCE_ROW);
      String known = text(row, StoreSchema.KNOWN_DATE);
      if (record.isEmpty() || known.isEmpty()) {
        continue;
      }
      boolean used = text(row, StoreSchema.FATE).equals(Fate.USED.code());
      String person = links.get(mapping.linkSource() + "," + text(row, StoreSchema.PSEUDONYM));
      String content =
          String.join(
              ",",
              String.valueOf(person),
              text(row, StoreSchema.KIND),
              text(row, StoreSchema.START_DATE),
              text(row, StoreSchema.END_DATE),
              quantity(text(row, StoreSchema.QUANTITY)),
              text(row, StoreSchema.AREA_CODE),
              text(row, StoreSchema.PROVIDER_CODE),
              mapping.linkSource(),
              record);
      records
          .computeIfAbsent(mapping.name() + "," + record, any -> new ArrayList<>())
          .add(new Version(content, LocalDate.parse(known), used));
    }
  }

  private static String text(Row row, String column) {
    return Objects.toString(row.get(StoreSchema.RAW_EVENTS.fieldIndex(column)), "");
  }

  private static String quantity(String number) {
    return number.isEmpty() ? "" : Double.toString(Double.parseDouble(number));
  }

  /** The latest known version, known since the first time that it said so; none if taken away. */
  private static Optional<String> event(List<Version> versions) {
    Version last = versions.get(0);
    for (Version version : versions) {
      last = version.known().isBefore(last.known()) ? last : version;
    }
    if (!last.used()) {
      return Optional.empty();
    }
    String content = last.content();
    LocalDate known =
        versions.stream()
            .filter(version -> version.content().equals(content))
            .map(Version::known)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    LocalDate first =
        versions.stream().map(Version::known).min(Comparator.naturalOrder()).orElseThrow();
    return Optional.of(content + "," + known + (tellsTheFirst(content) ? "," + first : ""));
  }

  /** A yearly return of before the first file may have told of a record already. */
  private static boolean tellsTheFirst(String content) {
    return YEARLY.stream().noneMatch(source -> content.contains("," + source + ","));
  }

  private static Map<String, Integer> kinds(Set<String> events) {
    Map<String, Integer> kinds = new TreeMap<>();
    events.forEach(event -> kinds.merge(event.split(",", -1)[1], 1, Integer::sum));
    return kinds;
  }

  private static Map<String, String> links() throws IOException {
    Map<String, String> links = new HashMap<>();
    for (String line : Files.readAllLines(extracts.resolve("links.csv"))) {
      String[] cells = line.split(",", -1);
      links.put(cells[1] + "," + cells[2], cells[0]);
    }
    return links;
  }

  private static Set<String> truth() throws IOException {
    Set<String> events = new HashSet<>();
    try (InputStream in =
            new GZIPInputStream(Files.newInputStream(truth.resolve("events.csv.gz")));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              c ->
                  events.add(
                      String.join(
                              ",", c[0], c[1], c[2], c[3], quantity(c[5]), c[6], c[7], c[8], c[9])
                          + ","
                          + c[4]
                          + (YEARLY.contains(c[8]) ? "" : "," + c[10])));
    }
    return events;
  }
}
