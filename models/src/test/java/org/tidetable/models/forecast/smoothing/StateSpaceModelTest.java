package org.tidetable.models.forecast.smoothing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateSpaceModelTest {
  /** Lines of ets.csv, which ets.R makes with R's forecast::ets. */
  private static List<String[]> fixtures() throws IOException {
    try (InputStream file = StateSpaceModelTest.class.getResourceAsStream("/forecast/ets.csv")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static StateSpaceModel fit(String[] line) {
    int season = line[0].startsWith("month") ? 12 : line[0].startsWith("quarter") ? 4 : 7;
    boolean seasonal = line[1].endsWith("A");
    var form = new StateSpaceModel.Form(line[1].charAt(1) == 'A', seasonal ? season : 1);
    return StateSpaceModel.fit(form, numbers(line[3]), 1e-8);
  }

  @Test
  void the_squared_errors_are_no_larger_than_those_of_another_implementation() throws IOException {
    for (String[] line : fixtures()) {
      assertThat(fit(line).squares())
          .as("%s %s", line[0], line[1])
          .isLessThanOrEqualTo(Double.parseDouble(line[2]) * 1.01);
    }
  }

  @Test
  void the_forecasts_are_those_of_another_implementation() throws IOException {
    for (String[] line : fixtures()) {
      double[] expected = numbers(line[4]);
      double[] values = numbers(line[3]);
      double spread =
          Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
      double[] path = fit(line).forecast(expected.length);
      for (int ahead = 0; ahead < expected.length; ahead++) {
        assertThat(Math.abs(path[ahead] - expected[ahead]) / spread)
            .as("%s %s, horizon %s", line[0], line[1], ahead + 1)
            .isLessThan(0.06);
      }
    }
  }
}
