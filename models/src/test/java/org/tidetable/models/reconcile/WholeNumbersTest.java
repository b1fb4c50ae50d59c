package org.tidetable.models.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeNumbersTest {

  @Test
  void largest_remainders_are_rounded_up_until_the_parts_make_the_whole() {
    Hierarchy three = Hierarchy.of(3, List.of("all", "each"), List.of(new int[3]));
    assertThat(WholeNumbers.of(three, three.sums(new double[] {1.4, 1.3, 1.4})))
        .containsExactly(4, 2, 1, 1);
  }

  @Test
  void in_a_tree_every_node_is_rounded_up_or_down_and_all_sums_are_exact() {
    Hierarchy hierarchy = ReferenceCase.ofTree().crossing().hierarchy();
    for (double[] values : ReferenceCase.ofTree().byStep("not_negative")) {
      double[] whole = assertWhole(hierarchy, values);
      for (int node = 0; node < values.length; node++) {
        assertThat(whole[node]).isCloseTo(values[node], within(1.0));
      }
    }
  }

  @Test
  void where_levels_cross_totals_are_the_sums_of_rounded_parts_and_near() {
    Hierarchy hierarchy = ReferenceCase.ofCrossing().crossing().hierarchy();
    for (double[] values : ReferenceCase.ofCrossing().byStep("not_negative")) {
      double[] whole = assertWhole(hierarchy, values);
      for (int node = 0; node < values.length; node++) {
        double most = node < hierarchy.totals() ? 1.5 : 1;
        assertThat(whole[node]).isCloseTo(values[node], within(most));
      }
    }
  }

  @Test
  void whole_numbers_stay_what_they_are() {
    Hierarchy hierarchy = ReferenceCase.ofCrossing().crossing().hierarchy();
    double[] bottom = new double[hierarchy.bottoms()];
    Arrays.setAll(bottom, index -> index % 3);
    double[] values = hierarchy.sums(bottom);
    assertThat(WholeNumbers.of(hierarchy, values)).containsExactly(values);
  }

  private static double[] assertWhole(Hierarchy hierarchy, double[] values) {
    double[] whole = WholeNumbers.of(hierarchy, values);
    for (double value : whole) {
      assertThat(value).isEqualTo(Math.rint(value)).isNotNegative();
    }
    double[] bottom = Arrays.copyOfRange(whole, hierarchy.totals(), hierarchy.nodes());
    assertThat(hierarchy.sums(bottom)).containsExactly(whole);
    return whole;
  }
}
