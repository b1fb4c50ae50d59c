package org.tidetable.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;

class RiskFitTest {
  private static final int ROWS = 6000;

  /** Many without the outcome left early: those who stayed stand for two or three each. */
  private static RiskSample withLeavers() {
    SplittableRandom random = new SplittableRandom(7);
    List<double[]> rows = new ArrayList<>();
    boolean[] outcomes = new boolean[ROWS];
    String[] persons = new String[ROWS];
    float[] weights = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double x = random.nextDouble();
      rows.add(new double[] {x, 1 - x});
      outcomes[row] = random.nextDouble() < 0.15 + 0.5 * x;
      persons[row] = "p" + row;
      weights[row] = outcomes[row] ? 1 : 2 + row % 2;
    }
    return new RiskSample(
        FeatureMatrix.ofRows(List.of("x", "y"), rows), outcomes, persons, weights, new long[0]);
  }

  @Test
  void risks_come_true_as_often_as_they_say_where_rows_stand_for_others() {
    RiskSample sample = withLeavers();
    double weight = 0;
    double came = 0;
    for (int row = 0; row < ROWS; row++) {
      weight += sample.weights()[row];
      came += sample.outcomes()[row] ? sample.weights()[row] : 0;
    }
    for (RiskMethod method : List.of(LogisticRisk.STANDARD, BoostedTreesRisk.STANDARD)) {
      double[] risks = method.fit(sample, 1).probabilities(sample.features());
      double expected = 0;
      for (int row = 0; row < ROWS; row++) {
        expected += risks[row] * sample.weights()[row];
      }
      assertThat(expected / weight).as(method.name()).isCloseTo(came / weight, within(0.01));
    }
  }
}
