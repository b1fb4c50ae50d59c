package org.tidetable.models.forecast.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RidgeTest {
  private static final int COLUMNS = 5;

  private static List<double[]> fixture() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RidgeTest.class.getResourceAsStream("/forecast/ridge.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  @Test
  void coefficients_are_those_of_scikit_learn_for_all_columns_and_for_the_first_two()
      throws IOException {
    List<double[]> rows = fixture();
    int count = rows.size() - 3;
    double[][] normal = new double[COLUMNS][COLUMNS];
    double[] right = new double[COLUMNS];
    double total = 0;
    for (double[] row : rows.subList(0, count)) {
      total += row[COLUMNS] * row[COLUMNS];
      for (int one = 0; one < COLUMNS; one++) {
        right[one] += row[one] * row[COLUMNS];
        for (int other = 0; other <= one; other++) {
          normal[one][other] += row[one] * row[other];
        }
      }
    }
    double[] penalties = Arrays.copyOf(rows.get(count), COLUMNS);
    Ridge ridge = new Ridge(normal, right, penalties);
    double[] expected = Arrays.copyOf(rows.get(count + 1), COLUMNS);
    assertThat(ridge.coefficients(COLUMNS)).containsExactly(expected, within(1e-10));
    assertThat(ridge.coefficients(2))
        .containsExactly(Arrays.copyOf(rows.get(count + 2), COLUMNS), within(1e-10));
    assertThat(total - ridge.explained(COLUMNS))
        .as("the penalised sum of squares")
        .isCloseTo(penalised(rows.subList(0, count), expected, penalties), within(1e-9));
  }

  private static double penalised(List<double[]> rows, double[] coefficients, double[] penalties) {
    double sum = 0;
    for (double[] row : rows) {
      double left = row[COLUMNS];
      for (int column = 0; column < COLUMNS; column++) {
        left -= coefficients[column] * row[column];
      }
      sum += left * left;
    }
    for (int column = 0; column < COLUMNS; column++) {
      sum += penalties[column] * coefficients[column] * coefficients[column];
    }
    return sum;
  }
}
