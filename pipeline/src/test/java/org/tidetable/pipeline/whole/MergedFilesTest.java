package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.run.Fingerprint;
import org.tidetable.pipeline.run.Sessions;

/** Runs up to the merge over the forty invented people of {@code conf/example}. */
class MergedFilesTest {
  @TempDir private Path folder;
  private Path settings;
  private Path home;

  @BeforeEach
  void the_example() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    try (Stream<Path> example = Files.list(SmallRun.CONF.resolve("example"))) {
      for (Path file : example.toList()) {
        Files.copy(file, home.resolve(file.getFileName()));
      }
    }
    Files.createDirectory(home.resolve("hospital"));
    Files.move(home.resolve("health_events.csv"), home.resolve("hospital/2024.csv"));
    SmallRun.writePolicy(home);
    settings = home.resolve("merged.yaml");
    write("people: {register: people.csv, links: links.csv}");
  }

  private void write(String people) throws IOException {
    Files.writeString(
        settings,
        """
        name: merged
        seed: 1
        sources:
          - {mapping: health.yaml, files: [hospital]}
          - {mapping: care.yaml, files: ["care_*.csv"]}
        @
        disclosure: policy.yaml
        """
            .replace("@", people));
  }

  @Test
  void a_second_run_reads_only_the_file_that_changed_and_gives_the_same_bytes() throws IOException {
    Path kept = folder.resolve("kept");
    assertThat(merged(kept).err()).contains("2 files  ").doesNotContain("already read");
    Path care = home.resolve("care_events.csv");
    List<String> lines = Files.readAllLines(care);
    Files.write(care, lines.subList(0, lines.size() - 1));

    assertThat(merged(kept).err()).contains("2 files, 1 already read");

    Path fresh = folder.resolve("fresh");
    assertThat(merged(fresh).err()).doesNotContain("already read");
    assertThat(bytes(newestStore(kept))).isEqualTo(bytes(newestStore(fresh))).isNotEmpty();
  }

  @Test
  void a_heading_that_is_new_and_an_optional_one_that_lacks_are_told_and_stop_nothing()
      throws IOException {
    Path mapping = home.resolve("health.yaml");
    Files.writeString(
        mapping,
        Files.readString(mapping)
            .replace("events:\n", "columns: {ward: {optional: true}}\nevents:\n"));
    Path file = home.resolve("hospital/2024.csv");
    List<String> lines = Files.readAllLines(file);
    lines.replaceAll(line -> line + (line.startsWith("pseudonym") ? ",wards" : ",A"));
    Files.write(file, lines);
    Path out = folder.resolve("out");
    String added = "2024.csv:  not in the mapping, and not kept: wards";
    String lacking = "2024.csv:  optional, and not in the file: ward, found \"wards\"";

    assertThat(Typed.run("validate", settings).out()).contains(added, lacking, "is sound");
    assertThat(merged(out).err()).contains(added, lacking);
    assertThat(merged(out).err()).as("read before").contains("2 already read", added, lacking);
    assertThat(run(out).resolve("quality/columns.txt")).content().contains(added, lacking);
  }

  @Test
  void what_a_killed_run_left_half_landed_and_a_copy_that_was_cut_are_never_used()
      throws IOException {
    Path out = folder.resolve("out");
    merged(out);
    List<String> once = bytes(newestStore(out));
    Path whole = landed(out).get(0);
    Path half = whole.resolveSibling(".part-" + whole.getFileName());
    Files.move(whole, half);
    Files.write(landed(out).get(0).resolve("rows.parquet"), new byte[] {'P', 'A', 'R', '1'});

    assertThat(merged(out).err()).contains("2 files  ").doesNotContain("already read");

    assertThat(half).doesNotExist();
    assertThat(landed(out)).hasSize(2);
    assertThat(bytes(newestStore(out))).isEqualTo(once);
  }

  @Test
  void a_correction_known_later_does_not_hide_what_was_known_on_the_day() throws IOException {
    Path file = home.resolve("hospital/2024.csv");
    List<String> lines = Files.readAllLines(file);
    String person = lines.get(1).substring(0, lines.get(1).indexOf(','));
    Files.write(
        file,
        List.of(
            lines.get(0),
            person + ",AE,2021-05-01,,2021-05-03,SYN08,H,R-1",
            person + ",AE,2021-05-02,,2021-07-03,SYN08,H,R-1",
            person + ",AE,2021-05-09,,2021-05-10,SYN08,H,R-2",
            person + ",AE,2021-09-09,,2021-09-10,SYN08,H,R-3"));
    Path out = folder.resolve("out");

    Typed ended =
        Typed.run("run", settings, "--out", out, "--to", "merge", "--as-of", "2021-05-10");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(
            read(newestStore(out).resolve("events")).stream()
                .filter(row -> row.getAs("source").equals("health"))
                .map(row -> row.getAs("source_row") + " " + row.getAs("start_date")))
        .containsExactly("R-1 2021-05-01");
  }

  @Test
  void a_source_with_too_many_faults_is_refused_and_its_file_is_not_kept() throws IOException {
    Files.writeString(
        home.resolve("hospital/2024.csv"),
        "x,y\n".repeat(200),
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND);
    Path out = folder.resolve("out");

    Typed refused = Typed.run("run", settings, "--out", out, "--to", "merge");

    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err()).contains("2024.csv", "too few cells. 200 rows, this is the first");
    assertThat(landed(out)).hasSize(1);
  }

  @Test
  void faulty_rows_are_listed_by_place_without_what_they_say() throws IOException {
    Path file = home.resolve("hospital/2024.csv");
    Path out = folder.resolve("out");
    merged(out);

    Path list = run(out).resolve("quality/set_aside.csv");
    List<CSVRecord> rows =
        SmallRun.csv(list).stream().filter(row -> row.get("file").equals("2024.csv")).toList();
    assertThat(rows).extracting(row -> row.get("reason")).contains("unknown code");
    List<String> lines = Files.readAllLines(file);
    for (CSVRecord row : rows) {
      assertThat(row.get("file_sha256")).isEqualTo(Fingerprint.ofFile(file));
      String line = lines.get(Integer.parseInt(row.get("line")) - 1);
      assertThat(list).content().doesNotContain(line.substring(0, line.indexOf(',')));
    }
  }

  @Test
  void people_who_object_are_dropped_before_anything_is_kept() throws IOException {
    List<CSVRecord> links = SmallRun.csv(home.resolve("links.csv"));
    String listed = links.get(0).get("link_id");
    CSVRecord objecting =
        links.stream()
            .filter(link -> link.get("source").equals("health"))
            .filter(link -> !link.get("link_id").equals(listed))
            .findFirst()
            .orElseThrow();
    Files.writeString(home.resolve("opted-out.csv"), "link_id\n" + listed + "\n");
    Files.writeString(
        home.resolve("objections.csv"),
        "source,pseudonym\nhealth," + objecting.get("pseudonym") + "\n");
    Set<String> gone = Set.of(listed, objecting.get("link_id"));
    Path out = folder.resolve("out");
    merged(out);
    long all = people(newestStore(out)).size();
    write(
        "people: {register: people.csv, links: links.csv, objections: objections.csv,"
            + " opt_out: {list: opted-out.csv, version: 2024-01-01}}");

    merged(out);

    assertThat(people(newestStore(out))).hasSize((int) all - gone.size());
    Set<String> pseudonyms = new HashSet<>();
    links.stream()
        .filter(link -> gone.contains(link.get("link_id")))
        .forEach(link -> pseudonyms.add(link.get("pseudonym")));
    for (String source : List.of("health", "care")) {
      Path file = home.resolve(source.equals("health") ? "hospital/2024.csv" : "care_events.csv");
      double rows =
          SmallRun.csv(file).stream().filter(row -> pseudonyms.contains(row.get(0))).count();
      assertThat(
              QualityReport.read(newestStore(out).resolveSibling("quality")).stream()
                  .filter(check -> check.source().equals(source))
                  .filter(check -> check.check().equals("rows_objected")))
          .singleElement()
          .satisfies(check -> assertThat(check.value()).isEqualTo(rows))
          .satisfies(check -> assertThat(check.detail()).contains("opt-out list of 2024-01-01"));
    }
    // Not even the copies of the files hold them any more.
    assertThat(landed(out)).hasSize(2);
    for (Path copy : landed(out)) {
      assertThat(
              read(copy.resolve("rows.parquet")).stream()
                  .map(row -> row.<String>getAs("pseudonym")))
          .doesNotContainAnyElementsOf(pseudonyms);
    }
  }

  @Test
  void real_people_need_a_word_about_the_opt_out() throws IOException {
    Path mapping = home.resolve("health.yaml");
    Files.writeString(mapping, Files.readString(mapping).replace("invented: true", ""));

    Typed refused = Typed.run("validate", settings);

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("merged.yaml:", "opt_out", "not_applicable");
    write(
        "people: {register: people.csv, links: links.csv, opt_out: {applied: 2024-01-01, by: X}}");
    assertThat(Typed.run("validate", settings).code()).isZero();
  }

  private Typed merged(Path out) {
    Typed ended = Typed.run("run", settings, "--out", out, "--to", "merge", "--master", "local[1]");
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
  }

  private static List<Path> landed(Path out) throws IOException {
    try (Stream<Path> found = Files.list(out.resolve("landing"))) {
      return found
          .filter(Files::isDirectory)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static Path run(Path out) throws IOException {
    try (Stream<Path> runs = Files.list(out.resolve("runs"))) {
      return runs.max(
              java.util.Comparator.comparing(
                  run -> {
                    try {
                      return Files.getLastModifiedTime(run.resolve("store"));
                    } catch (IOException failure) {
                      throw new java.io.UncheckedIOException(failure);
                    }
                  }))
          .orElseThrow();
    }
  }

  private static Path newestStore(Path out) throws IOException {
    return run(out).resolve("store");
  }

  private static List<String> bytes(Path store) {
    return SmallRun.files(store.resolve("events")).stream()
        .filter(file -> file.toString().endsWith(".parquet"))
        .map(Fingerprint::ofFile)
        .sorted()
        .toList();
  }

  private Set<Long> people(Path store) {
    Set<Long> people = new HashSet<>();
    read(store.resolve("people")).forEach(row -> people.add(row.<Long>getAs("person_id")));
    return people;
  }

  private List<Row> read(Path table) {
    SparkSession spark = Sessions.start("local[1]", folder.resolve("scratch"));
    try {
      return Rows.small(spark.read().parquet(table.toString()));
    } finally {
      spark.stop();
    }
  }
}
