package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast;

class RangeUpdateTest {
  private static final LocalDateTime MAY = LocalDateTime.of(2026, 5, 1, 0, 0);
  private static final double BOUND_80 = 1.2815515655;
  private static final int WORLDS = 200;

  private static RangeUpdate times(double factor50, double factor80, double factor95) {
    return new RangeUpdate(new TreeMap<>(Map.of(50, factor50, 80, factor80, 95, factor95)));
  }

  /** Shares held by 80 % ranges, and the factors after so many releases. */
  private record Course(double held, double factor) {}

  /**
   * Releases whose ranges would be so many times as wide as they should be; errors of all series
   * share a part in each month.
   *
   * @param held counts from that release on
   */
  private static Course released(
      Random random, int series, double width, double shared, int releases, int held) {
    RangeUpdate update = RangeUpdate.NONE;
    double inside = 0;
    for (int release = 0; release < releases; release++) {
      double month = random.nextGaussian();
      int in = 0;
      for (int one = 0; one < series; one++) {
        double error = Math.sqrt(shared) * month + Math.sqrt(1 - shared) * random.nextGaussian();
        in += Math.abs(error) <= BOUND_80 * width * update.factor(80) ? 1 : 0;
      }
      inside += release >= held ? (double) in / series / (releases - held) : 0;
      update = update.after(new TreeMap<>(Map.of(80, new RangeUpdate.Met(series, series, in))));
    }
    return new Course(inside, update.factor(80));
  }

  private static double meanHeld(int series, double width, double shared, int releases, int from) {
    Random random = new Random(20261126);
    double held = 0;
    for (int world = 0; world < WORLDS; world++) {
      held += released(random, series, width, shared, releases, from).held() / WORLDS;
    }
    return held;
  }

  @Test
  void ranges_that_are_too_narrow_or_too_wide_come_to_hold_what_they_say() {
    assertThat(meanHeld(60, 0.6, 0.1, 1, 0)).isLessThan(0.60);
    assertThat(meanHeld(60, 0.6, 0.1, 36, 24)).isBetween(0.77, 0.81);
    assertThat(meanHeld(60, 1.6, 0.1, 1, 0)).isGreaterThan(0.95);
    assertThat(meanHeld(60, 1.6, 0.1, 60, 48)).isBetween(0.79, 0.84);
  }

  @Test
  void ranges_that_hold_go_on_holding_though_months_are_shared() {
    assertThat(meanHeld(60, 1, 0.3, 36, 12)).isCloseTo(0.80, within(0.01));
    assertThat(meanHeld(1, 1, 0, 36, 12)).isCloseTo(0.80, within(0.01));
  }

  @Test
  void a_single_series_is_hardly_listened_to() {
    Random random = new Random(1);
    for (int world = 0; world < WORLDS; world++) {
      assertThat(released(random, 1, 1, 0, 24, 0).factor()).isBetween(0.85, 1.2);
    }
  }

  @Test
  void nothing_that_came_changes_nothing_and_no_month_changes_much() {
    RangeUpdate wider = times(1, 1.2, 1.1);
    assertThat(wider.after(new TreeMap<>())).isEqualTo(wider);
    assertThat(wider.after(new TreeMap<>(Map.of(80, new RangeUpdate.Met(0, 0, 0)))))
        .isEqualTo(wider);
    RangeUpdate shaken =
        wider.after(new TreeMap<>(Map.of(95, new RangeUpdate.Met(1000, 12_000, 0))));
    assertThat(shaken.factor(95)).isCloseTo(1.1 * 1.25, within(1e-9));
    assertThat(shaken.factor(80)).isEqualTo(1.2);
  }

  @Test
  void factors_stay_within_limits() {
    RangeUpdate wide = RangeUpdate.NONE;
    RangeUpdate narrow = RangeUpdate.NONE;
    for (int release = 0; release < 200; release++) {
      wide = wide.after(new TreeMap<>(Map.of(95, new RangeUpdate.Met(100, 100, 0))));
      narrow = narrow.after(new TreeMap<>(Map.of(50, new RangeUpdate.Met(100, 100, 100))));
    }
    assertThat(wide.factor(95)).isEqualTo(RangeUpdate.MOST);
    assertThat(narrow.factor(50)).isEqualTo(RangeUpdate.LEAST);
  }

  private static Forecast.Point point(double expected, double... bounds) {
    return new Forecast.Point(
        1,
        MAY,
        expected,
        List.of(
            new Forecast.Interval(50, bounds[0], bounds[1]),
            new Forecast.Interval(80, bounds[2], bounds[3]),
            new Forecast.Interval(95, bounds[4], bounds[5])),
        "");
  }

  private static Forecast.Point updated(RangeUpdate update, Forecast.Point point) {
    Forecast made = new Forecast.Made("one", MAY, "combined", List.of(point), Map.of(), "");
    return update.apply(made).fold(Forecast.Made::points, none -> List.<Forecast.Point>of()).get(0);
  }

  @Test
  void a_side_grows_as_the_other_and_the_number_to_plan_with_stays() {
    Forecast.Point point = updated(times(1, 1.5, 2), point(10.5, 9, 13, 8, 14.5, 6.5, 17.5));
    assertThat(point).isEqualTo(point(10.5, 9, 13, 6.75, 16.5, 2.5, 24.5));
  }

  @Test
  void counts_stay_whole_and_not_below_zero_and_ranges_lie_in_each_other() {
    assertThat(updated(times(1, 1.3, 3), point(4.2, 3, 6, 2, 9, 0, 12)))
        .isEqualTo(point(4.2, 3, 6, 1, 11, 0, 28));
    assertThat(updated(times(2, 1, 0.5), point(4.2, 3, 6, 2, 9, 0, 12)))
        .isEqualTo(point(4.2, 1, 8, 1, 9, 1, 9));
  }

  @Test
  void what_is_not_multiplied_keeps_every_bit() {
    Forecast.Point point = point(0.1, 0.07, 0.3, 0.01, 0.7, 0, 0.9);
    assertThat(updated(RangeUpdate.NONE, point)).isEqualTo(point);
  }
}
