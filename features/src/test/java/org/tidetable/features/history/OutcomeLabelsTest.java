package org.tidetable.features.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.vocabulary.EventKind;

/** The window of these tests: index date 2024-01-01, gap 1 month, 6 months at risk. */
@ExtendWith(SharedSpark.class)
class OutcomeLabelsTest {
  private static final String COVERED = "2024-08-01";
  private static final Optional<Boolean> YES = Optional.of(true);
  private static final Optional<Boolean> NO = Optional.of(false);
  private static final Optional<Boolean> NOT_KNOWN = Optional.empty();

  private final World world;

  OutcomeLabelsTest(World world) {
    this.world = world;
  }

  private Map<String, Optional<Boolean>> outcomes(
      double minimum, String covered, String people, String events) {
    RiskProblem problem =
        new RiskProblem(
            "absence",
            World.EVERYBODY,
            new RiskProblem.Outcome(
                "absence",
                List.of(EventKind.ABSENCE_SESSION, EventKind.SUSPENSION),
                minimum,
                "absence"),
            Period.ofYears(1),
            Period.ofMonths(1),
            Period.ofMonths(6));
    Dataset<Row> index = world.index(world.people(people), "2024-01-01");
    Map<String, Optional<Boolean>> outcomes = new HashMap<>();
    for (Row row :
        Rows.small(
            OutcomeLabels.after(index, world.events(events), problem, LocalDate.parse(covered)))) {
      outcomes.put(
          World.name(row.<Long>getAs("person_id")),
          Optional.ofNullable(row.<Boolean>getAs(OutcomeLabels.OUTCOME)));
    }
    return outcomes;
  }

  @Test
  void the_window_begins_after_the_gap_and_ends_before_its_last_day() {
    assertThat(
            outcomes(
                1,
                COVERED,
                """
                person_id
                ann
                bob
                cyd
                dan
                """,
                """
                person_id | kind            | start_date
                ann       | absence_session | 2024-01-31
                bob       | absence_session | 2024-02-01
                cyd       | absence_session | 2024-07-31
                dan       | absence_session | 2024-08-01
                """))
        .isEqualTo(Map.of("ann", NO, "bob", YES, "cyd", YES, "dan", NO));
  }

  @Test
  void an_outcome_is_not_known_before_the_data_cover_its_window() {
    String people =
        """
        person_id
        ann
        bob
        """;
    String events =
        """
        person_id | kind            | start_date
        ann       | absence_session | 2024-02-01
        """;
    assertThat(outcomes(1, "2024-07-31", people, events))
        .isEqualTo(Map.of("ann", NOT_KNOWN, "bob", NOT_KNOWN));
    assertThat(outcomes(1, "2024-08-01", people, events)).isEqualTo(Map.of("ann", YES, "bob", NO));
  }

  @Test
  void who_died_without_the_outcome_did_not_have_it_and_of_who_moved_away_it_is_not_known() {
    assertThat(
            outcomes(
                1,
                COVERED,
                """
                person_id | valid_to   | end_reason
                ann       | 2024-03-01 | died
                bob       | 2024-03-01 | moved
                cyd       | 2024-03-01 | moved
                dan       | 2024-08-01 | moved
                """,
                """
                person_id | kind            | start_date
                cyd       | absence_session | 2024-02-01
                """))
        .isEqualTo(Map.of("ann", NO, "bob", NOT_KNOWN, "cyd", YES, "dan", NO));
  }

  @Test
  void quantities_of_all_kinds_of_the_outcome_add_up_to_the_minimum() {
    assertThat(
            outcomes(
                38,
                COVERED,
                """
                person_id
                ann
                bob
                """,
                """
                person_id | kind            | start_date | quantity
                ann       | absence_session | 2024-03-01 | 20
                ann       | suspension      | 2024-04-01 | 18
                bob       | absence_session | 2024-03-01 | 37
                bob       | home_care       | 2024-04-01 | 18
                """))
        .isEqualTo(Map.of("ann", YES, "bob", NO));
  }
}
