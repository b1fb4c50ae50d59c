package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

class CombinationTest {
  private static final DemandProblem MONTHS =
      new DemandProblem(
          "attendances",
          EventKind.EMERGENCY_ATTENDANCE,
          Optional.empty(),
          Grain.MONTH,
          6,
          DemandProblem.PUBLISHED_LEVELS);
  private static final Backtest BACKTEST = Backtest.of(Grain.MONTH, 6, Pool.FULL);

  /** Repeats the last value with an error of its own. */
  private record Off(String name, double by) implements ForecastMethod.Local {
    @Override
    public ForecastPath forecast(Series history, int horizon) {
      double[] path = new double[horizon];
      Arrays.fill(path, history.value(history.length() - 1) + by);
      return ForecastPath.of(path);
    }
  }

  private static List<Series> noise(int count, int length, double size) {
    Random random = new Random(8);
    List<Series> series = new ArrayList<>();
    for (int one = 0; one < count; one++) {
      double[] values = new double[length];
      Arrays.setAll(values, time -> Math.rint(1000 + size * random.nextGaussian()));
      series.add(
          new Series("s" + one, Grain.MONTH, LocalDateTime.parse("2018-01-01T00:00"), values));
    }
    return series;
  }

  private static Forecast.Made first(List<Series> series, List<ForecastMethod> methods) {
    return DemandForecasts.make(MONTHS, BACKTEST, series, methods)
        .forecasts()
        .get(0)
        .fold(
            made -> made,
            not -> {
              throw new AssertionError(not.cause());
            });
  }

  private static double width(Forecast.Made made) {
    Forecast.Interval widest = made.points().get(5).intervals().get(2);
    return widest.upper() - widest.lower();
  }

