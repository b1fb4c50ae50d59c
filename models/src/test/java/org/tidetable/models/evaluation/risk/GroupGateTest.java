package org.tidetable.models.evaluation.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.evaluation.risk.GroupGate.Status;

class GroupGateTest {
  private static final int WORLDS = 400;

  @Test
  void groups_that_are_15_percent_off_are_withdrawn_nine_times_in_ten() {
    int withdrawn = 0;
    for (int world = 0; world < WORLDS; world++) {
      double factor = world % 2 == 0 ? 1.15 : 0.85;
      withdrawn += gate(world, 550, factor).status() == Status.WITHDRAWN ? 1 : 0;
    }
    assertThat((double) withdrawn / WORLDS).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void groups_that_are_right_are_withdrawn_one_time_in_twenty_at_most() {
    int withdrawn = 0;
    for (int world = 0; world < 2 * WORLDS; world++) {
      withdrawn += gate(5000 + world, 550, 1).status() == Status.WITHDRAWN ? 1 : 0;
    }
    assertThat((double) withdrawn / (2 * WORLDS)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void under_two_hundred_outcomes_nothing_is_assessed_however_far_off() {
    assertThat(gate(1, 120, 1.5).status()).isEqualTo(Status.NOT_ASSESSED);
    assertThat(gate(1, 1000, 1.5).status()).isEqualTo(Status.WITHDRAWN);
  }

  /** A group about as many of whose members have the outcome, {@code factor} times as expected. */
  private static GroupGate gate(long seed, int outcomes, double factor) {
    SplittableRandom random = new SplittableRandom(seed);
    double mean = 0.1;
    int rows = (int) Math.round(outcomes / mean);
    double[] risks = new double[rows];
    boolean[] came = new boolean[rows];
    String[] persons = new String[rows];
    String[] groups = new String[rows];
    for (int row = 0; row < rows; row++) {
      risks[row] = 2 * mean * random.nextDouble() / factor;
      came[row] = random.nextDouble() < factor * risks[row];
      persons[row] = "p" + row;
      groups[row] = "north";
    }
    List<GroupGate> gates =
        GroupGate.of(Tested.of(risks, came, persons), Map.of("area", groups), 0.05);
    assertThat(gates).hasSize(2);
    return gates.get(1);
  }

  @Test
  void rows_of_one_person_are_one_piece_of_evidence() {
    int rows = 40_000;
    SplittableRandom random = new SplittableRandom(4);
    double[] risks = new double[rows];
    boolean[] came = new boolean[rows];
    String[] alone = new String[rows];
    String[] together = new String[rows];
    for (int row = 0; row < rows; row += 10) {
      boolean outcome = random.nextDouble() < 0.1;
      for (int each = row; each < row + 10; each++) {
        risks[each] = 0.1;
        came[each] = outcome;
        alone[each] = "p" + each;
        together[each] = "p" + row;
      }
    }
    double apart = width(GroupGate.of(Tested.of(risks, came, alone), Map.of(), 0.05).get(0));
    double joined = width(GroupGate.of(Tested.of(risks, came, together), Map.of(), 0.05).get(0));
    assertThat(joined / apart).isBetween(2.8, 3.4);
  }

  private static double width(GroupGate gate) {
    return gate.observedOverExpected().upper().orElseThrow()
        - gate.observedOverExpected().lower().orElseThrow();
  }

  @Test
  void the_list_of_the_highest_and_whom_it_misses_can_be_counted_by_eye() {
    double[] risks = {0.9, 0.8, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1};
    boolean[] came = {true, false, true, false, false, false, true, false};
    String[] persons = {"a", "b", "c", "d", "e", "f", "g", "h"};
    String[] sex = {"f", "m", "f", "m", "f", "m", "f", "m"};
    List<GroupGate> gates = GroupGate.of(Tested.of(risks, came, persons), Map.of("sex", sex), 0.25);
    GroupGate women = gates.get(1);
    assertThat(women.group()).isEqualTo("f");
    assertThat(women.listed()).isEqualTo(0.25);
    assertThat(women.missed().orElseThrow()).isEqualTo(1 - 1 / 3.0);
    assertThat(women.outcomes()).isEqualTo(3);
    assertThat(gates.get(2).missed()).isEmpty();
  }

  @Test
  void large_groups_that_cross_are_looked_at_and_small_ones_are_not() {
    int rows = 2400;
    double[] risks = new double[rows];
    boolean[] came = new boolean[rows];
    String[] persons = new String[rows];
    String[] sex = new String[rows];
    String[] tenth = new String[rows];
    for (int row = 0; row < rows; row++) {
      risks[row] = 0.5;
      came[row] = row % 4 < 2;
      persons[row] = "p" + row;
      sex[row] = row % 2 == 0 ? "f" : "m";
      tenth[row] = row < 1200 ? "most deprived" : row < 1600 ? "middle" : "least deprived";
    }
    List<String> crossed =
        GroupGate.of(Tested.of(risks, came, persons), Map.of("sex", sex, "deprivation", tenth), 0.1)
            .stream()
            .filter(gate -> gate.attribute().equals("deprivation x sex"))
            .map(GroupGate::group)
            .toList();
    assertThat(crossed).containsExactly("most deprived x f", "most deprived x m");
  }

  @Test
  void the_verdict_names_groups_and_a_leak_overrules_everything() {
    GroupGate good = gate(3, 1000, 1);
    GroupGate bad = gate(3, 1000, 1.5);
    GroupGate few = gate(3, 100, 1);
    GroupGate all = named(good, GroupGate.EVERYBODY, GroupGate.EVERYBODY);
    assertThat(UseVerdict.of(List.of(all, good), true).use()).isEqualTo(UseVerdict.Use.USABLE);
    UseVerdict except = UseVerdict.of(List.of(all, bad, named(few, "sex", "unknown")), true);
    assertThat(except.use()).isEqualTo(UseVerdict.Use.EXCEPT_GROUPS);
    assertThat(except.reason()).isEqualTo("withdrawn for area north; not assessed for sex unknown");
    GroupGate off = named(bad, GroupGate.EVERYBODY, GroupGate.EVERYBODY);
    assertThat(UseVerdict.of(List.of(off), true).use()).isEqualTo(UseVerdict.Use.NOT_USABLE);
    assertThat(UseVerdict.of(List.of(all, good), false).use()).isEqualTo(UseVerdict.Use.NOT_USABLE);
  }

  private static GroupGate named(GroupGate gate, String attribute, String group) {
    return new GroupGate(
        attribute,
        group,
        gate.rows(),
        gate.people(),
        gate.outcomes(),
        gate.predicted(),
        gate.observed(),
        gate.observedOverExpected(),
        gate.listed(),
        gate.missed(),
        gate.status());
  }

  @Test
  void weights_let_those_who_stay_stand_for_those_who_left() {
    int rows = 20_000;
    SplittableRandom random = new SplittableRandom(6);
    double[] risks = new double[rows];
    boolean[] came = new boolean[rows];
    String[] persons = new String[rows];
    double[] weights = new double[rows];
    int kept = 0;
    while (kept < rows) {
      boolean old = random.nextBoolean();
      double truth = old ? 0.3 : 0.05;
      // Half of the old leave view; who stays counts twice.
      if (!old || random.nextBoolean()) {
        risks[kept] = 0.175;
        came[kept] = random.nextDouble() < truth;
        persons[kept] = "p" + kept;
        weights[kept] = old ? 2 : 1;
        kept++;
      }
    }
    Tested weighted = new Tested(risks, came, persons, weights);
    assertThat(GroupGate.of(weighted, Map.of(), 0.05).get(0).status()).isEqualTo(Status.PASSED);
    Arrays.fill(weights, 1);
    assertThat(GroupGate.of(weighted, Map.of(), 0.05).get(0).status()).isEqualTo(Status.WITHDRAWN);
  }
}
