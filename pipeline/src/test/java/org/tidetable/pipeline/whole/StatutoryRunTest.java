package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.landing.RecordHashes;
import org.tidetable.pipeline.run.Fingerprint;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.synthetic.statutory.Plant;

/** The run of {@code conf/statutory.yaml} gives what is true, whatever was planted in its files. */
class StatutoryRunTest {
  private static final Pattern READ = Pattern.compile("(\\d+) files(?:, (\\d+) already read)?");

  /** Set aside, with this reason; that of a missing identifier ends with the column's name. */
  private static final Map<String, String> REASONS =
      Map.of(
          "bad_date", "not a date as declared",
          "unknown_code", "unknown code",
          "short_row", "too few cells",
          "long_row", "too many cells",
          "missing_id", "no ",
          "end_before_start", "ends before it starts");

  /** Used, or not, as the merge reports it. */
  private static final Map<String, String> REPORTED =
      Map.of(
          "exact_duplicate", "rows_duplicate",
          "corrected_duplicate", "rows_superseded",
          "unlinked_person", "rows_unlinked",
          "late", "rows_late");

  @TempDir private static Path folder;

  private static StatutoryRun clean;
  private static StatutoryRun planted;
  private static StatutoryRun.Merged before;
  private static StatutoryRun.Merged again;
  private static StatutoryRun.Merged fresh;
  private static StatutoryRun.Merged withErrors;
  private static final Map<Path, List<Row>> TABLES = new HashMap<>();

  @BeforeAll
  static void the_runs() throws IOException {
    clean = StatutoryRun.make(folder.resolve("clean"), Set.of(), Optional.empty());
    planted = StatutoryRun.make(folder.resolve("planted"), Plant.named("all"), Optional.of(0.5));
    Path changing = clean.extracts().resolve("school/attendance/2023_spring.csv");
    List<String> whole = Files.readAllLines(changing);
    Files.write(changing, whole.subList(0, whole.size() - 1));
    before = clean.merge(folder.resolve("kept"));
    Files.write(changing, whole);
    again = clean.merge(folder.resolve("kept"));
    fresh = clean.merge(folder.resolve("fresh"));
    withErrors = planted.merge(folder.resolve("errors"));
    SparkSession spark = Sessions.start("local[2]", folder.resolve("scratch"));
    try {
      for (StatutoryRun.Merged run : List.of(fresh, withErrors)) {
        for (Path table : List.of(run.events(), run.people())) {
          TABLES.put(table, Rows.small(spark.read().parquet(table.toString())));
        }
      }
    } finally {
      spark.stop();
    }
  }

  @Test
  void events_of_clean_files_are_the_true_ones() throws IOException {
    assertThat(differing(events(fresh), trueEvents(clean))).isEmpty();
    assertThat(fresh.setAside()).isEmpty();
    assertThat(events(fresh)).hasSizeGreaterThan(10_000);
  }

  @Test
  void events_of_files_with_errors_are_the_true_ones() throws IOException {
    assertThat(differing(events(withErrors), trueEvents(planted))).isEmpty();
  }

  @Test
  void people_are_the_true_ones_at_each_address_of_the_register() throws IOException {
    assertPeople(clean, fresh);
    assertPeople(planted, withErrors);
  }

  private static void assertPeople(StatutoryRun run, StatutoryRun.Merged merged)
      throws IOException {
    Map<Long, String> last = new TreeMap<>();
    List<String> addresses = new ArrayList<>();
    for (Row span : inOrder(rows(merged.people()))) {
      // A span without an address is told by a source, of days that the register leaves open.
      if (!text(span, "area_code").isEmpty()) {
        Long person = span.getAs("person_id");
        last.put(person, person + "," + address(span, false));
        addresses.add(person + "," + address(span, true));
      }
    }
    assertThat(differing(addresses, registered(run))).isEmpty();
    List<String> truth = new ArrayList<>();
    for (CSVRecord person : run.truth("people.csv.gz")) {
      String month = person.get("birth_date").substring(0, "yyyy-MM".length());
      truth.add(RecordHashes.of(person.get("link_id")) + "," + told(person, month, ""));
    }
    assertThat(differing(List.copyOf(last.values()), truth)).isEmpty();
  }

