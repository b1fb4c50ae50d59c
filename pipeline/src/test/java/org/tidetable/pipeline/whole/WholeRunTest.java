package org.tidetable.pipeline.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.run.Fingerprint;

/** What a run leaves behind, and what it must not leave where others can read it. */
@ExtendWith(SmallRun.Once.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class WholeRunTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final List<String> TABLES =
      List.of(
          "dim_area",
          "dim_model",
          "dim_period",
          "dim_run",
          "dim_service",
          "fact_cohort_reason",
          "fact_cohort_summary",
          "fact_demand_actual",
          "fact_demand_forecast",
          "fact_demand_note",
          "fact_demand_rate",
          "fact_demand_year",
          "fact_forecast_accuracy",
          "fact_forecast_drift",
          "fact_forecast_explanation",
          "fact_quality_check",
          "fact_risk_accuracy",
          "fact_risk_calibration",
          "fact_risk_gains",
          "fact_risk_groups",
          "fact_risk_lists",
          "fact_risk_sector_gains",
          "fact_segment_movement");
  private static final Pattern PSEUDONYM = Pattern.compile("[HCPLF]-[A-Z0-9]{6}");
  private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d{12,19}");
  private static final int BASE = 8;

  @Test
  void every_table_is_there_as_parquet_and_as_csv_with_the_same_rows(SmallRun run) {
    Map<String, Long> parquet =
        run.withSpark(
            spark ->
                TABLES.stream()
                    .collect(
                        toMap(
                            name -> name,
                            name ->
                                spark
                                    .read()
                                    .parquet(run.current().resolve(name + ".parquet").toString())
                                    .count())));

    assertThat(parquet)
        .allSatisfy((name, rows) -> assertThat(run.table(name)).as(name).hasSize(rows.intValue()))
        .allSatisfy((name, rows) -> assertThat(rows).as(name).isPositive());
  }

  @Test
  void the_release_lists_every_file_with_its_hash(SmallRun run) throws IOException {
    JsonNode latest = JSON.readTree(run.out().resolve("latest.json").toFile());
    JsonNode release =
        JSON.readTree(run.out().resolve("releases/" + latest.get("release") + ".json").toFile());
    Map<String, String> listed = new TreeMap<>();
    release.get("files").forEach(f -> listed.put(f.get("path").asText(), f.get("sha256").asText()));
    Map<String, String> there = new TreeMap<>();
    for (Path file : SmallRun.files(run.current())) {
      there.put(
          run.current().relativize(file).toString().replace('\\', '/'), Fingerprint.ofFile(file));
    }
    there.remove("manifest.json");

    assertThat(run.out().resolve("releases/1.json")).exists();
    assertThat(release.get("run_id")).isEqualTo(latest.get("run_id"));
    assertThat(there).isEqualTo(listed);
    assertThat(there)
        .containsKeys("report.html", "notebooks/demand.ipynb", "datapackage.json", "schema.sql");
    assertThat(SmallRun.RISKS).allMatch(risk -> there.containsKey("model-cards/" + risk + ".md"));
  }

  @Test
  void what_is_about_persons_is_for_its_owner_only(SmallRun run) throws IOException {
    Set<String> rights = new HashSet<>();
    for (String name : List.of("ingest", "store", "features", "restricted")) {
      rights.addAll(rights(run.folder().resolve(name)));
    }
    for (String risk : SmallRun.RISKS) {
      rights.addAll(rights(run.folder().resolve("models/" + risk + "/model.pb")));
    }

    assertThat(rights).containsExactlyInAnyOrder("folder rwx------", "file rw-------");
  }

  @Test
  void people_whom_the_run_invents_are_for_its_owner_only_too(SmallRun run, @TempDir Path out)
      throws IOException {
    String settings =
        Files.readString(run.configuration()).replaceAll("people/(\\w+.csv)", "\"synthetic:$1\"")
            + "synthetic: {people: 500, from: 2021-04-01, to: 2025-03-31}\n";
    Path invented = Files.writeString(run.home().resolve("invented.yaml"), settings);

    Typed ended = Typed.run("run", invented, "--out", out, "--to", "ingest");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(out.resolve("current")).doesNotExist();
    try (Stream<Path> runs = Files.list(out.resolve("runs"))) {
      Path synthetic = runs.findFirst().orElseThrow().resolve("synthetic");
      assertThat(synthetic.resolve("links.csv")).isNotEmptyFile();
      assertThat(rights(synthetic)).containsExactlyInAnyOrder("folder rwx------", "file rw-------");
    }
  }

  private static Set<String> rights(Path folder) throws IOException {
    Set<String> rights = new HashSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        rights.add(
            (Files.isDirectory(path) ? "folder " : "file ")
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
    }
    return rights;
  }

  @Test
  void nothing_published_holds_a_key_of_a_person(SmallRun run) throws IOException {
    Set<String> keys = new HashSet<>();
    for (CSVRecord link : SmallRun.csv(run.home().resolve("people/links.csv"))) {
      keys.addAll(List.of(link.get("link_id"), link.get("pseudonym")));
    }
    for (CSVRecord person : SmallRun.csv(run.home().resolve("people/people.csv"))) {
      keys.add(person.get("household_id"));
    }
    List<String> published = new ArrayList<>();
    for (Path file : SmallRun.files(run.current())) {
      published.add(Files.readString(file, ISO_8859_1));
    }
    run.withSpark(
        spark -> {
          var people = spark.read().parquet(run.folder().resolve("store/people").toString());
          Rows.small(people.select("person_id")).forEach(row -> keys.add("" + row.getLong(0)));
          for (String table : TABLES) {
            Path file = run.current().resolve(table + ".parquet");
            for (Row row : Rows.small(spark.read().parquet(file.toString()))) {
              published.add(row.toString());
            }
          }
          return keys;
        });

    assertThat(keys).hasSizeGreaterThan(3 * SmallRun.PEOPLE);
    assertThat(keys).allMatch(key -> isLookedFor(key));
    assertThat(published)
        .noneMatch(
            text -> PSEUDONYM.matcher(text).results().anyMatch(m -> keys.contains(m.group())))
        .noneMatch(
            text -> LONG_NUMBER.matcher(text).results().anyMatch(m -> keys.contains(m.group())));
  }

  private static boolean isLookedFor(String key) {
    return PSEUDONYM.matcher(key).matches() || LONG_NUMBER.matcher(key).matches();
  }

  @Test
  void counts_of_people_are_multiples_of_the_base_and_totals_add_up(SmallRun run) {
    List<CSVRecord> cohorts = run.table("fact_cohort_summary");
    List<CSVRecord> bands = run.table("fact_risk_calibration");

    assertThat(cohorts)
        .allMatch(row -> number(row, "people") % BASE == 0 && number(row, "listed") % BASE == 0);
    assertThat(bands)
        .allMatch(
            row -> number(row, "people") % BASE == 0 && number(row, "with_outcome") % BASE == 0);
    for (String count : List.of("people", "listed")) {
      assertThat(sums(cohorts, count, "area_code", "age_band", false))
          .isEqualTo(sums(cohorts, count, "area_code", "age_band", true));
      assertThat(sums(cohorts, count, "age_band", "area_code", false))
          .isEqualTo(sums(cohorts, count, "age_band", "area_code", true));
    }
    for (String count : List.of("people", "with_outcome")) {
      assertThat(sums(bands, count, "problem", "risk_band", false))
          .isEqualTo(sums(bands, count, "problem", "risk_band", true))
          .hasSizeGreaterThanOrEqualTo(count.equals("people") ? SmallRun.RISKS.size() : 2);
    }
  }

  @Test
  void each_group_has_the_verdict_of_its_gate_and_no_count(SmallRun run) {
    List<CSVRecord> groups = run.table("fact_risk_groups");
    assertThat(groups).extracting(row -> row.get("group_name")).contains("everybody", "F", "M");
    assertThat(groups.get(0).toMap()).doesNotContainKeys("people", "with_outcome");
    assertThat(groups)
        .filteredOn(row -> row.get("verdict").equals("not_assessed"))
        .extracting(row -> row.get("observed_per_expected"))
        .containsOnly("");
    assertThat(groups)
        .extracting(row -> row.get("verdict"))
        .allMatch(Set.of("passed", "withdrawn", "not_assessed")::contains);
    assertThat(run.table("fact_risk_lists"))
        .extracting(row -> row.get("method"))
        .contains("logistic", "age_sex", "area");
    assertThat(run.table("fact_risk_gains"))
        .extracting(row -> row.get("rival"))
        .contains("age_sex", "area", "all", "none");
  }

  /** Sums by risk and one column, over the parts of another column or of its totals. */
  private static Map<String, Long> sums(
      List<CSVRecord> rows, String count, String by, String over, boolean totals) {
    Map<String, Long> sums =
        rows.stream()
            .filter(row -> isTotal(row.get(over)) == totals)
            .collect(
                groupingBy(
                    row -> row.get("problem") + " " + row.get(by),
                    TreeMap::new,
                    summingLong(row -> number(row, count))));
    // A place or band in which nobody was counted may have no row.
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  private static boolean isTotal(String member) {
    return Set.of("all", "all-areas", "everybody").contains(member);
  }

  /** A count; 0 where it is blank. */
  private static long number(CSVRecord row, String column) {
    return row.get(column).isEmpty() ? 0 : Long.parseLong(row.get(column));
  }

  @Test
  void every_series_has_its_forecasts_or_the_cause_and_ranges_are_nested(SmallRun run) {
    Map<String, List<CSVRecord>> actual =
        run.table("fact_demand_actual").stream().collect(groupingBy(row -> row.get("series_id")));
    Map<String, List<CSVRecord>> forecasts =
        run.table("fact_demand_forecast").stream().collect(groupingBy(row -> row.get("series_id")));

    assertThat(forecasts.keySet()).isEqualTo(actual.keySet());
    assertThat(forecasts)
        .allSatisfy(
            (series, rows) -> {
              boolean published = rows.get(0).get("problem").equals("ae_attendances");
              assertThat(rows)
                  .hasSize(published ? SmallRun.TRUST_HORIZON : SmallRun.PEOPLE_HORIZON)
                  .extracting(row -> row.get("status"))
                  .containsOnly(rows.get(0).get("status"));
            });
    assertThat(forecasts.values().stream().flatMap(List::stream)).allSatisfy(WholeRunTest::isSound);
    assertThat(forecasts.get("ae_attendances/RTV"))
        .allMatch(row -> row.get("reason").equals("only 2 values were observed; 13 are needed"));
  }

  private static void isSound(CSVRecord row) {
    List<String> inOrder =
        List.of("lower_95", "lower_80", "lower_50", "expected", "upper_50", "upper_80", "upper_95");
    if (row.get("status").equals("made")) {
      assertThat(inOrder.stream().map(column -> Double.valueOf(row.get(column))))
          .as("%s", row)
          .isSortedAccordingTo(Double::compare);
      assertThat(row.get("reason")).isEmpty();
    } else {
      assertThat(row.get("status")).isEqualTo("not_made");
      assertThat(inOrder).allMatch(column -> row.get(column).isEmpty());
      assertThat(row.get("reason")).isNotEmpty();
    }
  }

  @Test
  void what_planners_add_stands_beside_what_the_model_expects(SmallRun run) {
    List<CSVRecord> adjusted =
        run.table("fact_demand_forecast").stream()
            .filter(row -> !row.get("adjustment").isEmpty())
            .toList();

    assertThat(adjusted)
        .hasSize(SmallRun.TRUST_HORIZON)
        .allSatisfy(
            row -> {
              assertThat(row.get("series_id")).isEqualTo("ae_attendances/E92000001");
              assertThat(row.get("adjustment_reason")).isEqualTo("A new ward (Planning team)");
              assertThat(Double.parseDouble(row.get("adjusted_expected")))
                  .isEqualTo(Double.parseDouble(row.get("expected")) + 1000);
            });
  }

  @Test
  void a_year_that_was_made_holds_its_known_part_within_its_ranges(SmallRun run) {
    List<CSVRecord> made =
        run.table("fact_demand_year").stream()
            .filter(row -> row.get("status").equals("made"))
            .toList();

    assertThat(made).isNotEmpty();
    assertThat(made)
        .allSatisfy(
            row ->
                assertThat(
                        List.of(
                                "observed_part",
                                "lower_95",
                                "lower_80",
                                "lower_50",
                                "expected",
                                "upper_50",
                                "upper_80",
                                "upper_95")
                            .stream()
                            .map(column -> Double.valueOf(row.get(column))))
                    .as("%s", row)
                    .isSortedAccordingTo(Double::compare));
  }

  @Test
  void x_the_same_run_again_checks_and_writes_nothing(SmallRun run) throws IOException {
    Map<Path, Object> before = times(run.out());

    Typed again = Typed.run("run", run.configuration(), "--out", run.out(), "--json");

    assertThat(again.code()).isZero();
    assertThat(times(run.out())).isEqualTo(before);
    JsonNode said = JSON.readTree(again.out());
    assertThat(said.get("run_id").asText()).isEqualTo(String.valueOf(run.folder().getFileName()));
    assertThat(said.get("current").asText()).isEqualTo(run.current().toString());
  }

  @Test
  void y_publishing_again_gives_the_same_bytes(SmallRun run) throws IOException {
    Map<String, String> before = hashes(run.current());

    Typed again =
        Typed.run("run", run.configuration(), "--out", run.out(), "--from", "publish", "--json");

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(JSON.readTree(again.out()).get("release").asInt()).isGreaterThan(1);
    assertThat(hashes(run.current())).isEqualTo(before);
  }

  static Map<String, String> hashes(Path folder) {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : SmallRun.files(folder)) {
      hashes.put(folder.relativize(file).toString(), Fingerprint.ofFile(file));
    }
    return hashes;
  }

  private static Map<Path, Object> times(Path folder) throws IOException {
    Map<Path, Object> times = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        times.put(path, Files.getLastModifiedTime(path));
      }
    }
    return times;
  }
}
