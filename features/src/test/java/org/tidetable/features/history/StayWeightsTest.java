package org.tidetable.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.problem.RiskProblem.Censoring;
import org.tidetable.models.problem.RiskProblem.Death;
import org.tidetable.models.problem.RiskProblem.Design;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Two thousand people of 70 and as many of 20. Of the old half have the outcome within the year, of
 * the young a tenth, on any day; the old go out of view twice as readily, whatever happens to them.
 */
@ExtendWith(SharedSpark.class)
class StayWeightsTest {
  private static final LocalDate INDEX = LocalDate.parse("2022-01-01");
  private static final int EACH = 2000;
  private static final double TRUE_SHARE = 0.3;

  private final World world;

  StayWeightsTest(World world) {
    this.world = world;
  }

  private double share(Censoring censoring) {
    Random random = new Random(5);
    StringBuilder people = new StringBuilder("person_id | birth_month | valid_to\n");
    StringBuilder events = new StringBuilder("person_id | kind | start_date\n");
    for (int person = 0; person < 2 * EACH; person++) {
      boolean old = person < EACH;
      double leaves = -Math.log(1 - random.nextDouble()) * (old ? 300 : 600);
      String to = leaves < 730 ? INDEX.plusDays((long) leaves + 1).toString() : "";
      people.append("p%d | %s | %s%n".formatted(person, old ? "1952-01-01" : "2002-01-01", to));
      long day = random.nextInt(365);
      if (random.nextDouble() < (old ? 0.5 : 0.1) && day <= leaves) {
        events.append("p%d | emergency_admission | %s%n".formatted(person, INDEX.plusDays(day)));
      }
    }
    Dataset<Row> index = world.index(world.people(people.toString()), INDEX.toString());
    double with = 0;
    double all = 0;
    for (Row row :
        Rows.small(
            OutcomeLabels.after(
                index,
                world.events(events.toString()),
                problem(censoring, Optional.empty()),
                LocalDate.parse("2024-01-01")))) {
      Boolean outcome = row.getAs(OutcomeLabels.OUTCOME);
      if (outcome != null) {
        double weight = row.<Double>getAs(StayWeights.WEIGHT);
        all += weight;
        with += outcome ? weight : 0;
      }
    }
    return with / all;
  }

  private static RiskProblem problem(Censoring censoring, Optional<Integer> leavesAtAge) {
    return new RiskProblem(
        "any",
        World.EVERYBODY,
        new RiskProblem.Outcome("any", List.of(EventKind.EMERGENCY_ADMISSION), 1, "any"),
        Period.ofYears(1),
        Period.ZERO,
        Period.ofYears(1),
        new Design(
            Period.ofMonths(6),
            Period.ZERO,
            Optional.empty(),
            censoring,
            leavesAtAge,
            Death.COMPETING));
  }

  @Test
  void those_who_stay_stand_for_those_who_left() {
    assertThat(share(Censoring.IPCW)).isCloseTo(TRUE_SHARE, within(0.025));
  }

  @Test
  void without_weights_outcomes_seen_are_too_many_and_people_followed_to_the_end_too_few() {
    assertThat(share(Censoring.OBSERVED)).isGreaterThan(TRUE_SHARE + 0.05);
    assertThat(share(Censoring.COMPLETE)).isLessThan(TRUE_SHARE - 0.05);
  }

  @Test
  void who_comes_of_age_goes_out_of_view_and_who_moves_within_the_area_does_not() {
    Dataset<Row> people =
        world.people(
            """
            person_id | birth_month | valid_from | valid_to
            ann       | 2004-06-01  |            |
            bob       | 2008-06-01  |            | 2022-05-01
            bob       | 2008-06-01  | 2022-05-01 |
            cyd       | 2008-06-01  |            | 2022-05-01
            """);
    List<Row> rows =
        Rows.small(
            OutcomeLabels.after(
                    world.index(people, INDEX.toString()),
                    world.events("person_id | kind | start_date"),
                    problem(Censoring.IPCW, Optional.of(18)),
                    LocalDate.parse("2024-01-01"))
                .orderBy("person_id"));
    assertThat(rows)
        .extracting(row -> Optional.ofNullable(row.<Boolean>getAs(OutcomeLabels.OUTCOME)))
        .containsExactly(Optional.empty(), Optional.of(false), Optional.empty());
  }
}
