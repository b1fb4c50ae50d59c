package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.reconcile.Hierarchy;
import org.tidetable.models.reconcile.NodeSeries;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/** Months of four councils in two regions. */
class HierarchyForecastsTest {
  private static final Hierarchy TWO_REGIONS =
      Hierarchy.of(
          4, List.of("all", "region", "council"), List.of(new int[4], new int[] {0, 0, 1, 1}));
  private static final List<String> TOTALS = List.of("all", "north", "south");
  private static final int HORIZON = 4;

  private static Series months(String id, String from, double... values) {
    return new Series(id, Grain.MONTH, LocalDateTime.parse(from + "-01T00:00"), values);
  }

  private static List<Series> councils() {
    List<Series> councils = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int council = 0; council < 4; council++) {
      double[] values = new double[72];
      for (int month = 0; month < values.length; month++) {
        double season = 1 + 0.3 * Math.sin(month * Math.PI / 6);
        values[month] = Math.rint(40 * (council + 1) * season + 5 * random.nextGaussian());
      }
      councils.add(months("c" + council, "2018-01", values));
    }
    return councils;
  }

  private static HierarchyForecasts make(List<Series> councils) {
    return make(TWO_REGIONS, councils);
  }

  private static HierarchyForecasts make(Hierarchy hierarchy, List<Series> councils) {
    DemandProblem problem =
        new DemandProblem(
            "visits",
            EventKind.EMERGENCY_ATTENDANCE,
            Optional.empty(),
            Grain.MONTH,
            HORIZON,
            List.of(80, 95));
    Backtest backtest = Backtest.of(Grain.MONTH, HORIZON, Pool.LIGHT);
    BitSet ended = HierarchyForecasts.ended(councils);
    List<Series> nodes = NodeSeries.of(hierarchy, councils, ended, TOTALS);
    List<ForecastMethod.Local> methods = List.of(new SeasonalNaive(), new Fading());
    List<BacktestPaths> paths = nodes.stream().map(one -> backtest.local(one, methods)).toList();
    return HierarchyForecasts.of(problem, backtest, hierarchy, nodes, paths, 1);
  }

  @Test
  void forecasts_add_up_and_every_range_holds_its_forecast() {
    HierarchyForecasts made = make(councils());
    assertAddsUp(made, 1, 2, 3, 4, 5, 6);
    for (Forecast forecast : made.coherent().forecasts()) {
      for (Forecast.Point point : made(forecast).points()) {
        Forecast.Interval inner = point.intervals().get(0);
        Forecast.Interval outer = point.intervals().get(1);
        assertThat(point.expected()).isBetween(inner.lower(), inner.upper());
        assertThat(inner.lower()).isGreaterThan(outer.lower());
        assertThat(inner.upper()).isLessThan(outer.upper());
      }
    }
    assertThat(made.choice().origins()).isPositive();
    assertThat(made.heldOut()).hasSize(3);
  }

  @Test
  void a_council_too_short_to_be_forecast_gets_its_part_of_the_total() {
    List<Series> councils = councils();
    councils.set(3, months("c3", "2023-07", 150, 162, 171, 158, 149, 166));
    HierarchyForecasts made = make(councils);
    assertThat(made(made.coherent().forecasts().get(6)).method())
        .isEqualTo(HierarchyForecasts.FROM_TOTALS);
    assertThat(made(made.coherent().forecasts().get(6)).why())
        .contains("only 6 values were observed; 13 are needed")
        .contains("the mean of its last values");
    assertThat(made(made.coherent().forecasts().get(6)).points())
        .flatExtracting(Forecast.Point::intervals)
        .hasSize(2 * HORIZON)
        .allMatch(one -> one.lower() == Math.rint(one.lower()))
        .allMatch(one -> one.upper() == Math.rint(one.upper()));
    assertAddsUp(made, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void what_would_have_been_published_at_earlier_origins_adds_up_and_does_not_look_ahead() {
    List<Series> later = new ArrayList<>();
    for (Series one : councils()) {
      double[] values = one.values();
      for (int month = values.length - HORIZON; month < values.length; month++) {
        values[month] *= 3;
      }
      later.add(months(one.id(), "2018-01", values));
    }
    List<BacktestPaths> first = make(councils()).coherent().published();
    List<BacktestPaths> second = make(later).coherent().published();
    int compared = 0;
    for (int run = 1; run < first.get(0).runs(); run++) {
      for (int ahead = 1; ahead <= HORIZON; ahead++) {
        double sum = 0;
        for (int node = 0; node < TWO_REGIONS.nodes(); node++) {
          double expected = first.get(node).expected(0, run, ahead);
          assertThat(second.get(node).expected(0, run, ahead)).isEqualTo(expected);
          sum += node >= TWO_REGIONS.totals() ? expected : 0;
        }
        double all = first.get(0).expected(0, run, ahead);
        assertThat(sum).isCloseTo(all, within(1e-9 * all));
        compared++;
      }
    }
    assertThat(compared).isEqualTo((first.get(0).runs() - 1) * HORIZON);
  }

  @Test
  void what_is_published_is_the_last_of_the_paths_that_would_have_been() {
    HierarchyForecasts made = make(councils());
    for (int node = 0; node < TWO_REGIONS.nodes(); node++) {
      assertThat(made.coherent().published().get(node).expected(0, 0, 2))
          .isEqualTo(made(made.coherent().forecasts().get(node)).points().get(1).expected());
    }
  }

  @Test
  void a_council_that_has_ended_counts_as_zero() {
    List<Series> councils = councils();
    councils.set(1, councils.get(1).head(60));
    HierarchyForecasts made = make(councils);
    String cause = made.coherent().forecasts().get(4).fold(yes -> "made", Forecast.NotMade::cause);
    assertThat(cause).isEqualTo("the series ended 12 periods before the last period");
    assertAddsUp(made, 1, 2, 3, 5, 6);
  }

  @Test
  void a_region_of_which_all_has_ended_has_no_forecast_and_leaves_the_ranges_of_others_alone() {
    Hierarchy alone =
        Hierarchy.of(
            4, List.of("all", "region", "council"), List.of(new int[4], new int[] {0, 0, 0, 1}));
    List<Series> councils = councils();
    councils.set(3, months("c3", "2018-01", 150, 162, 171, 158, 149, 166));
    HierarchyForecasts made = make(alone, councils);
    String cause = made.coherent().forecasts().get(2).fold(yes -> "made", Forecast.NotMade::cause);
    assertThat(cause).isEqualTo("every series that it is the total of has ended");
    assertThat(made.choice().ratios()).hasSize(3).allMatch(ratio -> ratio > 0.5);
    assertThat(made.heldOut()).hasSize(3).allMatch(ratio -> ratio > 0.5);
    for (int step = 0; step < HORIZON; step++) {
      Forecast.Point north = made(made.coherent().forecasts().get(1)).points().get(step);
      Forecast.Point all = made(made.coherent().forecasts().get(0)).points().get(step);
      assertThat(north.expected()).isEqualTo(all.expected());
      Forecast.Point own = made(made.base().forecasts().get(1)).points().get(step);
      assertThat(width(north)).isGreaterThanOrEqualTo(0.9 * width(own));
    }
  }

  private static double width(Forecast.Point point) {
    return point.intervals().get(0).upper() - point.intervals().get(0).lower();
  }

  /** Half the last value, half of that and so on: what smoothing says of a service that is over. */
  private record Fading() implements ForecastMethod.Local {
    @Override
    public String name() {
      return "fading";
    }

    @Override
    public ForecastPath forecast(Series history, int horizon) {
      double[] path = new double[horizon];
      double weight = 1;
      double level = 0;
      for (int at = history.length() - 1; at >= 0 && weight > 1e-200; at--, weight /= 2) {
        level += weight / 2 * (Double.isNaN(history.value(at)) ? 0 : history.value(at));
      }
      Arrays.fill(path, level);
      return ForecastPath.of(path);
    }
  }

  @Test
  void totals_miss_what_is_missing_in_between_and_not_what_has_ended_or_not_begun() {
    List<Series> councils = councils();
    double[] values = councils.get(0).values();
    values[30] = Double.NaN;
    councils.set(0, months("c0", "2018-01", values));
    councils.set(1, councils.get(1).head(60));
    councils.set(3, months("c3", "2023-07", 150, 162, 171, 158, 149, 166));
    List<Series> nodes =
        NodeSeries.of(TWO_REGIONS, councils, HierarchyForecasts.ended(councils), TOTALS);
    Series north = nodes.get(1);
    assertThat(north.value(30)).isNaN();
    assertThat(north.value(29)).isEqualTo(values[29] + councils.get(1).value(29));
    assertThat(north.value(61)).isEqualTo(values[61]);
    Series south = nodes.get(2);
    assertThat(south.value(65)).isEqualTo(councils.get(2).value(65));
    assertThat(south.value(66)).isEqualTo(councils.get(2).value(66) + 150);
    assertThat(nodes).allMatch(one -> one.period(one.length()).getYear() == 2024);
  }

  /** The top, the regions and then the councils that are given add up at every step. */
  private static void assertAddsUp(HierarchyForecasts made, int... parts) {
    for (int step = 0; step < HORIZON; step++) {
      double[] expected = new double[TWO_REGIONS.nodes()];
      for (int node : parts) {
        expected[node] = made(made.coherent().forecasts().get(node)).points().get(step).expected();
      }
      double all = made(made.coherent().forecasts().get(0)).points().get(step).expected();
      assertThat(expected[1] + expected[2]).isCloseTo(all, within(1e-9 * all));
      assertThat(expected[3] + expected[4]).isCloseTo(expected[1], within(1e-9 * all));
      assertThat(expected[5] + expected[6]).isCloseTo(expected[2], within(1e-9 * all));
      assertThat(Arrays.stream(expected).min().orElseThrow()).isNotNegative();
    }
  }

  private static Forecast.Made made(Forecast forecast) {
    return forecast.fold(
        made -> made,
        not -> {
          throw new AssertionError(not.cause());
        });
  }
}
