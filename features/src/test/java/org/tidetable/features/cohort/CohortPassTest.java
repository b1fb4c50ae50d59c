package org.tidetable.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.LONG_TERM_CARE_START;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.SharedSpark;
import org.tidetable.features.World;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.Comparison;
import org.tidetable.models.cohort.EventPattern;
import org.tidetable.models.cohort.IndexRule;
import org.tidetable.models.cohort.Rule;
import org.tidetable.models.cohort.Window;

@ExtendWith(SharedSpark.class)
class CohortPassTest {
  private static final int WORLDS = 6;
  private static final int COHORTS_IN_EACH = 10;

  private final World world;

  CohortPassTest(World world) {
    this.world = world;
  }

  @Test
  void any_cohort_has_the_fates_of_the_reference_in_any_partitioning() {
    TreeMap<Boolean, Integer> unseen = new TreeMap<>();
    int fates = 0;
    for (int seed = 0; seed < WORLDS; seed++) {
      RandomCohorts drawn = new RandomCohorts(new Random(seed));
      ReferenceCohort reference = drawn.world(14, 120);
      Dataset<Row> people = people(reference);
      Dataset<Row> events = events(reference);
      for (int i = 0; i < COHORTS_IN_EACH; i++) {
        CohortDefinition cohort = drawn.cohort();
        List<String> expected = reference.fates(cohort);
        int parts = 1 + 6 * (i % 2);
        assertThat(fates(people.repartition(parts), events.repartition(parts), cohort))
            .as("seed %d, cohort %d: %s", seed, i, cohort)
            .isEqualTo(expected);
        expected.forEach(fate -> unseen.merge(fate.endsWith("true"), 1, Integer::sum));
        fates += expected.size();
      }
    }
    assertThat(fates).isGreaterThan(500);
    assertThat(unseen.getOrDefault(true, 0)).as("not observable").isGreaterThan(50);
  }

  @Test
  void an_admission_counts_from_the_day_it_was_known() {
    Dataset<Row> people = world.people("person_id\nann\nbob\n");
    Dataset<Row> events =
        world.events(
            """
            person_id | kind                | start_date | known_date
            ann       | emergency_admission | 2024-03-01 | 2024-03-02
            bob       | emergency_admission | 2024-03-01 | 2024-05-01
            eve       | emergency_admission | 2023-01-01 | 2023-01-02
            """);
    assertThat(fates(people, events, on("2024-04-01", exists(-365, 0))))
        .containsExactly("ann 2024-04-01 1 false", "bob 2024-04-01 0 false");
  }

  @Test
  void what_nobody_could_have_seen_is_neither_so_nor_not_so() {
    Dataset<Row> people =
        world.people(
            """
            person_id | valid_from
            ann       | 1990-01-01
            new       | 2024-02-01
            """);
    Dataset<Row> events =
        world.events(
            """
            person_id | kind                | start_date
            bob       | emergency_admission | 2020-01-01
            bob       | emergency_admission | 2024-03-30
            """);
    CohortDefinition none =
        on("2024-04-01", amount(EMERGENCY_ADMISSION, -365, 0, Comparison.EXACTLY, 0));
    assertThat(fates(people, events, none))
        .containsExactly("ann 2024-04-01 1 false", "new 2024-04-01 0 true");
    CohortDefinition other =
        on("2024-04-01", amount(LONG_TERM_CARE_START, -365, 0, Comparison.EXACTLY, 0));
    assertThat(fates(people, events, other))
        .containsExactly("ann 2024-04-01 0 true", "new 2024-04-01 0 true");
  }

  @Test
  void what_happened_to_others_counts_while_they_share_the_household() {
    Dataset<Row> people =
        world.people(
            """
            person_id | household_id | valid_from | valid_to
            ann       | h1           | 2020-01-01 |
            bob       | h1           | 2020-01-01 | 2024-03-20
            bob       | h2           | 2024-03-20 |
            cid       | h2           | 2020-01-01 |
            """);
    Dataset<Row> events =
        world.events(
            """
            person_id | kind                | start_date
            bob       | emergency_admission | 2024-03-01
            zed       | emergency_admission | 2020-01-01
            """);
    EventPattern household =
        new EventPattern(EnumSet.of(EMERGENCY_ADMISSION), List.of(), EventPattern.Reach.HOUSEHOLD);
    Rule rule =
        new Rule.Amount(household, new Window(-60, 0), Rule.Measure.COUNT, Comparison.AT_LEAST, 1);
    assertThat(fates(people, events, on("2024-04-01", rule)))
        .contains("ann 2024-04-01 0 false", "cid 2024-04-01 1 false", "bob 2024-04-01 0 false");
  }

  private static Rule exists(int from, int to) {
    return amount(EMERGENCY_ADMISSION, from, to, Comparison.AT_LEAST, 1);
  }

  private static Rule amount(
      org.tidetable.models.vocabulary.EventKind kind,
      int from,
      int to,
      Comparison comparison,
      double limit) {
    return new Rule.Amount(
        EventPattern.of(kind), new Window(from, to), Rule.Measure.COUNT, comparison, limit);
  }

  private static CohortDefinition on(String date, Rule rule) {
    return new CohortDefinition(
        "test",
        1,
        "test",
        new IndexRule.Snapshots(List.of(LocalDate.parse(date))),
        List.of(),
        List.of(rule),
        List.of(),
        false,
        CohortDefinition.USUAL_LAG_DAYS,
        CohortDefinition.Take.EVERYBODY);
  }

  private static List<String> fates(
      Dataset<Row> people, Dataset<Row> events, CohortDefinition cohort) {
    return Rows.small(CohortPass.fates(people, events, cohort, CohortPass.coverage(events)))
        .stream()
        .map(
            row ->
                World.name(row.getLong(0))
                    + " "
                    + row.getDate(1)
                    + " "
                    + row.getInt(4)
                    + " "
                    + row.getBoolean(5))
        .sorted()
        .toList();
  }

  private Dataset<Row> people(ReferenceCohort reference) {
    String heading =
        "person_id|household_id|birth_month|sex|area_code|valid_from|valid_to|end_reason\n";
    // World gives a blank area its usual value, so the drawn one stands for none.
    return world
        .people(
            heading
                + lines(
                    reference.people(),
                    p ->
                        String.join(
                            "|",
                            p.name(),
                            p.household(),
                            p.birth().toString(),
                            p.sex(),
                            p.area().isEmpty() ? "none" : p.area(),
                            p.from().toString(),
                            p.to().getYear() == 9999 ? "" : p.to().toString(),
                            p.died() ? "died" : "")))
        .na()
        .replace("area_code", java.util.Map.of("none", ""));
  }

  private Dataset<Row> events(ReferenceCohort reference) {
    return world.events(
        "person_id|kind|start_date|known_date|end_date|quantity|source\n"
            + lines(
                reference.events(),
                e ->
                    String.join(
                        "|",
                        e.person(),
                        e.kind().code(),
                        e.start().toString(),
                        e.known().toString(),
                        e.end().getYear() == 9999 ? "" : e.end().toString(),
                        Double.toString(e.quantity()),
                        e.source())));
  }

  private static <T> String lines(List<T> all, Function<T, String> line) {
    return all.stream().map(line).collect(Collectors.joining("\n"));
  }
}
