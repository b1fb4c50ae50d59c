package org.tidetable.models.forecast.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class TramoTest {
  private static final Tramo METHOD = new Tramo();

  /** Lines of airline.csv, which airline.R makes with R's arima. */
  private static List<String[]> fixtures() throws IOException {
    try (InputStream file = TramoTest.class.getResourceAsStream("/forecast/airline.csv")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static Series series(Grain grain, double... values) {
    return new Series("a", grain, LocalDateTime.parse("2012-04-01T00:00"), values);
  }

  /** A season, a slope and small errors drawn with a seed. */
  private static double[] months(int length) {
    Random errors = new Random(20261126);
    double[] values = new double[length];
    for (int time = 0; time < length; time++) {
      double error = 2 * errors.nextGaussian();
      values[time] = 200 + 0.5 * time + 20 * Math.sin(time * Math.PI / 6) + error;
    }
    return values;
  }

  @Test
  void the_airline_model_forecasts_as_another_implementation_does() throws IOException {
    for (String[] line : fixtures()) {
      double[] expected = numbers(line[2]);
      double[] path = METHOD.forecast(series(Grain.QUARTER, numbers(line[1])), 8).values();
      for (int ahead = 0; ahead < expected.length; ahead++) {
        assertThat(path[ahead] / expected[ahead] - 1)
            .as("%s, horizon %s", line[0], ahead + 1)
            .isCloseTo(0, within(0.001));
      }
    }
  }

  @Test
  void a_value_that_stands_out_and_a_new_level_are_found_at_their_periods() {
    double[] values = months(96);
    values[30] += 60;
    for (int time = 60; time < values.length; time++) {
      values[time] -= 50;
    }
    List<Outlier> found = Tramo.outliers(series(Grain.MONTH, values));
    assertThat(found)
        .extracting(Outlier::kind, one -> one.period().toLocalDate().toString())
        .containsExactly(
            tuple(Outlier.Kind.SINGLE, "2014-10-01"), tuple(Outlier.Kind.LEVEL, "2017-04-01"));
    assertThat(found.get(0).tValue()).isGreaterThan(4);
    assertThat(found.get(1).tValue()).isLessThan(-4);
    double[] path = METHOD.forecast(series(Grain.MONTH, values), 12).values();
    for (int ahead = 0; ahead < 12; ahead++) {
      int time = values.length + ahead;
      double expected = 150 + 0.5 * time + 20 * Math.sin(time * Math.PI / 6);
      assertThat(path[ahead]).as("horizon %s", ahead + 1).isCloseTo(expected, within(8.0));
    }
  }

  @Test
  void missing_values_at_either_end_and_between_do_not_shift_the_season() {
    double[] values = months(96);
    Arrays.fill(values, 0, 5, Double.NaN);
    Arrays.fill(values, 40, 48, Double.NaN);
    Arrays.fill(values, 93, 96, Double.NaN);
    double[] path = METHOD.forecast(series(Grain.MONTH, values), 12).values();
    for (int ahead = 0; ahead < 12; ahead++) {
      int time = values.length + ahead;
      double expected = 200 + 0.5 * time + 20 * Math.sin(time * Math.PI / 6);
      assertThat(path[ahead]).as("horizon %s", ahead + 1).isCloseTo(expected, within(5.0));
    }
  }

  @Test
  void any_length_of_any_shape_gives_finite_numbers_or_a_cause() {
    for (Grain grain : Grain.values()) {
      for (int length = 0; length <= 2 * Math.min(13, grain.season()) + 2; length++) {
        for (double[] values : shapes(length)) {
          ForecastPath path = METHOD.forecast(series(grain, values), 5);
          assertThat(path.isMade() || !path.cause().isBlank()).isTrue();
          assertThat(path.values()).doesNotContain(Double.NaN);
        }
      }
    }
  }

  private static List<double[]> shapes(int length) {
    double[] constant = new double[length];
    Arrays.fill(constant, 7);
    double[] negative = Arrays.stream(months(length)).map(value -> 100 - value).toArray();
    double[] holes = months(length);
    double[] seldom = new double[length];
    for (int time = 0; time < length; time++) {
      if (time % 2 == 1) {
        holes[time] = Double.NaN;
      }
      seldom[time] = time % 5 == 3 ? 2 : 0;
    }
    return List.of(constant, new double[length], negative, holes, seldom, months(length));
  }

  @Test
  void a_constant_stays_and_a_long_history_is_cut() {
    double[] constant = new double[40];
    Arrays.fill(constant, 12);
    assertThat(METHOD.forecast(series(Grain.MONTH, constant), 2).values())
        .containsExactly(new double[] {12, 12}, within(1e-9));
    double[] many = months(5_000);
    double[] last = Arrays.copyOfRange(many, many.length - 300, many.length);
    Series tail =
        new Series("a", Grain.MONTH, series(Grain.MONTH, many).period(many.length - 300), last);
    assertThat(METHOD.forecast(series(Grain.MONTH, many), 12).values())
        .containsExactly(METHOD.forecast(tail, 12).values());
  }

  @Test
  void a_season_of_hours_days_or_weeks_is_refused() {
    for (Grain grain : List.of(Grain.HOUR, Grain.DAY, Grain.WEEK)) {
      ForecastPath path = METHOD.forecast(series(grain, months(120)), 3);
      assertThat(path.isMade()).isFalse();
      assertThat(path.cause()).contains("months, quarters and years");
      assertThat(Tramo.outliers(series(grain, months(120)))).isEmpty();
    }
  }

  @Test
  void years_from_april_are_forecast_without_a_season() {
    double[] values = new double[12];
    for (int time = 0; time < values.length; time++) {
      values[time] = 100 + 3 * time + (time % 3);
    }
    double[] path = METHOD.forecast(series(Grain.YEAR, values), 3).values();
    assertThat(path[2]).isCloseTo(142, within(6.0));
  }
}
