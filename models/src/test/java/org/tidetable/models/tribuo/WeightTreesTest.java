package org.tidetable.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightTreesTest {
  private static final List<String> COLUMNS = List.of("sign", "noise");
  private static final List<String> OUTPUTS = List.of("left", "right", "never_made");
  private static final TribuoRegression.Settings SETTINGS =
      new TribuoRegression.Settings(40, 3, 0.2, 1, 0.8, 1);

  private static WeightTrees trained() {
    Random random = new Random(11);
    List<float[]> rows = new ArrayList<>();
    List<float[]> losses = new ArrayList<>();
    for (int row = 0; row < 800; row++) {
      float sign = random.nextFloat() - 0.5f;
      float noise = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat();
      rows.add(new float[] {sign, noise});
      losses.add(new float[] {sign < 0 ? 0.5f : 2, sign < 0 ? 2 : 0.5f, Float.NaN});
    }
    return WeightTrees.train(COLUMNS, rows, OUTPUTS, losses, SETTINGS, 9);
  }

  @Test
  void the_forecast_that_errs_less_gets_the_weight() {
    float[][] weights =
        trained().weights(List.of(new float[] {-0.3f, 0.5f}, new float[] {0.3f, Float.NaN}));
    assertThat(weights[0][0]).isGreaterThan(3 * weights[0][1]);
    assertThat(weights[1][1]).isGreaterThan(3 * weights[1][0]);
    for (float[] row : weights) {
      assertThat(row[0] + row[1] + row[2]).isCloseTo(1f, within(1e-5f));
    }
  }

  @Test
  void the_same_training_gives_the_same_bytes_and_they_load_again() {
    WeightTrees first = trained();
    assertThat(trained().trees()).isEqualTo(first.trees());
    WeightTrees loaded =
        WeightTrees.of(first.trees(), COLUMNS, OUTPUTS, Map.of("seed", "9", "from", "a test"));
    List<float[]> rows = List.of(new float[] {0.1f, 0.2f});
    assertThat(loaded.weights(rows)[0]).containsExactly(first.weights(rows)[0]);
    assertThat(loaded.provenance()).containsKeys("model", "tribuo");
    assertThat(loaded.weights(List.of())).isEmpty();
  }
}
