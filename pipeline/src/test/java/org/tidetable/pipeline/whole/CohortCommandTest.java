package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code cohort} as a user types it, over the store of the small run. */
@ExtendWith(SmallRun.Once.class)
class CohortCommandTest {
  private static final Path COHORTS = SmallRun.CONF.resolve("cohorts");

  @TempDir private Path out;

  private Typed cohort(SmallRun run, Path file, Object... more) {
    List<Object> words = new java.util.ArrayList<>(List.of("cohort", file));
    words.addAll(List.of("--run", run.out(), "--conf", run.configuration(), "--out", out));
    words.addAll(List.of("--master", "local[2]"));
    words.addAll(List.of(more));
    return Typed.run(words.toArray());
  }

  @Test
  void counts_leave_rounded_and_members_stay(SmallRun run) throws IOException {
    Typed typed = cohort(run, COHORTS.resolve("frail_without_support.yaml"));
    assertThat(typed.code()).as(typed.err()).isZero();
    List<CSVRecord> rows = SmallRun.csv(out.resolve("csv/cohort_attrition.csv"));
    assertThat(rows).allSatisfy(row -> assertThat(count(row) % 8).isZero());
    Map<String, Long> all =
        rows.stream()
            .filter(row -> row.get("area_code").equals("all"))
            .collect(Collectors.toMap(row -> row.get("fate"), CohortCommandTest::count));
    assertThat(all.get("at the start")).isPositive();
    assertThat(all.get("at the start"))
        .isEqualTo(
            all.get("left after step 01")
                + all.get("not met at step 01")
                + all.get("not observable at step 01"));
    assertThat(all.get("left after step 03"))
        .isPositive()
        .isLessThan(all.get("left after step 01"));
    Path members = run.folder().resolve("restricted/definitions/frail_without_support/members");
    assertThat(SmallRun.files(members))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
    assertThat(SmallRun.files(out)).noneMatch(file -> file.toString().endsWith(".parquet"));
    assertThat(Files.readString(out.resolve("frail_without_support.txt")))
        .contains("was aged 65 or over")
        .contains("rounded up or down to a multiple of 8");
    assertThat(typed.out())
        .containsPattern("Of the 100 questions that this run answers \\d+ are left");
  }

  @Test
  void a_cohort_is_validated_without_a_run() throws IOException {
    Typed sound = Typed.run("validate", COHORTS.resolve("frail_without_support.yaml"));
    assertThat(sound.code()).as(sound.err()).isZero();
    assertThat(sound.out()).contains("was aged 65 or over", "is sound");
    Path file = Files.writeString(out.resolve("odd.yaml"), "cohort: odd\nversion: 1\nexclud: []\n");
    Typed refused = Typed.run("validate", file);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("odd.yaml:3", "exclude");
  }

  @Test
  void two_versions_are_compared_in_words_and_counts(SmallRun run) throws IOException {
    Typed typed =
        cohort(
            run,
            COHORTS.resolve("frail_without_support.yaml"),
            "--compare",
            COHORTS.resolve("frail_without_support_v1.yaml"));
    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("Newly asked: ").contains("No longer asked: ");
    List<CSVRecord> sides = SmallRun.csv(out.resolve("csv/cohort_changes.csv"));
    assertThat(sides)
        .filteredOn(row -> row.get("area_code").equals("all"))
        .extracting(row -> row.get("side"))
        .containsExactly("in both", "in the old one only", "in the new one only");
    assertThat(sides).allSatisfy(row -> assertThat(count(row) % 8).isZero());
  }

  @Test
  void the_changes_add_up_to_the_members_of_each_version(SmallRun run) throws IOException {
    String attended =
        """
        cohort: attended
        version: 1
        include:
          - {exists: emergency_attendance, window: [-365, 0], unknown: false}
        """;
    Path old = Files.writeString(run.home().resolve("attended_1.yaml"), attended);
    Path now =
        Files.writeString(
            run.home().resolve("attended_2.yaml"),
            attended.replace("version: 1", "version: 2").replace("-365", "-180"));
    Typed typed = cohort(run, now, "--compare", old);
    assertThat(typed.code()).as(typed.err()).isZero();
    Map<String, Long> members = last(out, "left after step 01");
    Map<String, Long> added = new java.util.TreeMap<>();
    for (CSVRecord row : SmallRun.csv(out.resolve("csv/cohort_changes.csv"))) {
      added.merge(
          row.get("area_code"),
          row.get("side").equals("in the old one only") ? 0 : count(row),
          Long::sum);
    }
    members.values().removeIf(people -> people == 0);
    added.values().removeIf(people -> people == 0);
    assertThat(added).isNotEmpty().isEqualTo(members);
    assertThat(typed.out()).contains("and this one " + members.get("all") + ", as rounded.");
  }

