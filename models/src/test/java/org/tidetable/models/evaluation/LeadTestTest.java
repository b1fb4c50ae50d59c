package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.vocabulary.Grain;

class LeadTestTest {
  private static final int MONTHS = 84;

  private static Optional<LeadTest> tested(int areas, double slope, long seed) {
    return tested(areas, slope, seed, areas);
  }

  /**
   * Areas in which the indicator tells, with that slope, what comes two months later.
   *
   * @param indicators how many they have among them
   */
  private static Optional<LeadTest> tested(int areas, double slope, long seed, int indicators) {
    Random random = new Random(seed);
    Backtest backtest = new Backtest(6, 6, 2);
    List<Series> told = new ArrayList<>();
    List<Series> telling = new ArrayList<>();
    List<BacktestPaths> paths = new ArrayList<>();
    for (int area = 0; area < areas; area++) {
      double[] indicator = new double[MONTHS];
      double[] demand = new double[MONTHS];
      for (int month = 0; month < MONTHS; month++) {
        indicator[month] = 200 + 10 * random.nextGaussian();
        double lead = month < 2 ? 0 : slope * (indicator[month - 2] - 200);
        demand[month] = 500 + lead + 10 * random.nextGaussian();
      }
      LocalDateTime first = LocalDateTime.parse("2018-01-01T00:00");
      Series one = new Series("demand/" + area, Grain.MONTH, first, demand);
      told.add(one);
      telling.add(new Series("leads/" + area % indicators, Grain.MONTH, first, indicator));
      paths.add(backtest.local(one, List.of(new SeasonalNaive())));
    }
    return LeadTest.of(backtest, told, paths, telling, 1, 4);
  }

  @Test
  void an_indicator_that_tells_is_found_with_its_lag_and_its_sign() {
    LeadTest more = tested(20, 1, 1).orElseThrow();
    assertThat(more.lag()).isEqualTo(2);
    assertThat(more.more()).isTrue();
    assertThat(more.earned()).isTrue();
    // Half of the variance is told: errors shrink to 1 over the root of 2.
    assertThat(more.lower()).isLessThan(29).isPositive();
    assertThat(more.upper()).isGreaterThan(25);

    assertThat(tested(20, -1, 2).orElseThrow().more()).isFalse();
  }

  @Test
  void an_indicator_that_tells_nothing_seldom_earns_its_place() {
    int earned = 0;
    for (int seed = 0; seed < 60; seed++) {
      earned += tested(12, 0, 100 + seed).orElseThrow().earned() ? 1 : 0;
    }
    assertThat(earned).isLessThanOrEqualTo(3);
  }

  @Test
  void areas_with_an_indicator_in_common_are_no_more_evidence_than_one() {
    assertThat(tested(20, 1, 1, 4)).isEmpty();
  }

  @Test
  void too_few_areas_are_no_test() {
    assertThat(tested(3, 1, 1)).isEmpty();
  }
}
