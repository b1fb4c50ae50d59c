package org.tidetable.models.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationDriftTest {

  /** Rows whose true log-odds are a level and a slope away from the risk that is said. */
  private static Optional<LogisticCalibration> drift(int rows, double level, double slope) {
    SplittableRandom random = new SplittableRandom(7);
    double[] risks = new double[rows];
    boolean[] outcomes = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      double logOdds = 4 * random.nextDouble() - 3;
      risks[row] = LogOdds.probability(logOdds);
      outcomes[row] = random.nextDouble() < LogOdds.probability(level + slope * logOdds);
    }
    return CalibrationDrift.learn(risks, outcomes, LogisticCalibration.ones(rows));
  }

  @Test
  void a_slope_that_is_seen_well_is_followed_half_way_and_the_mean_risk_stays() {
    for (double slope : new double[] {0.6, 1.4}) {
      LogisticCalibration found = drift(400_000, 0, slope).orElseThrow();
      assertThat(found.slope()).isCloseTo((1 + slope) / 2, within(0.01));
      double[] risks = risks(400_000);
      double before = Arrays.stream(risks).average().orElseThrow();
      double after = Arrays.stream(risks).map(found::apply).average().orElseThrow();
      assertThat(after).isCloseTo(before, within(0.001));
    }
  }

  @Test
  void a_level_is_not_followed() {
    LogisticCalibration found = drift(400_000, 0.4, 1).orElseThrow();
    assertThat(found.slope()).isCloseTo(1, within(0.01));
    assertThat(found.intercept()).isCloseTo(0, within(0.01));
  }

  @Test
  void few_outcomes_move_less_and_very_few_nothing() {
    double many = 1 - drift(400_000, 0, 0.6).orElseThrow().slope();
    LogisticCalibration few = drift(600, 0, 0.6).orElseThrow();
    double seen =
        1 - LogisticCalibration.fit(risks(600), outcomes(600), ones(600)).orElseThrow().slope();
    assertThat((1 - few.slope()) / seen).isBetween(0.05, 0.45);
    assertThat(many).isGreaterThan(0.19);
    assertThat(drift(120, 0, 0.6)).isEmpty();
  }

  private static double[] risks(int rows) {
    SplittableRandom random = new SplittableRandom(7);
    double[] risks = new double[rows];
    for (int row = 0; row < rows; row++) {
      risks[row] = LogOdds.probability(4 * random.nextDouble() - 3);
      random.nextDouble();
    }
    return risks;
  }

  private static boolean[] outcomes(int rows) {
    SplittableRandom random = new SplittableRandom(7);
    boolean[] outcomes = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      double logOdds = 4 * random.nextDouble() - 3;
      outcomes[row] = random.nextDouble() < LogOdds.probability(0.6 * logOdds);
    }
    return outcomes;
  }

  private static double[] ones(int rows) {
    return LogisticCalibration.ones(rows);
  }
}