  /**
   * The same people asked for in six ways. Were each way a draw of its own, their mean would undo
   * the rounding; twelve areas would not all agree by chance.
   */
  @Test
  void the_same_people_have_the_same_number_however_they_are_asked_for(SmallRun run)
      throws IOException {
    String admitted = "  - {exists: emergency_admission, window: [-365, 0], unknown: false}\n";
    String attended = "  - {exists: emergency_attendance, window: [-365, 0], unknown: false}\n";
    String nobody = "exclude:\n  - {count: gp_appointment, number: %d, unknown: false}\n";
    List<String> ways =
        List.of(
            "include:\n" + admitted + attended,
            "include:\n" + attended + admitted,
            "include:\n" + admitted + attended + String.format(nobody, 5000),
            "include:\n" + admitted + attended + String.format(nobody, 5001),
            "include:\n" + admitted + attended + admitted,
            "population: {age: [0, 119]}\ninclude:\n" + attended + admitted);
    List<Map<String, Long>> numbers = new java.util.ArrayList<>();
    for (int way = 0; way < ways.size(); way++) {
      Path file = run.home().resolve("way_" + way + ".yaml");
      Files.writeString(file, "cohort: way_" + way + "\nversion: 1\n" + ways.get(way));
      Typed typed = cohort(run, file);
      assertThat(typed.code()).as(typed.err()).isZero();
      int steps = ways.get(way).split("  - |population", -1).length - 1;
      numbers.add(last(out, "left after step 0" + steps));
    }
    assertThat(numbers.get(0)).hasSizeGreaterThan(10);
    assertThat(numbers).allSatisfy(each -> assertThat(each).isEqualTo(numbers.get(0)));
  }

  private static Map<String, Long> last(Path out, String fate) {
    return SmallRun.csv(out.resolve("csv/cohort_attrition.csv")).stream()
        .filter(row -> row.get("fate").equals(fate))
        .collect(Collectors.toMap(row -> row.get("area_code"), CohortCommandTest::count));
  }

  @Test
  void a_risk_that_is_not_usable_lists_nobody(SmallRun run) throws IOException {
    Path file = run.home().resolve("highest.yaml");
    Files.writeString(
        file,
        """
        cohort: highest
        version: 1
        risk: {model: emergency_admission_65_plus, take: {top: 25, per: area}}
        """);
    Typed typed = cohort(run, file);
    assertThat(typed.code()).isEqualTo(3);
    assertThat(typed.err()).contains("gives nobody a probability in this run");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void an_area_or_a_day_that_the_data_do_not_hold_is_refused_where_it_stands(SmallRun run)
      throws IOException {
    Path file = run.home().resolve("nobody.yaml");
    Files.writeString(
        file,
        """
        cohort: nobody
        version: 1
        index: {as_of: 2031-01-01}
        population: {area: SYN1}
        """);
    Typed typed = cohort(run, file);
    assertThat(typed.code()).isEqualTo(3);
    assertThat(typed.err())
        .contains("nobody.yaml:3:16  index.as_of  2031-01-01 lies beyond the data, which end on")
        .contains("nobody.yaml:4:20  population.area  no person of the data lived in an area")
        .contains("\"SYN01\" (Synthetic area A01)");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void index_dates_may_be_events(SmallRun run) throws IOException {
    Typed typed = cohort(run, COHORTS.resolve("back_after_discharge.yaml"));
    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("events of the period");
  }

  @Test
  void another_policy_than_that_of_the_run_is_refused(SmallRun run) throws IOException {
    Path home = run.home();
    Path other = home.resolve("other.yaml");
    Files.writeString(
        home.resolve("other-policy.yaml"),
        Files.readString(home.resolve("policy.yaml")).replace("\"1\"", "\"2\""));
    Files.writeString(
        other, Files.readString(run.configuration()).replace("policy.yaml", "other-policy.yaml"));
    Typed typed =
        Typed.run(
            "cohort",
            COHORTS.resolve("frail_without_support.yaml"),
            "--run",
            run.out(),
            "--conf",
            other,
            "--out",
            out);
    assertThat(typed.code()).isEqualTo(5);
    assertThat(typed.err()).contains("was not published under this disclosure policy");
    assertThat(out).isEmptyDirectory();
  }

  private static long count(CSVRecord row) {
    return row.get("people").isEmpty() ? 0 : Long.parseLong(row.get("people"));
  }
}
