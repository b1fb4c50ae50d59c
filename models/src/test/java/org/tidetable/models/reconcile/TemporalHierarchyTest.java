package org.tidetable.models.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.models.reconcile.TemporalHierarchy.Anchor;
import org.tidetable.models.vocabulary.Grain;

class TemporalHierarchyTest {
  private static final LocalDateTime FEBRUARY = LocalDateTime.parse("2024-02-01T00:00");
  private static final LocalDateTime JANUARY = LocalDateTime.parse("2024-01-01T00:00");
  private static final LocalDateTime APRIL = LocalDateTime.parse("2019-04-01T00:00");

  @Test
  void only_whole_longer_periods_are_nodes() {
    TemporalHierarchy months =
        TemporalHierarchy.of(
            Grain.MONTH,
            FEBRUARY,
            16,
            List.of(new Anchor(Grain.YEAR, APRIL), new Anchor(Grain.QUARTER, JANUARY)));
    Hierarchy hierarchy = months.hierarchy();
    assertThat(months.grains()).containsExactly(Grain.YEAR, Grain.QUARTER, Grain.MONTH);
    assertThat(hierarchy.totals()).isEqualTo(1 + 4);
    assertThat(months.start(0)).isEqualTo("2024-04-01T00:00");
    assertThat(months.start(4)).isEqualTo("2025-01-01T00:00");
    double[] ones = new double[16];
    Arrays.fill(ones, 1);
    assertThat(Arrays.copyOf(hierarchy.sums(ones), 5)).containsExactly(12, 3, 3, 3, 3);
  }

  @Test
  void days_make_weeks_and_months_at_once_but_weeks_make_no_months() {
    TemporalHierarchy days =
        TemporalHierarchy.of(
            Grain.DAY,
            FEBRUARY,
            60,
            List.of(
                new Anchor(Grain.MONTH, JANUARY),
                new Anchor(Grain.WEEK, LocalDateTime.parse("2024-01-01T00:00"))));
    assertThat(days.start(0)).isEqualTo("2024-02-01T00:00");
    assertThat(days.start(2)).isEqualTo("2024-02-05T00:00");
    assertThat(days.hierarchy().size(0)).isEqualTo(29);
    assertThat(days.hierarchy().nodeOf(1, 0)).isEqualTo(Hierarchy.NONE);
    assertThatThrownBy(
            () ->
                TemporalHierarchy.of(
                    Grain.WEEK, FEBRUARY, 60, List.of(new Anchor(Grain.MONTH, JANUARY))))
        .hasMessage("months are not made of weeks");
  }

  /** By hand: the year is 10 too high; its share of the excess is its share of the variance. */
  @Test
  void months_and_their_year_meet_where_their_errors_say() {
    Hierarchy year =
        TemporalHierarchy.of(Grain.MONTH, JANUARY, 12, List.of(new Anchor(Grain.YEAR, JANUARY)))
            .hierarchy();
    double[] base = new double[13];
    Arrays.fill(base, 5);
    base[0] = 70;
    double[] variances = new double[13];
    Arrays.fill(variances, 1);
    variances[0] = 8;
    double[] made =
        new Reconciliation(year, true, 1)
            .reconcile(
                BaseForecasts.of(new double[][] {base}), List.of(Precision.variances(variances)))[
            0];
    assertThat(made[0]).isCloseTo(66, within(1e-9));
    assertThat(made[12]).isCloseTo(5.5, within(1e-9));
  }
}
