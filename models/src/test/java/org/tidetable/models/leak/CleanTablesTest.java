package org.tidetable.models.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidetable.models.matrix.FeatureMatrix;

/** Honest tables, some of them strange: none is refused. */
class CleanTablesTest {

  private record Honest(String what, World world) {}

  @TestFactory
  Stream<DynamicTest> an_honest_table_is_not_refused() {
    return Stream.of(
            new Honest("plain", new World(3000, 0.25, 1)),
            new Honest("small", new World(300, 0.3, 2)),
            new Honest("rare outcomes", new World(20_000, 0.01, 3)),
            new Honest("an outcome of most", new World(3000, 0.8, 4)),
            new Honest("a strong honest column", strong()),
            new Honest("weeks with a season", seasonal()),
            new Honest("many columns", wide()),
            new Honest("persons with several rows", repeated()),
            new Honest("gaps that tell a little", gaps()),
            new Honest("codes, money and keys without a message", odd()))
        .map(each -> DynamicTest.dynamicTest(each.what(), () -> isClean(each.world())));
  }

  private static void isClean(World world) {
    LeakReport report = world.report();
    assertThat(report.refusal()).isEmpty();
    assertThat(report.clean()).isTrue();
    assertThat(report.lines().get(0)).contains("none stands");
  }

  /** A column that alone reaches AUROC 0.85. */
  private static World strong() {
    World world = new World(4000, 0.25, 5);
    return world.add("frailty", i -> World.shown(world.shifted(i, 1.466)));
  }

  private static World seasonal() {
    World world = new World(4000, 0.25, 6);
    world.add("seen", i -> LocalDate.of(2025, 1, 1).plusDays(i / 11).toString());
    world.time = Optional.of("seen");
    for (int i = 0; i < world.bad.length; i++) {
      boolean weekend = i / 11 % 7 >= 5;
      world.bad[i] |= weekend && world.chance(0.3);
    }
    return world.add("day_of_week", i -> "" + i / 11 % 7);
  }

  private static World wide() {
    World world = new World(2000, 0.25, 7);
    for (int column = 0; column < 150; column++) {
      int kind = column % 3;
      world.add(
          "x" + column,
          i ->
              kind == 0
                  ? World.shown(world.normal())
                  : kind == 1 ? "" + world.random.nextInt(4) : "c" + world.random.nextInt(90));
    }
    return world;
  }

  private static World repeated() {
    World world = new World(3000, 0.25, 8);
    world.add("who", i -> "p" + i / 3);
    world.person = Optional.of("who");
    // What a person had once, the person mostly has again.
    for (int i = 0; i < world.bad.length; i++) {
      world.bad[i] = world.chance(0.7) ? world.bad[i - i % 3] : world.bad[i];
    }
    return world;
  }

  private static World gaps() {
    World world = new World(3000, 0.25, 9);
    world.add(
        "measured", i -> world.chance(world.bad[i] ? 0.5 : 0.8) ? World.shown(world.normal()) : "");
    return world.add("asked", i -> world.chance(0.05) ? "" + world.random.nextInt(9) : "");
  }

  private static World odd() {
    World world = new World(3000, 0.25, 10);
    world.add("diagnosis", i -> "E" + world.random.nextInt(300) / 10.0);
    world.add("income", i -> "" + (int) (30_000 * Math.exp(0.6 * world.shifted(i, -0.4))));
    world.add("cost", i -> world.chance(0.6) ? "0" : "" + (int) (900 * Math.exp(world.normal())));
    world.add("record_id", i -> "" + (500_000 + i * 17 % 3001));
    world.add("key", i -> Long.toHexString(world.random.nextLong()));
    world.add("born", i -> "" + (1930 + world.random.nextInt(70) - (world.bad[i] ? 20 : 0)));
    return world.add(
        "last_seen", i -> LocalDate.of(2025, 3, 1).minusDays(world.random.nextInt(400)).toString());
  }

  @Test
  void a_strong_column_stays_with_a_reason_but_a_copy_does_not() {
    World world = new World(3000, 0.25, 11);
    world.add("late", i -> World.shown(world.shifted(i, 2.2)));
    world.add("copy", i -> world.bad[i] ? "1" : "0");
    world.accepted.putAll(Map.of("late", "a triage score given at arrival", "copy", "it is fine"));
    LeakReport report = world.report();
    assertThat(report.accepted()).containsOnlyKeys("late");
    assertThat(report.refused()).extracting(Finding::feature).containsExactly("copy");
    assertThat(String.join("\n", report.lines())).contains("a triage score given at arrival");
    assertThat(report.refusal()).contains("--drop copy").doesNotContain("late");
  }

  @Test
  void numbers_of_a_run_are_searched_too() {
    SplittableRandom random = new SplittableRandom(3);
    List<double[]> rows = new ArrayList<>();
    boolean[] outcomes = new boolean[2000];
    String[] persons = new String[2000];
    for (int i = 0; i < outcomes.length; i++) {
      double visits = random.nextInt(5);
      outcomes[i] = random.nextDouble() < 0.05 + 0.05 * visits;
      persons[i] = "p" + i;
      rows.add(new double[] {visits, random.nextDouble(), outcomes[i] ? 2 : 0});
    }
    FeatureMatrix matrix = FeatureMatrix.ofRows(List.of("visits", "share", "ended"), rows);
    LeakReport report = LeakFinder.in(matrix, outcomes, persons, Declared.NOTHING);
    assertThat(report.refused()).extracting(Finding::feature).containsOnly("ended");
    assertThat(report.looked()).isEqualTo(3);
  }

  @Test
  void outcomes_that_can_be_told_though_dealt_at_random_are_a_leak() {
    assertThat(LeakFinder.dealt(0.52, 0.005)).isEmpty();
    assertThat(LeakFinder.dealt(0.61, 0.01))
        .singleElement()
        .satisfies(each -> assertThat(each.sentence()).contains("AUROC 0.610"));
  }
}
