package org.tidetable.features.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.problem.RiskProblem.TargetCohort;
import org.tidetable.models.vocabulary.EventKind;

@ExtendWith(SharedSpark.class)
class IndexDatesTest {
  private final World world;

  IndexDatesTest(World world) {
    this.world = world;
  }

  private static RiskProblem problem(Period lookback, Period gap, Period timeAtRisk) {
    return new RiskProblem(
        "admission",
        World.EVERYBODY,
        new RiskProblem.Outcome(
            "admission", List.of(EventKind.EMERGENCY_ADMISSION), 1, "admission"),
        lookback,
        gap,
        timeAtRisk);
  }

  private static List<LocalDate> dates(String... dates) {
    return Stream.of(dates).map(LocalDate::parse).toList();
  }

  private List<String> selected(Dataset<Row> people, Dataset<Row> events, TargetCohort target) {
    return Rows.small(IndexDates.select(people, events, target, dates("2024-04-01"))).stream()
        .map(row -> World.name(row.<Long>getAs("person_id")))
        .sorted()
        .toList();
  }

  @Test
  void training_dates_step_back_by_half_a_year_while_the_lookback_is_covered() {
    Period year = Period.ofYears(1);
    assertThat(
            IndexDates.of(
                problem(year, Period.ZERO, year),
                LocalDate.parse("2021-04-01"),
                LocalDate.parse("2025-04-01"),
                0))
        .isEqualTo(dates("2022-04-01", "2022-10-01", "2023-04-01", "2024-04-01", "2025-04-01"));
  }

  @Test
  void every_training_window_has_ended_by_the_validation_date_and_its_lookback_is_covered() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      Period gap = Period.of(0, random.nextInt(3), random.nextInt(40));
      Period atRisk = Period.of(0, 1 + random.nextInt(18), random.nextInt(40));
      Period lookback = Period.ofMonths(1 + random.nextInt(24));
      LocalDate asOf = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(400));
      LocalDate first = asOf.minusDays(900 + random.nextInt(2000));
      List<LocalDate> found = IndexDates.of(problem(lookback, gap, atRisk), first, asOf, 0);
      LocalDate validation = found.get(found.size() - 2);
      assertThat(validation.plus(gap).plus(atRisk)).as("seed %s", seed).isBeforeOrEqualTo(asOf);
      assertThat(found.subList(0, found.size() - 2))
          .as("seed %s", seed)
          .allSatisfy(
              training -> {
                assertThat(training.plus(gap).plus(atRisk)).isBeforeOrEqualTo(validation);
                assertThat(training.minus(lookback)).isAfterOrEqualTo(first);
              });
    }
  }

  @Test
  void ages_are_whole_years_at_the_index_date_with_both_ends_included() {
    Dataset<Row> people =
        world.people(
            """
            person_id | birth_month
            ann       | 1959-05-01
            bob       | 1959-04-01
            cyd       | 1948-05-01
            dan       | 1948-04-01
            """);
    TargetCohort target = new TargetCohort("65 to 75", 65, 75, List.of(), "65 to 75");
    assertThat(selected(people, world.events("person_id"), target)).containsExactly("bob", "cyd");
  }

  @Test
  void people_are_looked_at_while_they_live_here() {
    Dataset<Row> people =
        world.people(
            """
            person_id | valid_from | valid_to
            ann       | 2024-04-01 | 2024-04-02
            bob       | 2024-04-02 |
            cyd       | 2020-01-01 | 2024-04-01
            """);
    assertThat(selected(people, world.events("person_id"), World.EVERYBODY)).containsExactly("ann");
  }

  @Test
  void an_excluding_event_leaves_out_only_once_it_has_begun_and_is_known() {
    Dataset<Row> people =
        world.people(
            """
            person_id
            ann
            bob
            cyd
            dan
            """);
    Dataset<Row> events =
        world.events(
            """
            person_id | kind                 | start_date | known_date
            ann       | long_term_care_start | 2015-01-01 | 2024-03-31
            bob       | long_term_care_start | 2024-03-01 | 2024-04-01
            cyd       | long_term_care_start | 2024-04-01 | 2024-03-01
            dan       | home_care            | 2024-01-01 | 2024-01-01
            """);
    TargetCohort target =
        new TargetCohort("new", 0, 120, List.of(EventKind.LONG_TERM_CARE_START), "new to care");
    assertThat(selected(people, events, target)).containsExactly("bob", "cyd", "dan");
  }

  @Test
  void an_event_makes_the_day_after_it_an_index_date_once_for_those_who_live_here() {
    Dataset<Row> people =
        world.people(
            """
            person_id | household_id | valid_to
            ann       | h1           |
            bob       | h1           |
            cyd       | h2           | 2024-02-01
            """);
    Dataset<Row> events =
        world.events(
            """
            person_id | kind                | start_date | end_date
            ann       | emergency_admission | 2024-02-20 | 2024-03-01
            ann       | planned_admission   | 2024-03-01 | 2024-03-01
            ann       | emergency_admission | 2024-02-28 | 2024-03-01
            cyd       | emergency_admission | 2024-02-20 | 2024-03-01
            bob       | emergency_admission | 2023-01-20 | 2023-03-01
            """);
    Dataset<Row> index =
        IndexDates.anchored(
            people,
            events,
            new RiskProblem.Anchor(EventKind.EMERGENCY_ADMISSION, RiskProblem.Moment.END),
            LocalDate.parse("2024-01-01"),
            LocalDate.parse("2024-12-31"));
    assertThat(Rows.small(index))
        .extracting(row -> World.name(row.<Long>getAs("person_id")) + " " + row.getAs("index_date"))
        .containsExactly("ann 2024-03-02");
    assertThat(Rows.small(IndexDates.withHousehold(index, people, "wanted")))
        .extracting(row -> World.name(row.<Long>getAs("person_id")) + " " + row.getAs("wanted"))
        .containsExactlyInAnyOrder("ann true", "bob false");
  }
}
