package org.tidetable.pipeline.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class ConfigReaderTest {
  private static final String RUN =
      """
      name: little
      seed: 1
      sources:
        - {mapping: care.yaml, files: [care.csv]}
      people: {register: people.csv, links: links.csv, opt_out: {not_applicable: direct care}}
      demand:
        - name: requests
          title: Requests
          kind: care_request
          source: events
          grain: month
          horizon: 12
          levels: [area]
      risk:
        - name: long_term_care
          title: Long-term care
          minimum_age: 65
          maximum_age: 120
          outcome_kinds: [long_term_care_start]
          lookback: P1Y
          time_at_risk: P1Y
          top_per_area: 10
      disclosure: disclosure.yaml
      """;
  private static final String MAPPING =
      """
      name: care
      title: Care
      events:
        person: ref
        code: type
        codes: {R: care_request}
        start: started
        date_format: dd/MM/yyyy
        record: id
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write_what_the_run_names() throws IOException {
    for (String name : new String[] {"care.csv", "people.csv", "links.csv"}) {
      Files.writeString(folder.resolve(name), "x\n");
    }
    key("0123456789abcdef0123456789abcdef", "rw-------");
    Files.writeString(folder.resolve("care.yaml"), MAPPING);
    Files.writeString(
        folder.resolve("disclosure.yaml"),
        """
        version: v1
        base: 8
        minimum_basis: 10
        population: little
        key: key
        """);
  }

  private void key(String secret, String rights) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), secret);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(rights));
  }

  private Configuration read(String run) throws IOException {
    return ConfigReader.read(Files.writeString(folder.resolve("run.yaml"), run));
  }

  /** The message about a run in which that was written otherwise. */
  private AbstractStringAssert<?> message(String was, String is) {
    assertThat(RUN).contains(was);
    return assertThatThrownBy(() -> read(RUN.replace(was, is)))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> assertThat(error.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .message();
  }

  @Test
  void a_run_without_problems_is_resolved_into_the_words_of_the_models() throws IOException {
    Configuration read = read(RUN);
    assertThat(read.sources()).hasSize(1);
    assertThat(read.demand().get(0).problem().kind()).isEqualTo(EventKind.CARE_REQUEST);
    assertThat(read.risk().get(0).problem().target().minimumAge()).isEqualTo(65);
    assertThat(read.risk().get(0).problem().gap().isZero()).isTrue();
  }

  @Test
  void an_unknown_setting_is_shown_with_its_place_and_the_nearest_one() {
    message("seed: 1", "sed: 1")
        .contains("run.yaml:2:1  sed", "is not a setting. Did you mean \"seed\"?");
    message("    horizon: 12", "    horizont: 12")
        .contains("run.yaml:12:5  demand[0].horizont", "Did you mean \"horizon\"?");
  }

  @Test
  void a_missing_setting_is_shown_where_it_belongs() {
    message("    horizon: 12\n", "").contains("run.yaml:7:5  demand[0]", "lacks \"horizon\"");
  }

  @Test
  void a_value_of_another_type_is_shown_with_both_types() {
    message("minimum_age: 65", "minimum_age: old")
        .contains("run.yaml:17:5  risk[0].minimum_age", "of type string", "of type integer");
  }

  @Test
  void a_word_that_is_none_is_shown_with_the_nearest_one() {
    message("kind: care_request", "kind: care_requests")
        .contains("run.yaml:9:5  demand[0].kind", "Did you mean \"care_request\"?");
  }

  @Test
  void a_period_that_is_none_is_shown() {
    message("time_at_risk: P1Y", "time_at_risk: a year")
        .contains("run.yaml:21:5  risk[0].time_at_risk", "not an ISO period", "P6M");
  }

  @Test
  void a_file_that_is_not_there_is_shown_where_it_is_named() {
    message("files: [care.csv]", "files: [cart.csv]")
        .contains("run.yaml:4:34  sources[0].files[0]", "there is no file", "cart.csv");
    message("mapping: care.yaml", "mapping: cart.yaml")
        .contains("run.yaml:4:6  sources[0].mapping", "cart.yaml");
    message("disclosure: disclosure.yaml", "disclosure: no.yaml").contains("no.yaml:1:1");
  }

  @Test
  void a_mapping_has_its_own_places() throws IOException {
    Files.writeString(folder.resolve("care.yaml"), MAPPING.replace("dd/MM/yyyy", "day of birth"));
    assertThatThrownBy(() -> read(RUN))
        .hasMessageContainingAll("care.yaml:8:3  events.date_format", "not a date pattern");
  }

  @Test
  void all_problems_are_shown_at_once_in_the_order_of_the_files() {
    message(
            RUN,
            RUN.replace("horizon: 12", "horizon: 0")
                .replace("lookback: P1Y", "lookback: 1 year")
                .replace("top_per_area: 10", "top_per_area: 0")
                .replace("register: people.csv", "register: nobody.csv"))
        .contains(
            "has 4 problems",
            "1. ",
            "run.yaml:5:10  people.register",
            "2. ",
            "run.yaml:12:5  demand[0].horizon",
            "3. ",
            "run.yaml:20:5  risk[0].lookback",
            "4. ",
            "run.yaml:22:5  risk[0].top_per_area",
            "Nothing was written.");
  }

  @Test
  void what_a_risk_is_worth_is_asked_in_lengths_costs_and_points_that_make_sense()
      throws IOException {
    Files.writeString(
        folder.resolve("points.yaml"),
        """
        name: signs
        source: a test
        rules:
          - {column: shoe_size, points: 1, at_least: 45}
        """);
    message(
            "top_per_area: 10",
            "top_per_area: 10\n    caseload: [0]\n    cost: -3\n"
                + "    point_scores: [points.yaml, nowhere.yaml]")
        .contains(
            "risk[0].caseload  names a list of nobody",
            "risk[0].cost  is -3.0",
            "gives points for \"shoe_size\", which is no feature",
            "there is no file");
    Files.writeString(
        folder.resolve("points.yaml"),
        """
        name: area
        source: a test
        rules:
          - {column: age_years, points: 1, at_least: 75}
        """);
    message("top_per_area: 10", "top_per_area: 10\n    point_scores: [points.yaml]")
        .contains("is that of a method or rival");
  }

  @Test
  void what_is_not_known_of_the_opt_out_of_real_people_is_refused() {
    message(", opt_out: {not_applicable: direct care}", "")
        .contains("run.yaml:5:1  people", "lacks \"opt_out\"", "not_applicable");
    message("{not_applicable: direct care}", "{applied: 2024-01-01}").contains("who applied it?");
    message("{not_applicable: direct care}", "{list: people.csv, version: May}")
        .contains("people.opt_out.version", "is not a date");
    message("{not_applicable: direct care}", "{by: us}").contains("names 0 ways");
  }

  @Test
  void real_people_need_a_key_of_their_own() throws IOException {
    Path policy = folder.resolve("disclosure.yaml");
    Files.writeString(policy, Files.readString(policy).replace("key: key", "key: demo-only"));
    assertThatThrownBy(() -> read(RUN)).hasMessageContainingAll("disclosure.yaml:5:1", "key");
    String withOthers =
        RUN.replace("people:", "synthetic: {people: 9, from: 2024-04-01, to: 2025-03-31}\npeople:");
    assertThatThrownBy(() -> read(withOthers))
        .hasMessageContainingAll("disclosure.yaml:5:1", "invented: true");
    Files.writeString(folder.resolve("care.yaml"), MAPPING + "invented: true\n");
    assertThat(read(RUN).disclosure().usesDemoKey()).isTrue();
  }

  @Test
  void a_key_that_is_short_or_open_to_others_is_shown_where_it_is_named() throws IOException {
    key("short", "rw-------");
    assertThatThrownBy(() -> read(RUN))
        .hasMessageContainingAll("disclosure.yaml:5:1  key", "fewer than 32 bytes");
    key("0123456789abcdef0123456789abcdef", "rw-r--r--");
    assertThatThrownBy(() -> read(RUN))
        .hasMessageContainingAll("disclosure.yaml:5:1  key", "chmod 600");
  }

  @Test
  void what_counting_events_would_leave_out_is_refused() {
    message("levels: [area]", "levels: [area, region]").contains("demand[0].levels", "area and");
    message("levels: [area]", "levels: [area]\n    age_groups: [all, 75plus]")
        .contains("demand[0].age_groups");
    message("levels: [area]", "levels: [area]\n    categories: [Primary]")
        .contains("demand[0].categories");
    message("levels: [area]", "levels: [area]\n    per: care_assessment").contains("demand[0].per");
    message("kind: care_request", "kind: home_care").contains("demand[0].kind", "hours");
    message("grain: month", "grain: hour").contains("demand[0].grain");
  }

  @Test
  void counts_are_forecast_by_the_periods_that_they_were_published_for() throws IOException {
    Files.writeString(folder.resolve("counts.csv"), "x\n");
    counts("day");
    counted("counts")
        .contains("demand[0].grain", "the counts of counts are by day", "Write grain: day.");
    counted("care").contains("demand[0].source", "names a source without counts");
    counts("hour");
    counted("counts").contains("counts.yaml:5:3  counts.grain", "is hour, and a run keeps days");
  }

  /** The message about a run whose demand is counted by that source. */
  private AbstractStringAssert<?> counted(String source) {
    String more =
        RUN.replace(
            "files: [care.csv]}",
            "files: [care.csv]}\n  - {mapping: counts.yaml, files: [counts.csv]}");
    return assertThatThrownBy(() -> read(more.replace("source: events", "source: " + source)))
        .message();
  }

  private void counts(String grain) throws IOException {
    Files.writeString(
        folder.resolve("counts.yaml"),
        """
        name: counts
        title: Counts
        columns: {date: {type: text}, area: {type: text}, number: {type: integer}}
        counts:
          grain: %s
          period: {columns: [date], format: yyyy-MM-dd}
          areas: [{level: area, code: area}]
          measures: [{column: number, kind: care_request}]
        published_by: Somebody
        licence: Open Government Licence v3.0
        address: https://example.org
        """
            .formatted(grain));
  }

  @Test
  void a_policy_weaker_than_the_least_is_refused() throws IOException {
    Path policy = folder.resolve("disclosure.yaml");
    Files.writeString(policy, Files.readString(policy).replace("base: 8", "base: 5"));
    assertThatThrownBy(() -> read(RUN))
        .hasMessageContainingAll("disclosure.yaml:2:1  base", "use 8 or more");
  }
}
