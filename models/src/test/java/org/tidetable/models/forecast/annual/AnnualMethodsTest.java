package org.tidetable.models.forecast.annual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class AnnualMethodsTest {
  private static final double MISSING = Double.NaN;

  private static Series years(String id, int first, double... values) {
    return new Series(id, Grain.YEAR, LocalDateTime.of(first, 9, 1, 0, 0), values);
  }

  private static double[] path(double... values) {
    return new DampedHolt().forecast(years("a", 2018, values), 5).values();
  }

  @Test
  void a_short_rise_goes_on_by_less_and_less() {
    double[] path = path(100, 110, 120, 130, 140);
    assertThat(path[0]).isBetween(144.0, 150.0);
    for (int ahead = 1; ahead < path.length; ahead++) {
      double step = path[ahead] - path[ahead - 1];
      assertThat(step).isPositive().isLessThan(10);
    }
    assertThat(path[4]).isBetween(160.0, 188.0);
  }

  @Test
  void one_odd_last_year_is_not_taken_for_a_trend() {
    double[] path = path(100, 101, 99, 100, 100, 120);
    assertThat(path[4]).isBetween(100.0, 135.0);
  }

  @Test
  void damped_holt_is_finite_or_refused_for_any_length_and_shape() {
    for (int length = 0; length < 30; length++) {
      double[] constant = new double[length];
      Arrays.fill(constant, 12);
      double[] mixed = new double[length];
      for (int time = 0; time < length; time++) {
        mixed[time] = time % 3 == 1 ? MISSING : 1e300 * Math.sin(time) - time;
      }
      Series holes = years("a", 2000, mixed);
      assertThat(new DampedHolt().forecast(holes, 4).isMade()).isEqualTo(holes.observed() >= 4);
      ForecastPath same = new DampedHolt().forecast(years("a", 2000, constant), 4);
      assertThat(same.isMade()).isEqualTo(length >= 4);
      assertThat(Arrays.stream(same.values())).allMatch(value -> Math.abs(value - 12) < 1e-9);
    }
    assertThat(path(0, 0, 0, 0, 0)).containsOnly(0);
    assertThat(Arrays.stream(path(50, 40, 30, 20, 10))).allMatch(value -> value >= 0 && value < 10);
  }

  @Test
  void a_constant_rate_follows_the_projected_population() {
    Series population = years("p", 2015, 900, 1000, 1000, 1100, 1200, 1300, 1500, 2000);
    Series pupils = years("a", 2016, 50, 50, 55, 60, 65);
    ForecastPath made = prevalence(population, 2021, pupils, 2);
    assertThat(made.values()).containsExactly(new double[] {75, 100}, within(1e-6));
    ForecastPath far = prevalence(population, 2021, pupils, 3);
    assertThat(far.cause()).isEqualTo("no population is projected from 2023-09-01");
    Series other = new Series("p", Grain.YEAR, LocalDateTime.of(2015, 1, 1, 0, 0), new double[12]);
    assertThat(prevalence(other, 2021, pupils, 1).isMade()).isFalse();
    Series stranger = years("b", 2016, 50, 50, 55, 60, 65);
    assertThat(prevalence(population, 2021, stranger, 1).cause()).contains("no population");
  }

  @Test
  void a_forecast_from_before_the_projection_was_published_does_not_know_it() {
    Series population = years("p", 2016, 1000, 1000, 1000, 1000, 1000, 5000, 5000);
    Series pupils = years("a", 2016, 50, 50, 50, 50, 50);
    assertThat(prevalence(population, 2021, pupils, 2).values())
        .containsExactly(new double[] {250, 250}, within(1e-6));
    assertThat(prevalence(population, 2022, pupils, 2).values())
        .containsExactly(new double[] {50, 50}, within(1e-6));
  }

  private static ForecastPath prevalence(Series people, int year, Series history, int horizon) {
    LocalDateTime published = LocalDateTime.of(year, 9, 1, 0, 0);
    return new PrevalenceTimesPopulation(Map.of("a", people), published)
        .train(List.of(), horizon)
        .forecast(List.of(history))
        .get(0);
  }

  @Test
  void year_groups_grow_up_with_the_shares_of_the_last_years() {
    Series births = years("births", 2018, 200, 220, 240, 200, 300);
    Series reception = years("r", 2018, 180, 198, 216);
    Series first = years("1", 2018, 100, 162, 178.2);
    Series second = years("2", 2018, 90, 110, 178.2);
    var method =
        new CohortSurvival(List.of(new CohortSurvival.Chain(List.of("r", "1", "2"), births)), 2);
    List<ForecastPath> made =
        method.train(List.of(), 2).forecast(List.of(second, first, reception));
    assertThat(made.get(2).values()).containsExactly(new double[] {180, 270}, within(1e-9));
    assertThat(made.get(1).values()).containsExactly(new double[] {216 * 0.9, 162}, within(1e-9));
    assertThat(made.get(0).values())
        .containsExactly(new double[] {178.2 * 1.1, 216 * 0.9 * 1.1}, within(1e-9));
  }

  @Test
  void a_year_group_without_the_one_below_is_refused_with_a_cause() {
    Series none = years("births", 2018);
    var method = new CohortSurvival(List.of(new CohortSurvival.Chain(List.of("r", "1"), none)), 3);
    Series first = years("1", 2018, 100, 110, 120, 130);
    assertThat(method.train(List.of(), 2).forecast(List.of(first)).get(0).cause())
        .contains("group below");
    Series reception = years("r", 2018, 100, 110, 120, MISSING);
    List<ForecastPath> made = method.train(List.of(), 2).forecast(List.of(first, reception));
    assertThat(made.get(0).cause()).contains("last year");
    assertThat(made.get(1).values()).as("too short for a trend").containsExactly(120, 120);
    assertThat(method.train(List.of(), 1).forecast(List.of(years("x", 2018, 1))).get(0).cause())
        .contains("not one of the year groups");
  }

  @Test
  void a_share_is_that_of_the_last_season_and_few_or_uneven_periods_spread_it() {
    Series parent = years("g", 2018, 1000, 1000, 2000, 2000);
    Series even = years("a", 2020, 400, 400);
    Series uneven = years("b", 2020, 200, 600);
    Series one = years("c", 2021, 400);
    ParentShare share = ParentShare.of(even, parent).orElseThrow();
    assertThat(share.share()).isEqualTo(0.2);
    assertThat(share.periods()).isEqualTo(2);
    assertThat(ParentShare.of(uneven, parent).orElseThrow().share()).isEqualTo(0.2);
    assertThat(ParentShare.of(uneven, parent).orElseThrow().spread())
        .isGreaterThan(2 * share.spread());
    assertThat(ParentShare.of(one, parent).orElseThrow().spread()).isGreaterThan(share.spread());
    assertThat(ParentShare.of(years("d", 2022, 400), parent)).isEmpty();
    assertThat(ParentShare.of(even, years("g", 2018, 0, 0, 0, 0))).isEmpty();
  }
}
