package org.tidetable.pipeline.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class PlanningTest {
  private static final String RUN =
      """
      name: little
      seed: 1
      sources:
        - {mapping: counts.yaml, files: [counts.csv]}
      demand:
        - name: attendances
          title: Attendances
          kind: emergency_attendance
          source: counts
          grain: month
          horizon: 12
          levels: [trust]
        - name: admissions
          title: Admissions
          kind: emergency_admission
          source: counts
          grain: month
          horizon: 12
          levels: [trust]
      adjustments: known.csv
      leave_out:
        - {demand: attendances, area: RTV, reason: it closed}
      breaks:
        - {from: 2020-03-01, to: 2021-06-30, reason: COVID-19}
      population:
        - demand: attendances
          file: people.csv
          published_by: Office for National Statistics
          licence: Open Government Licence v3.0
          address: https://www.ons.gov.uk
      lead_indicators:
        - {demand: admissions, leads: attendances, lag_from: 1, lag_to: 3}
      disclosure: disclosure.yaml
      """;
  private static final String KNOWN =
      """
      demand,area,from,to,change,reason,who
      attendances,RW6,2025-05-01,,+40,A new ward opens,Planning team
      admissions,Leeds,2025-05-01,2025-08-31,-3.5%,Works on the roof,Estates
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write_what_the_run_names() throws IOException {
    Files.writeString(folder.resolve("counts.csv"), "x\n");
    Files.writeString(
        folder.resolve("counts.yaml"),
        """
        name: counts
        title: Counts
        published_by: Somebody
        licence: Open Government Licence v3.0
        address: https://example.org
        columns: {date: {type: text}, area: {type: text}, number: {type: integer}}
        counts:
          grain: month
          period: {columns: [date], format: yyyy-MM-dd}
          areas: [{level: trust, code: area}]
          measures: [{column: number, kind: emergency_admission}]
        """);
    Files.writeString(
        folder.resolve("disclosure.yaml"),
        """
        version: v1
        base: 8
        minimum_basis: 10
        population: little
        key: demo-only
        """);
    Files.writeString(folder.resolve("known.csv"), KNOWN);
    Files.writeString(
        folder.resolve("people.csv"), "area_code,date,population\nRW6,2024-06-30,250000\n");
  }

  private Planning read(String run) throws IOException {
    return ConfigReader.read(Files.writeString(folder.resolve("run.yaml"), run)).planning();
  }

  /** The message about a run in which that was written otherwise. */
  private AbstractStringAssert<?> message(String was, String is) {
    assertThat(RUN).contains(was);
    return refused(RUN.replace(was, is));
  }

  private AbstractStringAssert<?> refused(String run) {
    return assertThatThrownBy(() -> read(run))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> assertThat(error.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .message();
  }

  /** The message about a file of adjustments in which that was written otherwise. */
  private AbstractStringAssert<?> adjustments(String was, String is) throws IOException {
    assertThat(KNOWN).contains(was);
    Files.writeString(folder.resolve("known.csv"), KNOWN.replace(was, is));
    return refused(RUN);
  }

  @Test
  void what_planners_add_is_read_with_its_dates() throws IOException {
    Planning planning = read(RUN);

    assertThat(planning.adjustments()).hasSize(2);
    Planning.Adjustment ward = planning.adjustments().get(0);
    assertThat(ward.amount()).isEqualTo(40);
    assertThat(ward.percent()).isFalse();
    assertThat(ward.to()).isEqualTo(LocalDate.MAX);
    assertThat(planning.adjustments().get(1).amount()).isEqualTo(-3.5);
    assertThat(planning.adjustments().get(1).percent()).isTrue();
    assertThat(planning.breaks().get(0).concerns("admissions")).isTrue();
    assertThat(planning.breaks().get(0).holds(LocalDate.parse("2021-06-30"))).isTrue();
    assertThat(planning.breaks().get(0).holds(LocalDate.parse("2021-07-01"))).isFalse();
    assertThat(planning.leaveOut().get(0).reason()).isEqualTo("it closed");
    assertThat(planning.population().get(0).counts().get(0).people()).isEqualTo(250_000);
    assertThat(planning.leadIndicators()).hasSize(1);
  }

  @Test
  void a_run_without_any_has_none() throws IOException {
    int from = RUN.indexOf("adjustments:");
    assertThat(read(RUN.substring(0, from) + "disclosure: disclosure.yaml\n"))
        .isEqualTo(Planning.NONE);
  }

  @Test
  void an_unknown_demand_is_shown_with_its_place_and_the_nearest_one() throws IOException {
    message("{demand: attendances, area", "{demand: atendances, area")
        .contains("run.yaml:22:6  leave_out[0].demand", "Did you mean \"attendances\"?");
    adjustments("\nattendances,RW6", "\nattendance,RW6")
        .contains("known.csv:2:1  demand", "Did you mean \"attendances\"?");
  }

  @Test
  void a_line_that_cannot_be_understood_is_shown_with_line_and_column() throws IOException {
    adjustments("+40", "forty").contains("known.csv:2:5  change", "Write +40 or -12.5");
    adjustments("2025-08-31", "31/08/2025").contains("known.csv:3:4  to", "Write yyyy-MM-dd");
    adjustments("2025-08-31", "2025-04-30").contains("known.csv:3:4  to", "lies before");
    adjustments("Works on the roof", "").contains("known.csv:3:6  reason", "is blank");
    adjustments(",Estates", "").contains("known.csv:3:1", "has 6 cells where the heading has 7");
    adjustments("change", "chnge")
        .contains("known.csv:1:5  chnge", "Did you mean \"change\"?", "lacks the column");
  }

  @Test
  void a_file_of_adjustments_that_identifies_people_is_refused() throws IOException {
    Files.writeString(
        folder.resolve("known.csv"), KNOWN.replace("Estates", "jo.smith@example.org"));
    assertThatThrownBy(() -> read(RUN))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.PRIVACY));
  }

  @Test
  void dates_lags_and_populations_that_make_no_sense_are_refused() throws IOException {
    message("to: 2021-06-30", "to: 2019-06-30").contains("breaks[0].to", "lies before");
    message("lag_from: 1", "lag_from: 0").contains("lead_indicators[0].lag_from", "use 1 or more");
    message("leads: attendances", "leads: admissions").contains("is the demand itself");
    Files.writeString(
        folder.resolve("people.csv"), "area_code,date,population\nRW6,2024-06-30,many\n");
    refused(RUN).contains("people.csv:2:3  population", "is no number");
  }

  @Test
  void what_leads_may_be_told_in_shorter_periods_and_not_in_longer_ones() throws IOException {
    Files.writeString(folder.resolve("weekly.csv"), "x\n");
    Files.writeString(
        folder.resolve("weekly.yaml"),
        Files.readString(folder.resolve("counts.yaml"))
            .replace("name: counts", "name: weekly")
            .replace("grain: month", "grain: week")
            .replace("emergency_admission", "emergency_attendance"));
    String weekly =
        RUN.replace(
                "files: [counts.csv]}",
                "files: [counts.csv]}\n  - {mapping: weekly.yaml, files: [weekly.csv]}")
            .replace(
                "kind: emergency_attendance\n    source: counts\n    grain: month",
                "kind: emergency_attendance\n    source: weekly\n    grain: week");

    assertThat(read(weekly).leadIndicators()).hasSize(1);
    refused(
            weekly.replace(
                "demand: admissions, leads: attendances", "demand: attendances, leads: admissions"))
        .contains("lead_indicators[0].leads", "has longer periods");
  }

  @Test
  void counts_of_people_must_be_published_by_somebody_and_of_1000_or_more() throws IOException {
    message("published_by: Office for National Statistics", "published_by: \"\"")
        .contains("population[0].published_by", "is blank");
    message("    licence: Open Government Licence v3.0\n", "").contains("licence");
    message("address: https://www.ons.gov.uk", "address: \" \"")
        .contains("population[0].address", "is blank");
    Files.writeString(
        folder.resolve("people.csv"),
        "area_code,date,population\nRW6,2024-06-30,1000\nRW6,2025-06-30,999\n");
    refused(RUN)
        .contains("people.csv:3:3  population", "is below 1,000")
        .doesNotContain("people.csv:2", "999");
  }

  @Test
  void reasons_of_a_run_are_short_and_identify_nobody() {
    message("reason: it closed", "reason: " + "it closed ".repeat(13))
        .contains("leave_out[0].reason", "longer than 120 letters");
    message("reason: COVID-19", "reason: " + "x".repeat(121))
        .contains("breaks[0].reason", "longer than 120 letters");
    for (String reason : new String[] {"reason: it closed", "reason: COVID-19"}) {
      assertThatThrownBy(() -> read(RUN.replace(reason, "reason: ask jo.smith@example.org")))
          .isInstanceOfSatisfying(
              UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.PRIVACY))
          .hasMessageContaining("run.yaml:")
          .hasMessageNotContaining("jo.smith");
    }
  }

  private static final String PLANNED =
      RUN.replace(
          "  - name: admissions",
          "    plan: {file: plan.csv, published_by: The board}\n  - name: admissions");

  @Test
  void what_had_been_planned_is_read_with_its_periods() throws IOException {
    Files.writeString(
        folder.resolve("plan.csv"), "area_code,period_start,value\nRW6,2024-04-01,1200.5\n");

    Planning.Plan plan = read(PLANNED).plans().get(0);

    assertThat(plan.demand()).isEqualTo("attendances");
    assertThat(plan.publishedBy()).isEqualTo("The board");
    assertThat(plan.values().get(0).period()).isEqualTo("2024-04-01");
    assertThat(plan.values().get(0).value()).isEqualTo(1200.5);
    assertThat(plan.values().get(0).place().area()).isEqualTo("RW6");
  }

  @Test
  void a_plan_that_cannot_be_understood_is_shown_with_line_and_column() throws IOException {
    Path plan = folder.resolve("plan.csv");
    refused(PLANNED).contains("demand[0].plan.file", "there is no file");
    String heading = "area_code,period_start,value\n";
    Files.writeString(plan, heading + "RW6,2024-04-01,many\n");
    refused(PLANNED).contains("plan.csv:2:3  value", "is no number").doesNotContain("many");
    Files.writeString(plan, heading + "RW6,2024-04-02,5\n");
    refused(PLANNED).contains("plan.csv:2:2  period_start", "Write 2024-04-01");
    Files.writeString(plan, heading + "RW6,2024-04-01,5\nRW6,2024-04-01,6\n");
    refused(PLANNED).contains("plan.csv:3:2  period_start", "stands twice");
    Files.writeString(plan, "area_code,period_starts,value\nRW6,2024-04-01,5\n");
    refused(PLANNED).contains("plan.csv:1:2  period_starts", "Did you mean \"period_start\"?");
  }
}
