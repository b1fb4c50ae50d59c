package org.tidetable.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.tidetable.models.problem.RiskProblem.Censoring;
import org.tidetable.models.problem.RiskProblem.Death;
import org.tidetable.models.problem.RiskProblem.Design;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Two hundred people of one age, of whom within the year 50 have the outcome, 33 die and 31 leave,
 * some on the same days. The numbers expected are those of R's package survival 3.5-3 (survfit and
 * finegray) for the same people: person i has day 1 + 3 (83 i mod 150), and by 7 i mod 10 the
 * outcome (0 to 2), dies (3, 4), leaves (5, 6) or stays.
 */
@ExtendWith(SharedSpark.class)
class DeathTest {
  private static final LocalDate INDEX = LocalDate.parse("2022-01-01");
  private static final int EACH = 200;
  private static final double EXACT = 1e-10;

  private final World world;

  DeathTest(World world) {
    this.world = world;
  }

  private record Told(Optional<Boolean> outcome, double weight) {}

  private Map<String, Told> told(Censoring censoring, Death death) {
    StringBuilder people = new StringBuilder("person_id | valid_to | end_reason\n");
    StringBuilder events = new StringBuilder("person_id | kind | start_date\n");
    for (int i = 0; i < EACH; i++) {
      LocalDate day = INDEX.plusDays(1 + 3 * (i * 83 % 150));
      int kind = i * 7 % 10;
      String end = kind <= 2 || kind >= 7 ? " | " : day + " | " + (kind <= 4 ? "died" : "moved");
      people.append("p%d | %s%n".formatted(i, end));
      if (kind <= 2) {
        events.append("p%d | emergency_admission | %s%n".formatted(i, day));
      }
    }
    RiskProblem problem =
        new RiskProblem(
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
                Optional.empty(),
                death));
    Dataset<Row> labelled =
        OutcomeLabels.after(
            world.index(world.people(people.toString()), INDEX.toString()),
            world.events(events.toString()),
            problem,
            LocalDate.parse("2024-01-01"));
    Map<String, Told> told = new HashMap<>();
    for (Row row : Rows.small(labelled)) {
      told.put(
          World.name(row.<Long>getAs("person_id")),
          new Told(
              Optional.ofNullable(row.<Boolean>getAs(OutcomeLabels.OUTCOME)),
              row.<Double>getAs(StayWeights.WEIGHT)));
    }
    return told;
  }

  private static double share(Map<String, Told> told) {
    double with = 0;
    double all = 0;
    for (Told each : told.values()) {
      all += each.outcome().isPresent() ? each.weight() : 0;
      with += each.outcome().orElse(false) ? each.weight() : 0;
    }
    return with / all;
  }

  @Test
  void where_death_competes_the_share_is_that_of_aalen_and_johansen() {
    assertThat(share(told(Censoring.IPCW, Death.COMPETING)))
        .isCloseTo(0.27759105259, within(EXACT));
  }

  @Test
  void where_death_competes_the_dead_count_beside_the_living_as_fine_and_gray_weigh_them() {
    Map<String, Told> told = told(Censoring.IPCW, Death.COMPETING);
    double living = weight(told, "p1");
    assertThat(living / weight(told, "p2")).isCloseTo(1 / 0.818383305639, within(EXACT));
    assertThat(living / weight(told, "p12")).isCloseTo(1 / 0.949797570850, within(EXACT));
    assertThat(living / weight(told, "p19")).isCloseTo(1 / 0.910231214024, within(EXACT));
  }

  private static double weight(Map<String, Told> told, String person) {
    Told each = told.getOrDefault(person, new Told(Optional.empty(), Double.NaN));
    assertThat(each.outcome()).contains(false);
    return each.weight();
  }

  @Test
  void where_death_is_a_departure_the_share_is_that_of_kaplan_and_meier_without_death() {
    assertThat(share(told(Censoring.IPCW, Death.LEAVING))).isCloseTo(0.313537392506, within(EXACT));
  }

  @Test
  void where_death_is_an_outcome_the_share_is_that_of_either() {
    assertThat(share(told(Censoring.IPCW, Death.OUTCOME))).isCloseTo(0.460753694929, within(EXACT));
  }

  @Test
  void without_weights_the_dead_are_counted_as_they_are_declared() {
    assertThat(known(told(Censoring.COMPLETE, Death.COMPETING))).isEqualTo(169);
    assertThat(known(told(Censoring.COMPLETE, Death.LEAVING))).isEqualTo(136);
    assertThat(share(told(Censoring.OBSERVED, Death.OUTCOME))).isCloseTo(83.0 / 169, within(EXACT));
  }

  private static long known(Map<String, Told> told) {
    return told.values().stream().filter(each -> each.outcome().isPresent()).count();
  }
}
