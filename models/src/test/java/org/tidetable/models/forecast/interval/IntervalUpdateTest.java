package org.tidetable.models.forecast.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast.Interval;

class IntervalUpdateTest {
  private static final List<Integer> LEVELS = List.of(80, 95);

  private static List<Interval> ranges(double half) {
    return List.of(new Interval(80, 100 - half, 100 + half), new Interval(95, 80, 120));
  }

  @Test
  void a_miss_widens_and_a_hit_narrows_a_little() {
    IntervalUpdate start = IntervalUpdate.start(LEVELS);
    IntervalUpdate missed = start.after(115, ranges(10));
    assertThat(missed.factors().get(0)).isCloseTo(Math.exp(0.05 * 0.8), within(1e-12));
    assertThat(missed.factors().get(1)).isCloseTo(Math.exp(-0.05 * 0.05), within(1e-12));
    Interval wider = missed.apply(100, ranges(10), 0).get(0);
    assertThat(wider.upper() - wider.lower()).isGreaterThan(20);
    assertThat(start.after(Double.NaN, ranges(10))).isEqualTo(start);
  }

  @Test
  void ranges_that_were_half_as_wide_as_needed_hold_in_the_long_run() {
    Random random = new Random(5);
    IntervalUpdate update = IntervalUpdate.start(LEVELS);
    int inside = 0;
    int counted = 0;
    for (int period = 0; period < 3000; period++) {
      // Normal errors of 10: an 80 % range needs 12.8 on each side, but 6 is what was published.
      List<Interval> published = update.apply(100, ranges(6), 0);
      double actual = 100 + 10 * random.nextGaussian();
      if (period >= 300) {
        counted++;
        inside += actual >= published.get(0).lower() && actual <= published.get(0).upper() ? 1 : 0;
      }
      update = update.after(actual, published);
    }
    assertThat((double) inside / counted).isCloseTo(0.8, within(0.02));
  }

  @Test
  void ranges_never_cross_nor_fall_below_the_floor() {
    IntervalUpdate update = new IntervalUpdate(LEVELS, List.of(4.0, 0.25), 0.05);
    List<Interval> applied = update.apply(100, ranges(10), 70);
    assertThat(applied.get(0).lower()).isEqualTo(70);
    assertThat(applied.get(1).lower()).isEqualTo(70);
    assertThat(applied.get(1).upper()).isEqualTo(applied.get(0).upper()).isEqualTo(140);
  }
}
