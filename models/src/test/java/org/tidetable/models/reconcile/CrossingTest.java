package org.tidetable.models.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.reconcile.Crossing.Totals;

class CrossingTest {
  private static final Dimension AREA =
      Dimension.tree(
          "area",
          List.of("region", "council"),
          List.of(List.of("north", "n1"), List.of("north", "n2"), List.of("south", "s1")));
  private static final Dimension AGE = Dimension.flat("age", List.of("young", "old"));
  private static final List<List<String>> KEYS =
      List.of(
          List.of("n1", "young"),
          List.of("n1", "old"),
          List.of("n2", "old"),
          List.of("s1", "young"),
          List.of("s1", "old"));

  @Test
  void nodes_are_the_products_of_levels_that_hold_a_series() {
    Crossing crossing = Crossing.of(List.of(AREA, AGE), KEYS, Totals.EVERY);
    assertThat(keys(crossing))
        .containsExactly(
            "all all",
            "north all",
            "south all",
            "all young",
            "all old",
            "n1 all",
            "n2 all",
            "s1 all",
            "north young",
            "north old",
            "south young",
            "south old",
            "n1 young",
            "n1 old",
            "n2 old",
            "s1 young",
            "s1 old");
    assertThat(crossing.hierarchy().isTree()).isFalse();
  }

  @Test
  void each_total_is_the_sum_of_the_series_in_it() {
    Crossing crossing = Crossing.of(List.of(AREA, AGE), KEYS, Totals.EVERY);
    double[] sums = crossing.hierarchy().sums(new double[] {1, 2, 4, 8, 16});
    assertThat(sums).containsExactly(31, 7, 24, 9, 22, 3, 4, 24, 1, 6, 8, 16, 1, 2, 4, 8, 16);
  }

  @Test
  void a_node_is_told_by_its_codes_in_all_levels_that_it_lies_in() {
    Crossing crossing = Crossing.of(List.of(AREA, AGE), KEYS, Totals.EVERY);

    assertThat(crossing.parts(0)).isEmpty();
    assertThat(crossing.parts(5)).isEqualTo(Map.of("region", "north", "council", "n1"));
    assertThat(crossing.parts(9)).isEqualTo(Map.of("region", "north", "age", "old"));
    assertThat(crossing.parts(16))
        .isEqualTo(Map.of("region", "south", "council", "s1", "age", "old"));
  }

  @Test
  void totals_may_be_those_of_one_dimension_or_the_top_alone() {
    Crossing single = Crossing.of(List.of(AREA, AGE), KEYS, Totals.ONE_DIMENSION);
    assertThat(keys(single).subList(0, single.hierarchy().totals()))
        .containsExactly(
            "all all",
            "north all",
            "south all",
            "all young",
            "all old",
            "n1 all",
            "n2 all",
            "s1 all");
    Crossing top = Crossing.of(List.of(AREA, AGE), KEYS, Totals.TOP);
    assertThat(keys(top).subList(0, top.hierarchy().totals())).containsExactly("all all");
    assertThat(top.hierarchy().isTree()).isTrue();
  }

  @Test
  void a_level_that_divides_as_another_does_is_left_out() {
    Dimension provider =
        Dimension.flat("provider", List.of("hospital 1", "hospital 2", "hospital 3"));
    Dimension council = Dimension.flat("council", List.of("n1", "s1"));
    Crossing crossing =
        Crossing.of(
            List.of(council, provider),
            List.of(
                List.of("n1", "hospital 1"),
                List.of("n1", "hospital 2"),
                List.of("s1", "hospital 3")),
            Totals.EVERY);
    assertThat(crossing.hierarchy().levels())
        .extracting(Hierarchy.Level::name)
        .containsExactly("all", "council", "council and provider");
    assertThat(crossing.hierarchy().isTree()).isTrue();
  }

  @Test
  void a_code_under_two_others_is_refused() {
    assertThatThrownBy(
            () ->
                Dimension.tree(
                    "area",
                    List.of("country", "region", "council"),
                    List.of(List.of("a", "north", "n1"), List.of("b", "north", "n2"))))
        .hasMessage("region north lies under both a and b");
  }

  @Test
  void many_codes_are_crossed_as_few_are() {
    int codes = 3000;
    Dimension one = Dimension.flat("one", names(codes));
    Dimension two = Dimension.flat("two", names(codes));
    Dimension three = Dimension.flat("three", List.of("a", "b"));
    int[] numbers = IntStream.range(0, codes * 2).map(bottom -> bottom / 2).toArray();
    int[] last = IntStream.range(0, codes * 2).map(bottom -> bottom % 2).toArray();
    int[] shifted =
        IntStream.range(0, codes * 2)
            .map(bottom -> (bottom / 2 + 2 * (bottom % 2)) % codes)
            .toArray();
    Crossing crossing =
        Crossing.of(List.of(one, two, three), new int[][] {numbers, shifted, last}, Totals.EVERY);
    Hierarchy hierarchy = crossing.hierarchy();
    double[] bottom = new double[2 * codes];
    Arrays.fill(bottom, 1);
    double[] sums = hierarchy.sums(bottom);
    for (Hierarchy.Level level : hierarchy.levels()) {
      double sum = 0;
      for (int node = level.first(); node < level.first() + level.nodes(); node++) {
        assertThat(sums[node]).isEqualTo(hierarchy.size(node));
        sum += sums[node];
      }
      assertThat(sum).isEqualTo(2 * codes);
    }
    assertThat(crossing.key(hierarchy.nodes() - 1)).containsExactly("2999", "1", "b");
  }

  private static List<String> names(int codes) {
    return IntStream.range(0, codes).mapToObj(Integer::toString).toList();
  }

  private static List<String> keys(Crossing crossing) {
    return IntStream.range(0, crossing.hierarchy().nodes())
        .mapToObj(node -> String.join(" ", crossing.key(node)))
        .toList();
  }
}