  @Test
  void people_who_opted_out_are_nowhere_in_the_store_and_their_rows_are_counted()
      throws IOException {
    Set<Long> gone = new HashSet<>();
    clean.optedOut().forEach(link -> gone.add(RecordHashes.of(link)));
    assertThat(gone).hasSizeGreaterThan(10);
    for (Path table : List.of(fresh.events(), fresh.people())) {
      assertThat(rows(table).stream().filter(row -> gone.contains(row.<Long>getAs("person_id"))))
          .isEmpty();
    }
    Set<String> identifiers = clean.objecting();
    List<StatutorySource> sources = new ArrayList<>(StatutorySource.EVENTS);
    sources.addAll(StatutorySource.PEOPLE);
    for (StatutorySource source : sources) {
      long rows = 0;
      for (Path file : clean.files(source)) {
        rows +=
            SmallRun.csv(file).stream()
                .filter(row -> identifiers.contains(source.identifier(row)))
                .count();
      }
      assertThat(check(fresh, source, "rows_objected")).as(source.name()).isEqualTo(rows);
    }
  }

  @Test
  void every_faulty_row_is_set_aside_at_its_line_for_the_reason_that_was_planted()
      throws IOException {
    List<String> expected = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    eachPlanted(
        (source, kind, line, file, row) -> {
          // A row that is no event is left out; whether its date is one does not matter then.
          if (REASONS.containsKey(kind) && (!kind.equals("bad_date") || source.asks(row))) {
            kinds.add(kind);
            expected.add(Fingerprint.ofFile(file) + ":" + line + " " + reason(source, kind));
          }
        });
    List<String> listed = new ArrayList<>();
    for (CSVRecord row : withErrors.setAside()) {
      listed.add(row.get("file_sha256") + ":" + row.get("line") + " " + row.get("reason"));
    }

    assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(kinds).isEqualTo(REASONS.keySet());
  }

  @Test
  void every_other_planted_row_is_a_duplicate_superseded_unlinked_or_late() throws IOException {
    Set<String> identifiers = planted.objecting();
    Map<String, Long> expected = new TreeMap<>();
    Map<String, Long> found = new TreeMap<>();
    for (StatutorySource source : StatutorySource.EVENTS) {
      for (String check : REPORTED.values()) {
        long ordinary = check(fresh, source, check);
        // Where rows are late by nature a planted copy of one is late too; no lateness is planted.
        if (ordinary == 0 || !check.equals("rows_late")) {
          expected.put(source.name() + " " + check, ordinary);
          found.put(source.name() + " " + check, check(withErrors, source, check));
        }
      }
    }
    Set<String> kinds = new HashSet<>();
    eachPlanted(
        (source, kind, line, file, row) -> {
          String check = REPORTED.get(kind);
          if (check != null && source.asks(row) && !identifiers.contains(source.identifier(row))) {
            kinds.add(kind);
            expected.merge(source.name() + " " + check, 1L, Long::sum);
          }
        });

    assertThat(found).isEqualTo(expected);
    assertThat(kinds).isEqualTo(REPORTED.keySet());
  }

  @Test
  void every_row_is_used_left_out_set_aside_or_of_someone_who_opted_out() {
    Map<String, Map<String, Long>> checks = withErrors.checks();
    checks.values().removeIf(found -> !found.containsKey("rows_in"));

    assertThat(checks)
        .hasSize(23)
        .allSatisfy(
            (source, found) ->
                assertThat(found.get("rows_in"))
                    .isEqualTo(
                        found.get("rows_used")
                            + found.get("rows_left_out")
                            + found.get("rows_set_aside")
                            + found.get("rows_objected")));
    assertThat(checks.values().stream().mapToLong(found -> found.get("rows_set_aside")).sum())
        .isEqualTo(withErrors.setAside().size());
  }

  @Test
  void a_second_run_reads_a_changed_file_only_and_gives_the_bytes_of_a_fresh_run() {
    Matcher first = read(before);
    Matcher second = read(again);
    assertThat(first.group(2)).isNull();
    assertThat(read(fresh).group(2)).isNull();
    assertThat(second.group(1)).isEqualTo(first.group(1));
    // Two mappings read a file of attendance.
    assertThat(second.group(2)).isEqualTo(Integer.toString(Integer.parseInt(first.group(1)) - 2));
    assertThat(bytes(again)).isEqualTo(bytes(fresh)).isNotEmpty().isNotEqualTo(bytes(before));
  }

  private static Matcher read(StatutoryRun.Merged run) {
    Matcher read = READ.matcher(run.typed().err());
    assertThat(read.find()).as(run.typed().err()).isTrue();
    return read;
  }

  /** The tables of the store, each with the hashes of its files. */
  private static List<String> bytes(StatutoryRun.Merged run) {
    Path store = run.folder().resolve("store");
    return SmallRun.files(store).stream()
        .filter(file -> file.toString().endsWith(".parquet"))
        .map(file -> store.relativize(file).getName(0) + " " + Fingerprint.ofFile(file))
        .sorted()
        .toList();
  }

  /** What is done with a planted row, once for each mapping that reads its file. */
  private interface Use {
    void of(StatutorySource source, String kind, long line, Path file, CSVRecord row);
  }

