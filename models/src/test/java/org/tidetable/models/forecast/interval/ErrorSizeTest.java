package org.tidetable.models.forecast.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorSizeTest {
  @Test
  void planted_sizes_are_recovered() {
    Random random = new Random(3);
    List<double[]> traits = new ArrayList<>();
    double[] sizes = new double[20_000];
    for (int row = 0; row < sizes.length; row++) {
      double[] one = {1, random.nextGaussian(), random.nextGaussian()};
      traits.add(one);
      double planted = Math.exp(0.5 + 0.8 * one[1] - 0.3 * one[2]);
      sizes[row] = -planted * Math.log(1 - random.nextDouble());
    }
    ErrorSize found = ErrorSize.fit(traits, sizes);
    assertThat(found.weights().get(0)).isCloseTo(0.5, within(0.03));
    assertThat(found.weights().get(1)).isCloseTo(0.8, within(0.03));
    assertThat(found.weights().get(2)).isCloseTo(-0.3, within(0.03));
    assertThat(found.factor(new double[] {1, 0, 0})).isCloseTo(Math.exp(0.5), within(0.05));
  }

  @Test
  void errors_of_nothing_leave_a_finite_size() {
    List<double[]> traits = List.of(new double[] {1, 0}, new double[] {1, 1});
    ErrorSize found = ErrorSize.fit(traits, new double[] {0, 0});
    assertThat(found.weights()).allMatch(Double::isFinite);
  }
}
