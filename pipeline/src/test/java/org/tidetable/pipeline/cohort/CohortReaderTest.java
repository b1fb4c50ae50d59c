package org.tidetable.pipeline.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CohortText;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class CohortReaderTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 4, 1);
  private static final Path SHIPPED =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolveSibling("conf")
          .resolve("cohorts");
  private static final String SOUND =
      """
      cohort: often_in_hospital
      version: 3
      population: {age: [65], sex: F}
      include:
        - {count: health.emergency_admission, window: [-365, 0], op: ">=", number: 2}
        - any:
            - {before: [emergency_admission, reablement], days: 30, window: [-365, 0]}
            - {sum: home_care, window: [-28, 0], number: 20, unknown: false}
      exclude:
        - {exists: care.long_term_care_start, via: household}
      """;

  @TempDir private Path folder;

  private CohortDefinition read(String text) throws IOException {
    return CohortReader.read(Files.writeString(folder.resolve("cohort.yaml"), text), AS_OF);
  }

  private String refusal(String text) {
    UserError refused = catchThrowableOfType(UserError.class, () -> read(text));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    return String.valueOf(refused.getMessage());
  }

  @Test
  void a_cohort_reads_as_plain_english() throws IOException {
    assertThat(CohortText.of(read(SOUND)))
        .contains(
            "People who live here are looked at on 2025-04-01.",
            "  1. was aged 65 or over",
            "  2. had the recorded sex F",
            "  3. had at least 2 records of emergency admissions to hospital in the 365 days before"
                + " the index date",
            "  4. (had emergency admissions to hospital, and at most 30 days later starts of"
                + " short-term adult social care to regain independence, both in the 365 days"
                + " before the index date) or (had at least 20 hours in total of commissioned home"
                + " care; delivered hours are not recorded in the 28 days before the index date"
                + " (not so where not observable))",
            "  5. did not meet: had starts of long-term adult social care of others in the"
                + " household at any time before the index date");
  }

  @Test
  void what_lasts_can_be_asked_for_as_it_stands_on_the_index_date() throws IOException {
    String asked = SOUND.replace("exclude:\n", "exclude:\n  - {ongoing: care.home_care}\n");
    assertThat(CohortText.of(read(asked)))
        .contains(
            "  5. did not meet: on the index date had what had begun and not ended: home care");
    assertThat(refusal(asked.replace("ongoing: care.home_care", "ongoing: child_referral")))
        .contains("exclude[0].ongoing  child_referral does not last: ask whether it exists");
    assertThat(refusal(asked.replace("care.home_care}", "care.home_care, window: [-9, 0]}")))
        .contains("exclude[0].window  is no setting of ongoing");
  }

  @Test
  void a_wrong_word_is_told_by_line_and_column_with_the_right_one() {
    assertThat(refusal(SOUND.replace("health.emergency_admission", "emergency_admision")))
        .contains("cohort.yaml:5:13  include[0].count")
        .contains("Did you mean \"emergency_admission\"?");
    assertThat(refusal(SOUND.replace("health.emergency_admission", "health.emergency_admision")))
        .contains("Did you mean \"health.emergency_admission\"?");
    assertThat(refusal(SOUND.replace("window: [-28, 0]", "windw: [-28, 0]")))
        .contains("include[1].any[1].windw  is no setting of sum. Did you mean \"window\"?");
    assertThat(refusal(SOUND.replace("population", "populaton")))
        .contains("3:1  populaton  is not a setting. Did you mean \"population\"?");
    assertThat(refusal(SOUND.replace("[-365, 0], op", "[0, -365], op")))
        .contains("include[0].window  a window must begin before it ends");
    assertThat(refusal(SOUND.replace("exists:", "exsts:"))).contains("Did you mean \"exists\"?");
  }

  /** The value that is wrong, what stands around it, and how the message calls it. */
  @Test
  void a_message_points_at_the_value_that_is_wrong() {
    for (String[] each :
        new String[][] {
          {"[-365, 0], op", "[0, -365]", ", op", "include[0].window"},
          {"number: 2}", "two", "}", "include[0].number"},
          {"op: \">=\"", "\"=>\"", "", "include[0].op"},
          {"days: 30", "soon", "", "include[1].any[0].days"},
          {"days: 30", "-1", "", "include[1].any[0].days"},
          {"via: household", "street", "", "exclude[0].via"},
          {"unknown: false", "perhaps", "", "include[1].any[1].unknown"},
          {"age: [65]", "[65, 20]", "", "population.age"},
          {"version: 3", "0", "", "version"},
          {"sex: F", "[]", "", "population.sex"},
        }) {
      int colon = each[0].indexOf(": ");
      String before = colon < 0 ? "" : each[0].substring(0, colon + 2);
      String faulty = SOUND.replace(each[0], before + each[1] + each[2]);
      assertThat(refusal(faulty))
          .as(each[3] + " " + each[1])
          .contains(place(faulty, before + each[1], before.length()) + "  " + each[3] + "  ");
    }
    String listed =
        SOUND.replace("exists: care.long_term_care_start", "exists: [home_care, home_cares]");
    assertThat(refusal(listed))
        .contains(place(listed, "home_cares", 0) + "  exclude[0].exists[1]  \"home_cares\" is no");
    String some = SOUND.replace("- any:", "- at_least: several\n    of:");
    assertThat(refusal(some))
        .contains(place(some, "several", 0) + "  include[1].at_least  must be a whole number");
    String second = SOUND.replace("{exists: care", "{unknown: false, exsts: care");
    assertThat(refusal(second))
        .contains(place(second, "exsts", 0) + "  exclude[0].exsts  asks nothing. Did you mean");
    assertThat(refusal(SOUND.replace("{exists: care.long_term_care_start, via: household}", "{}")))
        .contains("exclude[0]  asks nothing");
  }

  private static String place(String text, String marker, int after) {
    int at = text.indexOf(marker) + after;
    int line = (int) text.substring(0, at).chars().filter(each -> each == '\n').count() + 1;
    return "cohort.yaml:" + line + ":" + (at - text.lastIndexOf('\n', at - 1));
  }

  private static final Observed OBSERVED =
      new Observed(
          LocalDate.of(2020, 1, 5),
          AS_OF,
          new TreeMap<>(Map.of("SYN01", "Hillside", "SYN02", "Riverside", "E0900", "")),
          new TreeSet<>(List.of("F", "M")));

  private String strange(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("cohort.yaml"), text);
    UserError refused =
        catchThrowableOfType(UserError.class, () -> CohortReader.read(file, OBSERVED));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    return String.valueOf(refused.getMessage());
  }

  @Test
  void areas_and_sexes_that_nobody_has_are_told_with_the_nearest() throws IOException {
    String areas = SOUND.replace("sex: F", "area: [SYN02, Hilside], sex: [F, female]");
    assertThat(strange(areas))
        .contains(place(areas, "Hilside", 0) + "  population.area[1]  no person of the data lived")
        .contains("Did you mean \"SYN01\" (Hillside)?")
        .contains(place(areas, "female", 0) + "  population.sex[1]  no person of the data has")
        .contains("2 problems");
    assertThat(strange(SOUND.replace("sex: F", "area: somewhere")))
        .contains("Use one of: \"E0900\", \"SYN01\" (Hillside), \"SYN02\" (Riverside).");
    Path sound =
        Files.writeString(folder.resolve("cohort.yaml"), SOUND.replace("sex: F", "area: SYN02"));
    assertThat(CohortReader.read(sound, OBSERVED).population()).hasSize(2);
  }

  @Test
  void days_without_data_are_told_where_they_stand() throws IOException {
    String late = SOUND.replace("population", "index: {as_of: 2025-04-02}\npopulation");
    assertThat(strange(late))
        .contains(place(late, "2025-04-02", 0) + "  index.as_of  2025-04-02 lies beyond the data")
        .contains("which end on 2025-03-31. Write a day from 2020-01-05 to 2025-04-01.");
    String early = SOUND.replace("population", "index: {snapshots: [2020-01-04]}\npopulation");
    assertThat(strange(early))
        .contains(place(early, "2020-01-04", 0) + "  index.snapshots[0]  2020-01-04 lies before");
    String steps =
        SOUND.replace(
            "population", "index: {from: 2024-01-01, to: 2026-01-01, every_months: 6}\npopulation");
    assertThat(strange(steps)).contains(place(steps, "2026-01-01", 0) + "  index.to  2026-01-01");
    String events =
        SOUND.replace(
            "population",
            "index: {event: emergency_admission, from: 2025-04-01, to: 2026-01-01}\npopulation");
    assertThat(strange(events))
        .contains(place(events, "2025-04-01", 0) + "  index.from  2025-04-01 lies beyond the data");
    Path running =
        Files.writeString(
            folder.resolve("cohort.yaml"), events.replace("from: 2025-04-01", "from: 2025-03-31"));
    assertThat(CohortReader.read(running, OBSERVED).index().inWords()).contains("2025-03-31");
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThat(refusal("cohort: A\nversion: 0\ninclude: [{count: home_care}]\n"))
        .contains("3 problems");
  }

  @Test
  void the_same_question_under_another_name_has_the_same_hash() throws IOException {
    String hash = CohortHash.of(read(SOUND));
    assertThat(CohortHash.of(read(SOUND.replace("often_in_hospital", "renamed")))).isEqualTo(hash);
    assertThat(CohortHash.of(read(SOUND.replace("number: 2}", "number: 3}")))).isNotEqualTo(hash);
  }

  @Test
  void a_code_set_is_named_with_its_version_and_its_content() throws IOException {
    Files.writeString(folder.resolve("trusts.csv"), "code,version,source\nRTV,2024,NHS ODS\n");
    String asked =
        """
        cohort: a
        version: 1
        include:
          - {exists: emergency_attendance, codes: {file: trusts.csv, of: provider_code}}
        """;
    assertThat(CohortText.steps(read(asked)).get(0))
        .startsWith("had emergency department attendances, all types")
        .contains("with a provider code of trusts (version 2024, 1 codes, ");
    assertThat(refusal(asked.replace("provider_code", "code")))
        .contains("4:66  include[0].codes.of  asks for codes of events, but a run's store keeps")
        .contains("say of: provider_code or of: area_code");
    Files.writeString(folder.resolve("trusts.csv"), "code,version,source\nRTV,2024,\n");
    assertThat(refusal(asked)).contains("trusts.csv:2:1  says no version or no source");
  }

  @Test
  void versions_differ_by_what_they_ask() throws IOException {
    CohortDefinition before = read(SOUND);
    CohortDefinition now =
        read(SOUND.replace("number: 2}", "number: 3}").replace("version: 3", "version: 4"));
    assertThat(CohortText.difference(before, now))
        .containsExactly(
            "No longer asked: had at least 2 records of emergency admissions to hospital in the"
                + " 365 days before the index date",
            "Newly asked: had at least 3 records of emergency admissions to hospital in the 365"
                + " days before the index date");
    assertThat(CohortText.difference(before, before)).isEmpty();
  }

  @Test
  void the_cohorts_that_come_with_tidetable_are_sound() throws IOException {
    try (Stream<Path> files = Files.list(SHIPPED)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(4);
      assertThat(all)
          .allSatisfy(file -> assertThat(CohortReader.read(file, AS_OF).steps()).isNotEmpty());
    }
  }
}