  private static void eachPlanted(Use use) throws IOException {
    Map<Path, List<CSVRecord>> read = new HashMap<>();
    for (CSVRecord mark : planted.planted()) {
      Path file = planted.extracts().resolve(mark.get("file"));
      int line = Integer.parseInt(mark.get("line"));
      CSVRecord row = read.computeIfAbsent(file, SmallRun::csv).get(line - 2);
      for (StatutorySource source : StatutorySource.EVENTS) {
        if (source.reads(mark.get("file"))) {
          use.of(source, mark.get("kind"), line, file, row);
        }
      }
    }
  }

  private static String reason(StatutorySource source, String kind) {
    return switch (kind) {
      case "missing_id" -> "no " + source.person();
      // The codes of the common data model are numbers without end: there is no list of them.
      case "unknown_code" -> source.name().startsWith("omop") ? "not a number" : "unknown code";
      default -> REASONS.getOrDefault(kind, "");
    };
  }

  private static long check(StatutoryRun.Merged run, StatutorySource source, String check) {
    return run.checks().getOrDefault(source.name(), Map.of()).getOrDefault(check, 0L);
  }

  private static List<Row> rows(Path table) {
    return Objects.requireNonNull(TABLES.get(table));
  }

  private static List<String> events(StatutoryRun.Merged run) {
    return rows(run.events()).stream()
        .map(
            row ->
                String.join(
                    ",",
                    text(row, "person_id"),
                    text(row, "kind"),
                    text(row, "start_date"),
                    text(row, "end_date"),
                    text(row, "known_date"),
                    text(row, "quantity"),
                    text(row, "area_code"),
                    text(row, "provider_code")))
        .toList();
  }

  private static List<String> trueEvents(StatutoryRun run) throws IOException {
    Map<String, String> successors = new HashMap<>();
    SmallRun.csv(run.extracts().resolve("trust_successors.csv"))
        .forEach(row -> successors.put(row.get("old_code"), row.get("new_code")));
    return run.truth("events.csv.gz").stream()
        .map(
            row ->
                String.join(
                    ",",
                    Long.toString(RecordHashes.of(row.get("link_id"))),
                    row.get("kind"),
                    row.get("start_date"),
                    row.get("end_date"),
                    row.get("known_date"),
                    Double.toString(Double.parseDouble(row.get("quantity"))),
                    row.get("area_code"),
                    successors.getOrDefault(row.get("provider_code"), row.get("provider_code"))))
        .toList();
  }

  /** What is stored more or less often than it is true, and how often; without the person. */
  private static Map<String, Integer> differing(List<String> stored, List<String> truth) {
    Map<String, Integer> more = new TreeMap<>();
    stored.forEach(one -> more.merge(one, 1, Integer::sum));
    truth.forEach(one -> more.merge(one, -1, Integer::sum));
    Map<String, Integer> told = new TreeMap<>();
    more.forEach(
        (one, times) -> {
          if (times != 0) {
            String sign = times > 0 ? "too many: " : "too few: ";
            told.merge(sign + one.substring(one.indexOf(',') + 1), Math.abs(times), Integer::sum);
          }
        });
    return told;
  }

  private static List<Row> inOrder(List<Row> spans) {
    return spans.stream()
        .sorted(java.util.Comparator.comparing(span -> text(span, "valid_from")))
        .toList();
  }

  private static String address(Row span, boolean withStart) {
    return String.join(
        ",",
        text(span, "household_id"),
        text(span, "birth_month"),
        text(span, "sex"),
        text(span, "ethnic_group"),
        text(span, "area_code"),
        text(span, "deprivation_decile"),
        withStart ? text(span, "valid_from") : "",
        text(span, "valid_to"),
        text(span, "end_reason"));
  }

  private static List<String> registered(StatutoryRun run) {
    Set<String> gone = run.optedOut();
    return SmallRun.csv(run.extracts().resolve("register.csv")).stream()
        .filter(row -> !gone.contains(row.get("link_id")))
        .map(
            row ->
                RecordHashes.of(row.get("link_id"))
                    + ","
                    + told(row, row.get("birth_month"), row.get("from")))
        .toList();
  }

  /** A row of the register or the truth as {@link #address} has it. */
  private static String told(CSVRecord row, String birthMonth, String from) {
    String to = row.get("to");
    return String.join(
        ",",
        row.get("household_id"),
        YearMonth.parse(birthMonth).atDay(1).toString(),
        row.get("sex"),
        row.get("ethnic_group"),
        row.get("area_code"),
        row.get("deprivation_decile"),
        from,
        to.isEmpty() ? "" : LocalDate.parse(to).plusDays(1).toString(),
        row.get("end_reason"));
  }

  private static String text(Row row, String column) {
    return Objects.toString(row.getAs(column), "");
  }
}