  @Test
  void a_method_that_erred_less_weighs_more_and_one_that_errs_hopelessly_nothing() {
    Forecast.Made made =
        first(
            noise(30, 72, 20),
            List.of(new Off("near", 0), new Off("far", 35), new Off("hopeless", 150)));
    assertThat(made.method()).isEqualTo(Forecast.Made.COMBINED);
    assertThat(made.weights().get("near")).isGreaterThan(1.2 * made.weights().get("far"));
    assertThat(made.weights()).doesNotContainKey("hopeless");
    assertThat(made.weights().values().stream().mapToDouble(weight -> weight).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(made.why()).isNotBlank();
  }

  @Test
  void a_method_that_counts_most_is_named_with_the_reason() {
    List<ForecastMethod> methods =
        List.of(
            new Off("near", 0),
            new Off("far", 17),
            new Off("farther", 18),
            new Off("farthest", 19));
    assertThat(first(noise(300, 72, 10), methods).why())
        .startsWith("near counts most (")
        .contains("it erred")
        .endsWith("less than the methods' mean.");
  }

  @Test
  void a_method_outside_the_core_counts_once_it_errs_less_than_the_core() {
    List<ForecastMethod> methods =
        List.of(
            new Off("outsider", 0),
            new Off("theta_like", 60),
            new Off("tramo", 60),
            new Off("stl_ar", 61));
    assertThat(first(noise(30, 72, 20), methods).weights()).containsKey("outsider");
    assertThat(
            first(
                    noise(30, 72, 20),
                    List.of(new Off("outsider", 80), new Off("tramo", 60), new Off("stl_ar", 61)))
                .weights())
        .doesNotContainKey("outsider");
  }

  @Test
  void a_single_method_is_said_to_be_the_only_one() {
    Forecast.Made made = first(noise(3, 48, 20), List.of(new Off("near", 0)));
    assertThat(made.why()).isEqualTo("Only near could forecast this series well enough.");
  }

  @Test
  void ranges_of_counts_are_whole_numbers_that_are_not_negative() {
    for (Forecast.Point point : first(noise(3, 48, 250), List.of(new Off("near", 0))).points()) {
      for (Forecast.Interval interval : point.intervals()) {
        assertThat(interval.lower()).isEqualTo(Math.rint(interval.lower())).isNotNegative();
        assertThat(interval.upper()).isEqualTo(Math.rint(interval.upper()));
      }
    }
  }

  @Test
  void what_is_missing_from_what_is_learnt_makes_no_range_wider() {
    List<Series> calm = noise(30, 72, 20);
    List<Series> broken = new ArrayList<>();
    List<Series> masked = new ArrayList<>();
    for (Series one : calm) {
      double[] values = one.values();
      // July and August 2023, six months before the end.
      values[66] = 5000;
      values[67] = 5000;
      broken.add(new Series(one.id(), Grain.MONTH, one.firstPeriod(), values));
      double[] missing = values.clone();
      missing[66] = Double.NaN;
      missing[67] = Double.NaN;
      masked.add(new Series(one.id(), Grain.MONTH, one.firstPeriod(), missing));
    }
    List<ForecastMethod> methods =
        List.of(
            Methods.named("theta", DemandCalendar.NONE, 1),
            Methods.named("seasonal_naive", DemandCalendar.NONE, 1));
    assertThat(width(first(masked, methods))).isLessThan(width(first(broken, methods)) / 1.3);
  }

  @Test
  void ranges_of_few_series_lean_on_what_was_learnt_elsewhere() {
    // Thirty months have few errors of their own; noise of 20 alone asks for a width of about 80.
    List<Series> one = noise(1, 30, 20);
    assertThat(width(first(one, List.of(new Off("near", 0))))).isBetween(40.0, 400.0);
  }

  @Test
  void leads_are_by_series_and_thirds_cover_all_periods() {
    List<ForecastMethod> methods =
        List.of(
            Methods.named("seasonal_naive", DemandCalendar.NONE, 1),
            Methods.named("theta", DemandCalendar.NONE, 1));
    ForecastAccuracy overall =
        DemandForecasts.make(MONTHS, BACKTEST, noise(40, 72, 20), methods).overall();
    ForecastAccuracy.Lead lead = overall.leads().get(0);
    assertThat(lead.over()).isEqualTo("seasonal_naive");
    assertThat(lead.series()).isEqualTo(40);
    assertThat(lead.mean()).isBetween(lead.lower(), lead.upper());
    assertThat(lead.lower()).isPositive();
    int judged = 40 * 6 * BACKTEST.lastHeldOut();
    for (ForecastAccuracy.Division by : ForecastAccuracy.Division.values()) {
      assertThat(
              overall.parts().stream()
                  .filter(part -> part.by() == by)
                  .mapToInt(ForecastAccuracy.Part::periods)
                  .sum())
          .isEqualTo(judged);
    }
    assertThat(overall.wis().orElseThrow()).isPositive();
  }

  @Test
  void a_method_that_others_are_measured_by_has_a_score_but_no_part() {
    List<Series> series = noise(30, 80, 50);
    List<BacktestPaths> paths = new ArrayList<>();
    for (Series one : series) {
      BacktestPaths best = BACKTEST.local(one, List.of(new Off("naive", 0))).measuredOnly();
      paths.add(best.and(BACKTEST.local(one, List.of(new Off("asked_for", 20)))));
    }
    DemandForecasts made = DemandForecasts.of(MONTHS, BACKTEST, series, paths);
    Forecast.Made first = made.forecasts().get(0).fold(yes -> yes, no -> null);

    assertThat(first.weights()).containsOnlyKeys("asked_for");
    assertThat(first.why()).isEqualTo("Only asked for was asked to forecast it.");
    assertThat(made.overall().methods())
        .extracting(ForecastAccuracy.MethodScore::method)
        .contains("naive", "asked_for");
    double width =
        first.points().get(0).intervals().get(1).upper() - first.points().get(0).expected();
    assertThat(width).isGreaterThan(20);
  }
}
