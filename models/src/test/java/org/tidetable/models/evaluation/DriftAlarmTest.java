package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftAlarmTest {
  private static final int TRIALS = 20_000;
  private static final double HALF_WIDTH = 1.96;

  /** How often two neighbouring errors raise the alarm, after a shift in standard errors. */
  private static double raised(double shift, double alike, int watched) {
    Random random = new Random(20261126);
    int raised = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      boolean any = false;
      for (int one = 0; one < watched; one++) {
        double before = random.nextGaussian();
        double newest = alike * before + Math.sqrt(1 - alike * alike) * random.nextGaussian();
        double[] errors = {(before + shift) / HALF_WIDTH, (newest + shift) / HALF_WIDTH};
        any |= DriftAlarm.of(errors, watched).raised();
      }
      raised += any ? 1 : 0;
    }
    return (double) raised / TRIALS;
  }

  @Test
  void without_a_change_at_most_5_of_100_periods_raise_the_alarm_however_alike_errors_are() {
    assertThat(raised(0, 0, 1)).isLessThan(0.02);
    assertThat(raised(0, 0.5, 1)).isLessThan(0.05);
    assertThat(raised(0, 0.9, 1)).isLessThan(0.05);
    assertThat(raised(0, 1, 1)).isLessThan(0.05);
  }

  @Test
  void the_5_of_100_hold_for_all_series_that_are_watched_together() {
    assertThat(raised(0, 0, 20)).isLessThan(0.05);
    assertThat(raised(0, 0.7, 20)).isLessThan(0.05);
  }

  @Test
  void a_change_of_three_standard_errors_is_found_within_two_periods() {
    Random random = new Random(1);
    int found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double usual = random.nextGaussian() / HALF_WIDTH;
      double first = (random.nextGaussian() + 3) / HALF_WIDTH;
      double second = (random.nextGaussian() + 3) / HALF_WIDTH;
      boolean now = DriftAlarm.of(new double[] {usual, first}, 1).raised();
      boolean then = DriftAlarm.of(new double[] {usual, first, second}, 1).raised();
      found += now || then ? 1 : 0;
    }
    assertThat((double) found / TRIALS).isGreaterThan(0.9);
    assertThat(raised(-4, 0, 1)).isGreaterThan(0.95);
  }

  @Test
  void errors_with_long_tails_raise_it_no_more_often_than_promised() {
    Random random = new Random(5);
    int raised = 0;
    double[] errors = new double[2];
    for (int trial = 0; trial < TRIALS; trial++) {
      for (int at = 0; at < 2; at++) {
        double squares = 0;
        for (int degree = 0; degree < 5; degree++) {
          squares += Math.pow(random.nextGaussian(), 2);
        }
        // Student's t with 5 degrees of freedom, whose 95 % range is 2.571 on either side.
        errors[at] = random.nextGaussian() / Math.sqrt(squares / 5) / 2.571;
      }
      raised += DriftAlarm.of(errors, 1).raised() ? 1 : 0;
    }
    assertThat((double) raised / TRIALS).isLessThan(0.05);
  }

  @Test
  void a_gap_is_no_pair_and_nothing_known_is_no_alarm() {
    assertThat(DriftAlarm.of(new double[] {}, 1).raised()).isFalse();
    assertThat(DriftAlarm.of(new double[] {1.2, Double.NaN}, 1).raised()).isFalse();
    assertThat(DriftAlarm.of(new double[] {1.2, 1.2}, 1).raised()).isTrue();
    assertThat(DriftAlarm.of(new double[] {-1.2, 1.2}, 1).raised()).isFalse();
    assertThat(DriftAlarm.of(new double[] {1.2, Double.NaN, 1.2}, 1).raised()).isFalse();
    assertThat(DriftAlarm.of(new double[] {1.2, Double.NaN, 1.2}, 1).periods()).isEqualTo(2);
  }
}
