package org.tidetable.models.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final CalibrationFixture FIXTURE = CalibrationFixture.read();

  @Test
  void the_isotonic_steps_are_those_of_scikit_learn() {
    IsotonicCalibration found =
        IsotonicCalibration.fit(FIXTURE.risks(), FIXTURE.outcomes(), FIXTURE.weights());
    double least = 0.5 / Arrays.stream(FIXTURE.weights()).sum();
    for (int row = 0; row < FIXTURE.risks().length; row++) {
      double expected = Math.min(1 - least, Math.max(least, FIXTURE.isotonic()[row]));
      assertThat(found.apply(FIXTURE.risks()[row])).isCloseTo(expected, within(1e-7));
    }
  }

  @Test
  void the_logistic_correction_is_that_of_scikit_learn() {
    LogisticCalibration found =
        LogisticCalibration.fit(FIXTURE.risks(), FIXTURE.outcomes(), FIXTURE.weights())
            .orElseThrow();
    assertThat(found.apply(FIXTURE.risks())).containsExactly(FIXTURE.sigmoid(), within(1e-6));
  }

  @Test
  void the_beta_correction_is_that_of_its_authors() {
    BetaCalibration found =
        BetaCalibration.fit(FIXTURE.risks(), FIXTURE.outcomes(), ones()).orElseThrow();
    assertThat(found.apply(FIXTURE.risks())).containsExactly(FIXTURE.beta(), within(2e-4));
  }

  @Test
  void the_flexible_curve_is_that_of_rms_in_r() {
    FlexibleCurve found =
        FlexibleCurve.fit(FIXTURE.risks(), FIXTURE.outcomes(), ones()).orElseThrow();
    for (int row = 0; row < FIXTURE.risks().length; row++) {
      assertThat(found.at(FIXTURE.risks()[row])).isCloseTo(FIXTURE.curve()[row], within(1e-5));
    }
  }

  @Test
  void ranges_of_risks_are_those_of_venn_and_abers() {
    VennAbers found = VennAbers.learn(FIXTURE.risks(), FIXTURE.outcomes(), ones());
    assertThat(found.at()).hasSize(200);
    int checked = 0;
    for (int row = 0; row < FIXTURE.risks().length; row++) {
      double risk = FIXTURE.risks()[row];
      int place = found.at().indexOf(risk);
      if (place >= 0) {
        assertThat(found.lower().get(place)).isCloseTo(FIXTURE.vennLower()[row], within(1e-6));
        assertThat(found.upper().get(place)).isCloseTo(FIXTURE.vennUpper()[row], within(1e-6));
        checked++;
      }
      double given = 0.5;
      assertThat(found.range(risk, given).lower()).isLessThanOrEqualTo(given);
      assertThat(found.range(risk, given).upper()).isGreaterThanOrEqualTo(given);
    }
    assertThat(checked).isEqualTo(200);
  }

  @Test
  void ranges_are_wider_where_fewer_people_were_alike() {
    SplittableRandom random = new SplittableRandom(2);
    double[] risks = new double[4000];
    boolean[] outcomes = new boolean[4000];
    for (int row = 0; row < risks.length; row++) {
      double u = random.nextDouble();
      risks[row] = u * u * u;
      outcomes[row] = random.nextDouble() < risks[row];
    }
    double[] ones = LogisticCalibration.ones(4000);
    VennAbers found = VennAbers.learn(risks, outcomes, ones);
    assertThat(width(found, 0.6, 0.9)).isGreaterThan(2 * width(found, 0.01, 0.04));
  }

  private static double width(VennAbers found, double from, double to) {
    double sum = 0;
    for (int step = 0; step < 100; step++) {
      double risk = from + (to - from) * step / 99;
      VennAbers.Range range = found.range(risk, risk);
      sum += range.upper() - range.lower();
    }
    return sum / 100;
  }

  @Test
  void a_bend_that_a_line_cannot_straighten_takes_the_beta_correction() {
    double[] truth = risks(30_000, 3);
    double[] bent = new double[truth.length];
    for (int row = 0; row < bent.length; row++) {
      bent[row] = Math.pow(truth[row], 0.5);
    }
    Calibration found = CalibrationChoice.learn(bent, dealt(truth, 4));
    assertThat(found).isInstanceOf(BetaCalibration.class);
    for (int row = 0; row < 1000; row++) {
      assertThat(found.apply(bent[row])).isCloseTo(truth[row], within(0.02));
    }
  }

  @Test
  void steps_that_nothing_smooth_can_follow_take_the_isotonic_one_if_outcomes_are_many() {
    double[] risks = risks(40_000, 5);
    double[] truth = new double[risks.length];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = risks[row] < 0.3 ? 0.1 : risks[row] < 0.6 ? 0.5 : 0.55;
    }
    assertThat(CalibrationChoice.learn(risks, dealt(truth, 6)))
        .isInstanceOf(IsotonicCalibration.class);
    double[] few = Arrays.copyOf(risks, 6000);
    assertThat(CalibrationChoice.learn(few, dealt(Arrays.copyOf(truth, 6000), 6)))
        .isNotInstanceOf(IsotonicCalibration.class);
  }

  @Test
  void risks_that_are_right_mostly_stay_as_they_are() {
    int left = 0;
    for (int world = 0; world < 20; world++) {
      double[] truth = risks(5000, 100 + world);
      left +=
          CalibrationChoice.learn(truth, dealt(truth, 200 + world)).equals(Calibration.none())
              ? 1
              : 0;
    }
    assertThat(left).isGreaterThanOrEqualTo(17);
  }

  @Test
  void weights_stand_for_people_who_are_not_there() {
    double[] truth = risks(20_000, 7);
    boolean[] outcomes = dealt(truth, 8);
    double[] weights = new double[truth.length];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = outcomes[row] ? 2 : 1;
    }
    LogisticCalibration found =
        LogisticCalibration.intercept(truth, outcomes, weights).orElseThrow();
    assertThat(found.intercept()).isCloseTo(Math.log(2), within(0.06));
  }

  @Test
  void what_features_add_sums_to_the_corrected_log_odds_under_every_calibration() {
    for (Calibration each :
        List.of(
            Calibration.none(),
            new LogisticCalibration(-0.3, 0.8),
            new BetaCalibration(0.7, 1.2, -0.2),
            new IsotonicCalibration(List.of(0.1, 0.9), List.of(0.2, 0.6)),
            UpdatedCalibration.of(
                new BetaCalibration(0.7, 1.2, -0.2), new LogisticCalibration(0.1, 1)))) {
      double[] row = {0.5, -0.2, 0.9, -1.1};
      double before = LogOdds.probability(Arrays.stream(row).sum());
      each.explain(row);
      assertThat(LogOdds.probability(Arrays.stream(row).sum()))
          .as(each.name())
          .isCloseTo(each.apply(before), within(1e-9));
      assertThat(row[2]).isGreaterThan(row[0]).isPositive();
      assertThat(row[1]).isNegative();
    }
  }

  @Test
  void an_update_of_a_logistic_correction_is_one_logistic_correction() {
    LogisticCalibration first = new LogisticCalibration(0.4, 0.7);
    LogisticCalibration second = new LogisticCalibration(-0.2, 1.3);
    Calibration both = UpdatedCalibration.of(first, second);
    assertThat(both).isInstanceOf(LogisticCalibration.class);
    assertThat(both.apply(0.3)).isCloseTo(second.apply(first.apply(0.3)), within(1e-12));
  }

  @Test
  void the_closed_test_has_the_figures_of_statsmodels_and_changes_level_and_slope() {
    CalibrationUpdate update =
        CalibrationUpdate.choose(FIXTURE.risks(), FIXTURE.outcomes(), ones(), Optional.empty());
    assertThat(update.step()).isEqualTo(CalibrationUpdate.Step.INTERCEPT_AND_SLOPE);
    LogisticCalibration found = update.correction().orElseThrow();
    assertThat(found.intercept()).isCloseTo(FIXTURE.figure("intercept"), within(1e-6));
    assertThat(found.slope()).isCloseTo(FIXTURE.figure("slope"), within(1e-6));
    assertThat(update.reason())
        .contains(String.format(Locale.ROOT, "%.1f for both", FIXTURE.figure("chi_both")))
        .contains(String.format(Locale.ROOT, "%.1f for the slope", FIXTURE.figure("chi_slope")));
  }

  @Test
  void the_ladder_is_climbed_no_further_than_new_people_call_for() {
    double[] truth = risks(6000, 21);
    boolean[] outcomes = dealt(truth, 22);
    double[] ones = LogisticCalibration.ones(6000);
    assertThat(step(truth, outcomes, ones)).isEqualTo(CalibrationUpdate.Step.KEEP);
    double[] high = new LogisticCalibration(0.5, 1).apply(truth);
    CalibrationUpdate level = CalibrationUpdate.choose(high, outcomes, ones, Optional.empty());
    assertThat(level.step()).isEqualTo(CalibrationUpdate.Step.INTERCEPT);
    assertThat(level.correction().orElseThrow().intercept()).isCloseTo(-0.5, within(0.1));
    double[] steep = new LogisticCalibration(0.2, 1.8).apply(truth);
    assertThat(step(steep, outcomes, ones)).isEqualTo(CalibrationUpdate.Step.INTERCEPT_AND_SLOPE);
    double[] noise = risks(6000, 23);
    assertThat(CalibrationUpdate.choose(noise, outcomes, ones, Optional.of(truth)).step())
        .isEqualTo(CalibrationUpdate.Step.REFIT);
    assertThat(step(Arrays.copyOf(steep, 100), Arrays.copyOf(outcomes, 100), ones(100)))
        .isEqualTo(CalibrationUpdate.Step.KEEP);
  }

  private static CalibrationUpdate.Step step(double[] risks, boolean[] outcomes, double[] weights) {
    return CalibrationUpdate.choose(risks, outcomes, weights, Optional.empty()).step();
  }

  @Test
  void a_correction_that_would_turn_the_order_cannot_be_made() {
    assertThatThrownBy(() -> new BetaCalibration(-1, 1, 0)).hasMessageContaining("rises");
    assertThatThrownBy(() -> new IsotonicCalibration(List.of(0.1, 0.2), List.of(0.5, 0.4)))
        .hasMessageContaining("rises");
    double[] risks = risks(2000, 31);
    double[] turned = Arrays.stream(risks).map(each -> 1 - each).toArray();
    assertThat(CalibrationChoice.learn(turned, dealt(risks, 32))).isEqualTo(Calibration.none());
  }

  private static double[] ones() {
    return ones(FIXTURE.risks().length);
  }

  private static double[] ones(int rows) {
    return LogisticCalibration.ones(rows);
  }

  /** Risks whose log-odds are spread evenly from -4 to 2. */
  private static double[] risks(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] risks = new double[rows];
    for (int row = 0; row < rows; row++) {
      risks[row] = LogOdds.probability(6 * random.nextDouble() - 4);
    }
    return risks;
  }

  private static boolean[] dealt(double[] risks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] outcomes = new boolean[risks.length];
    for (int row = 0; row < risks.length; row++) {
      outcomes[row] = random.nextDouble() < risks[row];
    }
    return outcomes;
  }
}
