package org.tidetable.models.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.reconcile.GivenTotals.Place;
import org.tidetable.models.vocabulary.Grain;

class GivenTotalsTest {
  private static final Map<String, String> PARENTS = Map.of("n1", "n", "n2", "n", "s1", "s");

  private final List<Place> places = new ArrayList<>();
  private final List<Series> series = new ArrayList<>();

  private void add(String area, String level, String age, double... values) {
    places.add(new Place(area, level, age, GivenTotals.ALL));
    series.add(
        new Series(area + age, Grain.QUARTER, LocalDateTime.parse("2024-01-01T00:00"), values));
  }

  private GivenTotals made() {
    return GivenTotals.of(places, PARENTS, series);
  }

  private List<String> ids(GivenTotals made) {
    return made.order().stream().map(index -> series.get(index).id()).toList();
  }

  @Test
  void areas_and_ages_that_add_up_are_nodes_above_the_finest() {
    add("n", "region", "all", 10, 20, 30);
    add("n", "region", "old", 4, 6, 8);
    add("n", "region", "young", 6, 14, 22);
    add("n1", "council", "old", 1, 2, 3);
    add("n1", "council", "young", 2, 4, 6);
    add("n2", "council", "old", 3, 4, 5);
    add("n2", "council", "young", 4, 10, 16);
    GivenTotals made = made();
    assertThat(ids(made))
        .containsExactly("nall", "nold", "nyoung", "n1old", "n1young", "n2old", "n2young");
    assertThat(made.hierarchy().levels())
        .extracting(Hierarchy.Level::name)
        .containsExactly("region", "region by age", "parts");
    assertThat(made.hierarchy().sums(new double[] {1, 2, 3, 4}))
        .containsExactly(10, 4, 6, 1, 2, 3, 4);
  }

  @Test
  void a_total_that_is_not_the_sum_of_its_parts_stands_by_itself() {
    add("n", "region", "all", 10, 20, 30);
    add("s", "region", "all", 7, 7, 7);
    add("n1", "council", "all", 5, 10, 12);
    add("n2", "council", "all", 5, 10, 12);
    add("s1", "council", "all", 7, 7, 7);
    GivenTotals made = made();
    assertThat(ids(made)).containsExactly("sall", "nall", "n1all", "n2all", "s1all");
    assertThat(made.hierarchy().nodeOf(0, 0)).isEqualTo(Hierarchy.NONE);
    assertThat(made.hierarchy().nodeOf(0, 3)).isZero();
  }

  @Test
  void parts_that_merged_or_ended_add_up_as_far_as_they_reported() {
    double no = Double.NaN;
    add("n", "region", "all", 10, 20, 30, 40);
    add("n1", "council", "all", 10, 20, no, no);
    add("n2", "council", "all", no, no, 30, 40);
    assertThat(ids(made())).containsExactly("nall", "n1all", "n2all");
    assertThat(made().hierarchy().nodeOf(0, 0)).isZero();
    assertThat(made().hierarchy().nodeOf(0, 1)).isZero();
  }

  @Test
  void a_total_of_which_more_than_a_hundredth_was_never_reported_stands_by_itself() {
    double no = Double.NaN;
    add("n", "region", "all", 100, 100, 100, 100);
    add("n1", "council", "all", 98, 98, 98, 98);
    add("n2", "council", "all", no, no, 2, no);
    assertThat(made().hierarchy().totals()).isZero();
  }

  @Test
  void what_was_never_known_together_does_not_add_up() {
    add("s", "region", "all", 7, 7, Double.NaN);
    add("s1", "council", "all", 7, Double.NaN, 7);
    assertThat(made().hierarchy().totals()).isZero();
  }
}
