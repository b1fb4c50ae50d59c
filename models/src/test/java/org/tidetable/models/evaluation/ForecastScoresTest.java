package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ForecastScoresTest {
  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static void same(OptionalDouble score, String expected) {
    assertThat(score.orElseThrow()).isCloseTo(Double.parseDouble(expected), within(1e-8));
  }

  @Test
  void scores_are_those_of_another_implementation() throws IOException {
    try (InputStream file = ForecastScoresTest.class.getResourceAsStream("/forecast/scores.csv")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().skip(1).toList()) {
        String[] cells = line.split(",", -1);
        int season = Integer.parseInt(cells[0]);
        double[] history = numbers(cells[1]);
        double[] actual = numbers(cells[2]);
        double[] forecast = numbers(cells[3]);
        double[] lower = Arrays.stream(forecast).map(value -> value - 5).toArray();
        double[] upper = Arrays.stream(forecast).map(value -> value + 5).toArray();
        same(ForecastScores.smape(actual, forecast), cells[4]);
        same(ForecastScores.mase(history, actual, forecast, season), cells[5]);
        same(ForecastScores.wape(actual, forecast), cells[6]);
        same(ForecastScores.rmsse(history, actual, forecast), cells[7]);
        same(ForecastScores.msis(history, actual, lower, upper, 80, season), cells[8]);
        double[][] below = {lower, Arrays.stream(forecast).map(value -> value - 9).toArray()};
        double[][] above = {upper, Arrays.stream(forecast).map(value -> value + 11).toArray()};
        same(ForecastScores.wis(actual, forecast, below, above, List.of(80, 95)), cells[9]);
        same(ForecastScores.pinball(actual, forecast, 0.9), cells[10]);
      }
    }
  }

  @Test
  void a_score_that_is_undefined_is_empty() {
    double[] flat = {5, 5, 5};
    double[] missing = {Double.NaN};
    assertThat(ForecastScores.mase(flat, new double[] {4}, new double[] {3}, 1)).isEmpty();
    assertThat(ForecastScores.mase(new double[] {1, 2}, new double[] {4}, new double[] {3}, 12))
        .isEmpty();
    assertThat(ForecastScores.wape(new double[] {0}, new double[] {3})).isEmpty();
    assertThat(ForecastScores.smape(missing, new double[] {3})).isEmpty();
    assertThat(ForecastScores.coverage(missing, missing, missing)).isEmpty();
    assertThat(ForecastScores.rmsse(flat, new double[] {1}, new double[] {1})).isEmpty();
  }
}
