package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

class DemandForecastsTest {
  private static final List<ForecastMethod> ALL =
      Stream.of("naive", "seasonal_naive", "exponential_smoothing", "regression")
          .map(name -> Methods.named(name, DemandCalendar.NONE, 7))
          .toList();
  private static final List<ForecastMethod> LOCAL = ALL.subList(0, 3);

  private static DemandProblem months(int horizon) {
    return new DemandProblem(
        "attendances",
        EventKind.EMERGENCY_ATTENDANCE,
        Optional.empty(),
        Grain.MONTH,
        horizon,
        DemandProblem.PUBLISHED_LEVELS);
  }

  private static Series series(String id, double[] values) {
    return new Series(id, Grain.MONTH, LocalDateTime.parse("2018-01-01T00:00"), values);
  }

  private static List<Series> simulated(int count, int length, long seed) {
    Random random = new Random(seed);
    List<Series> series = new ArrayList<>();
    for (int one = 0; one < count; one++) {
      double[] values = new double[length];
      double size = 100 * (1 + one % 5);
      for (int time = 0; time < length; time++) {
        double wave = 0.2 * Math.sin(time * Math.PI / 6);
        values[time] = size * (1 + wave + 0.1 * random.nextGaussian());
      }
      series.add(series("s" + one, values));
    }
    return series;
  }

  private static DemandForecasts make(
      DemandProblem problem, List<Series> series, List<ForecastMethod> methods) {
    Backtest backtest = Backtest.of(problem.grain(), problem.horizon(), Pool.LIGHT);
    return DemandForecasts.make(problem, backtest, series, methods);
  }

  private static Forecast.Made made(Forecast forecast) {
    return forecast.fold(
        made -> made,
        not -> {
          throw new AssertionError(not.cause());
        });
  }

  private static String cause(double... values) {
    return make(months(3), List.of(series("a", values)), LOCAL)
        .forecasts()
        .get(0)
        .fold(made -> "made", Forecast.NotMade::cause);
  }

  @Test
  void the_scores_of_all_series_together_have_no_id_even_of_one_series_or_none() {
    DemandForecasts one = make(months(3), simulated(1, 60, 1), LOCAL);
    assertThat(one.accuracies()).extracting(ForecastAccuracy::seriesId).containsExactly("s0");
    assertThat(one.overall().seriesId()).isEmpty();
    assertThat(one.overall().chosen()).isEmpty();
    assertThat(one.overall().methods().get(0).series()).isEqualTo(1);
    assertThat(one.overall().methods().get(0).mase())
        .isEqualTo(one.accuracies().get(0).methods().get(0).mase());

    DemandForecasts none = make(months(3), simulated(2, 2, 1), LOCAL);
    assertThat(none.accuracies()).isEmpty();
    assertThat(none.overall().seriesId()).isEmpty();
  }

  @Test
  void a_single_series_that_fell_to_zero_is_judged_without_a_path_of_the_regression() {
    double[] values = Arrays.copyOf(simulated(1, 60, 1).get(0).values(), 120);
    DemandForecasts one = make(months(3), List.of(series("s0", values)), ALL);
    assertThat(made(one.forecasts().get(0)).points().get(0).expected()).isZero();
  }

  @Test
  void values_after_an_origin_change_no_path_at_that_origin() {
    Backtest backtest = Backtest.of(Grain.MONTH, 6, Pool.LIGHT);
    List<Series> before = simulated(12, 60, 1);
    List<Series> after = new ArrayList<>();
    for (Series one : before) {
      double[] values = one.values();
      Arrays.fill(values, 60 - 6, 60, 9_999);
      after.add(series(one.id(), values));
    }
    List<BacktestPaths> first = paths(backtest, before);
    List<BacktestPaths> second = paths(backtest, after);
    int compared = 0;
    for (int index = 0; index < first.size(); index++) {
      for (int method = 0; method < ALL.size(); method++) {
        for (int run = 1; run < backtest.runs(); run++) {
          double expected = first.get(index).expected(method, run, 6);
          assertThat(second.get(index).expected(method, run, 6)).isEqualTo(expected);
          compared += Double.isNaN(expected) ? 0 : 1;
        }
      }
    }
    assertThat(compared).isEqualTo(12 * ALL.size() * (backtest.runs() - 1));
  }

  @Test
  void what_came_after_an_origin_does_not_change_what_would_have_been_published_there() {
    Backtest backtest = Backtest.of(Grain.MONTH, 6, Pool.LIGHT);
    List<Series> before = simulated(12, 60, 1);
    List<Series> after = new ArrayList<>();
    for (Series one : before) {
      double[] values = one.values();
      Arrays.fill(values, 60 - 6, 60, 9_999);
      after.add(series(one.id(), values));
    }
    DemandForecasts first = make(months(6), before, LOCAL);
    DemandForecasts second = make(months(6), after, LOCAL);
    for (int index = 0; index < before.size(); index++) {
      for (int run = 1; run < backtest.runs(); run++) {
        for (int ahead = 1; ahead <= 6; ahead++) {
          double expected = first.published().get(index).expected(0, run, ahead);
          assertThat(second.published().get(index).expected(0, run, ahead)).isEqualTo(expected);
          assertThat(expected).isNotNegative();
        }
      }
      assertThat(first.published().get(index).expected(0, 0, 3))
          .as("the run to publish is what is published")
          .isEqualTo(made(first.forecasts().get(index)).points().get(2).expected());
    }
  }

