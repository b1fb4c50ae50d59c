package org.tidetable.models.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against hierarchicalforecast and scipy, see {@code coherent.py}. */
class ReconciliationTest {
  private static final List<ReferenceCase> CASES =
      List.of(
          ReferenceCase.ofTree(),
          ReferenceCase.ofCrossing(),
          ReferenceCase.ofCouncilsAndAges(),
          ReferenceCase.ofTrusts());

  @Test
  void bottom_up_is_that_of_hierarchicalforecast() {
    for (ReferenceCase one : CASES) {
      double[][] made = plain(one).bottomUp(BaseForecasts.of(one.byStep("base")));
      assertSame(made, one.byStep("bottom_up"), 1e-9);
    }
  }

  @Test
  void trust_by_structure_is_that_of_hierarchicalforecast() {
    for (ReferenceCase one : CASES) {
      Precision structure = Precision.structure(one.crossing().hierarchy());
      assertSame(made(plain(one), one, structure), one.byStep("wls_struct"), 1e-6);
    }
  }

  @Test
  void trust_by_variance_is_that_of_hierarchicalforecast() {
    for (ReferenceCase one : CASES) {
      Precision variance = Precision.variances(meanSquares(one.byStep("residual")));
      assertSame(made(plain(one), one, variance), one.byStep("wls_var"), 1e-6);
    }
  }

  @Test
  void shrunk_correlations_are_those_of_hierarchicalforecast() {
    for (ReferenceCase one : CASES) {
      Precision shrunk = shrunk(one.byStep("residual"));
      assertSame(made(plain(one), one, shrunk), one.byStep("mint_shrink"), 1e-6);
    }
  }

  @Test
  void values_not_below_zero_are_those_of_non_negative_least_squares() {
    for (ReferenceCase one : CASES) {
      Hierarchy hierarchy = one.crossing().hierarchy();
      Reconciliation counts = new Reconciliation(hierarchy, true, 1);
      double[][] made = made(counts, one, Precision.structure(hierarchy));
      assertSame(made, one.byStep("not_negative"), 1e-6);
    }
  }

  @Test
  void totals_are_the_sums_of_their_parts_on_two_threads_as_on_one() {
    ReferenceCase one = ReferenceCase.ofCrossing();
    Hierarchy hierarchy = one.crossing().hierarchy();
    Precision shrunk = shrunk(one.byStep("residual"));
    double[][] made = made(new Reconciliation(hierarchy, false, 2), one, shrunk);
    for (double[] step : made) {
      double[] bottom = Arrays.copyOfRange(step, hierarchy.totals(), hierarchy.nodes());
      assertThat(hierarchy.sums(bottom)).containsExactly(step);
    }
    assertThat(made).isDeepEqualTo(made(plain(one), one, shrunk));
  }

  @Test
  void a_series_without_a_forecast_takes_what_its_total_leaves() {
    Hierarchy pair = Hierarchy.of(2, List.of("all", "each"), List.of(new int[2]));
    double[][] base = {{10, 4, Double.NaN}};
    double[][] made =
        new Reconciliation(pair, true, 1)
            .reconcile(BaseForecasts.of(base), List.of(Precision.structure(pair)));
    assertThat(made[0]).containsExactly(new double[] {10, 4, 6}, within(1e-9));
  }

  @Test
  void a_total_without_a_forecast_is_the_sum_of_its_parts() {
    Hierarchy pair = Hierarchy.of(2, List.of("all", "each"), List.of(new int[2]));
    double[][] base = {{Double.NaN, 4, 5}};
    for (Precision precision :
        List.of(
            Precision.structure(pair),
            shrunk(new double[][] {{3, 1, 2}, {-2, 1, -3}, {0, 1, 2}}))) {
      double[][] made =
          new Reconciliation(pair, true, 1).reconcile(BaseForecasts.of(base), List.of(precision));
      assertThat(made[0]).containsExactly(new double[] {9, 4, 5}, within(1e-9));
    }
  }

  @Test
  void a_fixed_forecast_stays_and_the_others_make_up_for_it() {
    Hierarchy three = Hierarchy.of(3, List.of("all", "each"), List.of(new int[3]));
    BitSet closed = new BitSet();
    closed.set(1);
    BaseForecasts base = new BaseForecasts(new double[][] {{12, 3, 0, 5}}, List.of(closed));
    double[][] made =
        new Reconciliation(three, true, 1).reconcile(base, List.of(Precision.structure(three)));
    // An excess of 4 is shared by variances of 3, 1 and 1.
    assertThat(made[0]).containsExactly(new double[] {9.6, 3.8, 0, 5.8}, within(1e-9));
  }

  @Test
  void an_error_that_is_not_known_says_nothing_of_how_nodes_go_together() {
    double[][] some = {{2, 1, 1}, {-2, -1, -1}, {2, 1, -1}, {-2, -1, 1}, {9, Double.NaN, 9}};
    Precision precision = shrunk(some);
    double[] values = {1, 1, 1};
    precision.apply(values);
    assertThat(values).doesNotContain(Double.NaN);
    // Its own variance is that of the four that are known.
    Hierarchy one = Hierarchy.of(1, List.of("all", "each"), List.of(new int[1]));
    double[][] pair = {{1, 1}, {-1, -1}, {2, Double.NaN}, {-2, Double.NaN}};
    double[][] made =
        new Reconciliation(one, false, 1)
            .reconcile(BaseForecasts.of(new double[][] {{10, 20}}), List.of(shrunk(pair)));
    assertThat(made[0][0]).isEqualTo(made[0][1]).isStrictlyBetween(10.0, 20.0);
  }

  private static Precision shrunk(double[][] residuals) {
    double[] spare = new double[residuals[0].length];
    Arrays.fill(spare, 1);
    return Precision.shrunk(residuals, spare);
  }

  private static Reconciliation plain(ReferenceCase one) {
    return new Reconciliation(one.crossing().hierarchy(), false, 1);
  }

  private static double[][] made(Reconciliation how, ReferenceCase one, Precision precision) {
    double[][] base = one.byStep("base");
    return how.reconcile(BaseForecasts.of(base), Collections.nCopies(base.length, precision));
  }

  private static double[] meanSquares(double[][] residuals) {
    double[] squares = new double[residuals[0].length];
    for (double[] residual : residuals) {
      for (int node = 0; node < squares.length; node++) {
        squares[node] += residual[node] * residual[node] / residuals.length;
      }
    }
    // As hierarchicalforecast does: an error that was always zero has a variance above zero.
    Arrays.setAll(squares, node -> squares[node] + 2e-8);
    return squares;
  }

  private static void assertSame(double[][] made, double[][] expected, double off) {
    assertThat(made).hasDimensions(expected.length, expected[0].length);
    for (int step = 0; step < made.length; step++) {
      for (int node = 0; node < made[step].length; node++) {
        double near = off * Math.max(1, Math.abs(expected[step][node]));
        assertThat(made[step][node]).isCloseTo(expected[step][node], within(near));
      }
    }
  }
}
