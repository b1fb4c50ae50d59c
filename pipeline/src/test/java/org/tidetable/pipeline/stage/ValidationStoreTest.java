package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tidetable.models.evaluation.risk.Tested;

class ValidationStoreTest {
  /** A thousand people by falling risk, every fourth with the outcome. */
  private static List<Row> bands(double withoutOutcome) {
    double[] risks = new double[1000];
    boolean[] outcomes = new boolean[1000];
    String[] persons = new String[1000];
    double[] weights = new double[1000];
    for (int row = 0; row < 1000; row++) {
      risks[row] = 1 - row / 1000.0;
      outcomes[row] = row % 4 == 0;
      persons[row] = "p" + row;
      weights[row] = outcomes[row] ? 1 : withoutOutcome;
    }
    return ValidationStore.bands(new Tested(risks, outcomes, persons, weights));
  }

  @Test
  void bands_hold_everybody_once_from_the_highest_risk_down() {
    List<Row> bands = bands(1);
    assertThat(bands).extracting(band -> band.getInt(2)).startsWith(10, 40, 50, 100, 100);
    assertThat(bands.stream().mapToInt(band -> band.getInt(2)).sum()).isEqualTo(1000);
    assertThat(bands.stream().mapToInt(band -> band.getInt(3)).sum()).isEqualTo(250);
    assertThat(bands.get(11).getDouble(4)).isCloseTo(5.05, within(1e-9));
  }

  @Test
  void who_stayed_stands_for_who_went_out_of_view() {
    // Who did not have the outcome stands for three: one in ten had it, where one in four was seen.
    Row lowest = bands(3).get(11);
    assertThat(lowest.getInt(2)).isEqualTo(100);
    assertThat(lowest.getInt(3)).isEqualTo(10);
    double[] weights = new double[100];
    Arrays.setAll(weights, row -> row % 4 == 0 ? 1 : 3);
    double expected = 0;
    for (int row = 0; row < 100; row++) {
      expected += weights[row] * (1 - (900 + row) / 1000.0);
    }
    assertThat(lowest.getDouble(4))
        .isCloseTo(100 * expected / Arrays.stream(weights).sum(), within(1e-9));
  }
}