  @Test
  void a_small_series_that_becomes_a_large_one_stays_among_the_small() {
    List<Series> series = new ArrayList<>();
    for (Series one : simulated(15, 60, 4)) {
      double[] values = one.values();
      if (values[0] < 150) {
        Arrays.fill(values, 54, 60, 9_999);
      }
      series.add(series(one.id(), values));
    }
    List<ForecastAccuracy.Part> bySize =
        make(months(6), series, LOCAL).overall().parts().stream()
            .filter(part -> part.by() == ForecastAccuracy.Division.VOLUME)
            .toList();
    assertThat(bySize.get(0).coverage().get(0).orElseThrow())
        .isLessThan(bySize.get(2).coverage().get(0).orElseThrow());
  }

  @Test
  void of_a_series_that_is_refused_nothing_would_have_been_published() {
    DemandForecasts none = make(months(3), simulated(1, 2, 1), LOCAL);
    assertThat(none.published()).hasSize(1);
    assertThat(none.published().get(0).values()).containsOnly(Double.NaN);
  }

  private static List<BacktestPaths> paths(Backtest backtest, List<Series> series) {
    List<ForecastMethod.Local> locals = new ArrayList<>();
    List<ForecastMethod.Global> globals = new ArrayList<>();
    ALL.forEach(method -> method.fold(locals::add, globals::add));
    List<BacktestPaths> paths = new ArrayList<>();
    series.forEach(one -> paths.add(backtest.local(one, locals)));
    return DemandForecasts.join(paths, backtest, series, globals);
  }

  @Test
  void what_an_origin_could_not_know_moves_neither_its_choice_nor_its_ranges() {
    List<Series> before = simulated(20, 60, 2);
    List<Series> after = new ArrayList<>();
    for (Series one : before) {
      double[] values = one.values();
      for (int time = 48; time < 60; time++) {
        values[time] *= 5;
      }
      after.add(series(one.id(), values));
    }
    List<ForecastAccuracy> first = make(months(12), before, LOCAL).accuracies();
    List<ForecastAccuracy> second = make(months(12), after, LOCAL).accuracies();
    for (int index = 0; index < first.size(); index++) {
      assertThat(second.get(index).chosen()).isEqualTo(first.get(index).chosen());
      for (int level = 0; level < 3; level++) {
        assertThat(second.get(index).ranges().get(level).meanWidth())
            .isEqualTo(first.get(index).ranges().get(level).meanWidth());
      }
    }
  }

  @Test
  void ranges_hold_as_often_as_they_say_and_do_not_cross() {
    DemandForecasts result = make(months(6), simulated(150, 72, 3), LOCAL);
    double[] coverage =
        result.overall().ranges().stream()
            .mapToDouble(range -> range.coverage().orElseThrow())
            .toArray();
    assertThat(coverage[0]).isBetween(0.45, 0.62);
    assertThat(coverage[1]).isBetween(0.76, 0.88);
    assertThat(coverage[2]).isBetween(0.92, 0.99);
    assertThat(result.overall().beatsNaive()).contains(true);
    for (Forecast forecast : result.forecasts()) {
      for (Forecast.Point point : made(forecast).points()) {
        double lower = point.expected();
        double upper = point.expected();
        for (Forecast.Interval interval : point.intervals()) {
          assertThat(interval.lower()).isBetween(0.0, lower);
          assertThat(interval.upper()).isGreaterThanOrEqualTo(upper);
          lower = interval.lower();
          upper = interval.upper();
        }
      }
    }
  }

  @Test
  void the_same_series_in_another_order_have_the_same_forecasts() {
    List<Series> series = simulated(15, 48, 4);
    List<Series> reversed = new ArrayList<>(series);
    Collections.reverse(reversed);
    List<Forecast> first = make(months(6), series, ALL).forecasts();
    List<Forecast> second = new ArrayList<>(make(months(6), reversed, ALL).forecasts());
    Collections.reverse(second);
    for (int index = 0; index < first.size(); index++) {
      List<Forecast.Point> points = made(first.get(index)).points();
      for (int ahead = 0; ahead < points.size(); ahead++) {
        assertThat(made(second.get(index)).points().get(ahead).expected())
            .isCloseTo(points.get(ahead).expected(), withPercentage(1e-6));
      }
    }
    assertThat(make(months(6), series, ALL).forecasts()).isEqualTo(first);
  }

  @Test
  void a_series_without_a_forecast_has_a_cause_in_words() {
    double[] missing = new double[40];
    Arrays.fill(missing, Double.NaN);
    double[] ended = new double[40];
    Arrays.fill(ended, 0, 30, 12);
    Arrays.fill(ended, 30, 40, Double.NaN);
    assertThat(cause(missing)).isEqualTo("all values are missing");
    assertThat(cause(5)).isEqualTo("only 1 values were observed; 13 are needed");
    assertThat(cause(ended)).isEqualTo("the series ended 10 periods before the last period");
  }

  @Test
  void a_service_that_was_never_used_is_expected_to_stay_so() {
    Forecast forecast =
        make(months(3), List.of(series("a", new double[36])), LOCAL).forecasts().get(0);
    assertThat(made(forecast).points()).allMatch(point -> point.expected() == 0);
  }

  @Test
  void a_short_constant_series_has_a_forecast() {
    double[] values = new double[24];
    Arrays.fill(values, 9);
    assertThat(cause(values)).isEqualTo("made");
  }

  @Test
  void no_series_give_no_forecasts() {
    assertThat(make(months(3), List.of(), ALL).forecasts()).isEmpty();
  }

  @Test
  void a_series_that_ended_early_is_filled_to_the_common_end() {
    List<Series> filled =
        DemandForecasts.toCommonEnd(
            List.of(series("a", new double[] {1}), series("b", new double[] {1, 2, 3})));
    assertThat(filled.get(0).length()).isEqualTo(3);
    assertThat(filled.get(0).observed()).isEqualTo(1);
  }
}
