package org.tidetable.models.evaluation.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tidetable.models.evaluation.risk.WithdrawnGroups.Verdict;

class WithdrawnGroupsTest {

  @Test
  void people_of_groups_that_were_judged_together_are_withdrawn_together() {
    // 60 hamlets of nine people each, 40 % of whom have what nobody was expected to have.
    String[] areas = new String[1540];
    boolean[] came = new boolean[areas.length];
    double[] risks = new double[areas.length];
    String[] persons = new String[areas.length];
    for (int row = 0; row < areas.length; row++) {
      boolean town = row >= 540;
      areas[row] = town ? "town" : "hamlet " + row / 9;
      came[row] = town ? row % 4 == 0 : row % 5 < 2;
      risks[row] = town ? 0.25 : 0.1;
      persons[row] = "p" + row;
    }
    String[] judged = WithdrawnGroups.merged(areas, persons);
    List<GroupGate> gates =
        GroupGate.of(Tested.of(risks, came, persons), Map.of("area", judged), 0.05);
    WithdrawnGroups groups =
        WithdrawnGroups.of(
            gates.stream()
                .map(gate -> new Verdict(gate.attribute(), gate.group(), gate.status()))
                .toList());

    assertThat(Arrays.stream(judged).distinct()).containsExactly("all small groups", "town");
    assertThat(groups.hold("area", "town")).isFalse();
    assertThat(groups.hold("area", "hamlet 3")).isTrue();
    assertThat(groups.hold("area", "a hamlet nobody of which was tested")).isTrue();
    assertThat(groups.hold("sex", "F")).isFalse();
  }

  @Test
  void a_group_of_many_stays_of_few_people_is_small() {
    String[] areas = new String[40];
    String[] persons = new String[areas.length];
    for (int row = 0; row < areas.length; row++) {
      areas[row] = row < 20 ? "town" : "hamlet";
      persons[row] = row < 20 ? "p" + row % 10 : "q" + row % 9;
    }
    assertThat(Arrays.stream(WithdrawnGroups.merged(areas, persons)).distinct())
        .containsExactly("town", WithdrawnGroups.SMALL);
  }

  @Test
  void two_groups_become_one_where_either_is_small_or_nobody_is_of_it() {
    Set<String> parts = Set.of("now", "before");
    for (int now : new int[] {0, 9, 10}) {
      String[] groups = new String[60];
      String[] persons = new String[groups.length];
      for (int row = 0; row < groups.length; row++) {
        groups[row] = row < now ? "now" : row < 30 ? "before" : "never known";
        persons[row] = "p" + row;
      }
      assertThat(
              Arrays.stream(WithdrawnGroups.together(groups, persons, parts, "now or before"))
                  .distinct())
          .as("%s now", now)
          .containsExactly(
              now < 10
                  ? new String[] {"now or before", "never known"}
                  : new String[] {"now", "before", "never known"});
    }
  }

  @Test
  void a_group_that_was_judged_by_itself_keeps_its_own_verdict() {
    WithdrawnGroups groups =
        WithdrawnGroups.of(
            List.of(
                new Verdict("area", "north", GroupGate.Status.WITHDRAWN),
                new Verdict("area", "south", GroupGate.Status.NOT_ASSESSED),
                new Verdict("area", WithdrawnGroups.SMALL, GroupGate.Status.PASSED)));

    assertThat(groups.hold("area", "north")).isTrue();
    assertThat(groups.hold("area", "south")).isFalse();
    assertThat(groups.hold("area", "a hamlet")).isFalse();
    assertThat(groups.everybody()).isFalse();
  }
}
