package org.tidetable.models.forecast.intermittent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class CountMethodsTest {
  private static final double MISSING = Double.NaN;
  private static final List<ForecastMethod.Local> METHODS =
      List.of(new Sba(0.1), new Tsb(0.2, 0.1), new Adida());

  private static Series days(double... values) {
    return new Series("a", Grain.DAY, LocalDateTime.parse("2024-01-01T00:00"), values);
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void all_three_forecast_as_statsforecast_does() throws IOException {
    try (InputStream file =
        CountMethodsTest.class.getResourceAsStream("/forecast/intermittent.csv")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      List<String[]> lines = text.lines().skip(1).map(line -> line.split(",", -1)).toList();
      assertThat(lines).hasSize(12);
      for (String[] line : lines) {
        for (int method = 0; method < METHODS.size(); method++) {
          ForecastPath path = METHODS.get(method).forecast(days(numbers(line[0])), 3);
          double expected = Double.parseDouble(line[method + 1]);
          assertThat(path.values())
              .as("%s of %s", METHODS.get(method).name(), line[0])
              .containsExactly(new double[] {expected, expected, expected}, within(1e-5));
        }
      }
    }
  }

  @Test
  void zeros_stay_zero_nothing_observed_and_negatives_are_refused() {
    for (ForecastMethod.Local method : METHODS) {
      assertThat(method.forecast(days(0, 0, 0), 2).values()).containsExactly(0, 0);
      assertThat(method.forecast(days(), 2).cause()).contains("observed");
      assertThat(method.forecast(days(MISSING, MISSING), 2).cause()).contains("observed");
      assertThat(method.forecast(days(3, -1, 0, 2), 2).cause()).contains("below 0");
    }
  }

  @Test
  void any_length_and_missing_values_give_finite_numbers() {
    for (int length = 1; length < 40; length++) {
      double[] values = new double[length];
      for (int time = 0; time < length; time++) {
        values[time] = time % 6 == 4 ? 3 : time % 4 == 1 ? MISSING : 0;
      }
      double[] one = new double[length];
      Arrays.fill(one, MISSING);
      one[length / 2] = 5;
      for (ForecastMethod.Local method : METHODS) {
        assertThat(method.forecast(days(values), 3).isMade()).isTrue();
        assertThat(Arrays.stream(method.forecast(days(one), 3).values()))
            .as("%s of one value among %s", method.name(), length)
            .allMatch(value -> value > 4 && value <= 5);
      }
    }
  }

  @Test
  void missing_periods_change_nothing_between_two_occurrences() {
    double[] path = new Sba(0.1).forecast(days(0, 2, 0, 4), 1).values();
    double[] holes = new Sba(0.1).forecast(days(0, 2, MISSING, 0, MISSING, 4), 1).values();
    assertThat(holes).containsExactly(path);
  }

  @Test
  void what_has_stopped_fades_with_tsb_only() {
    double[] values = new double[200];
    for (int time = 0; time < 100; time += 2) {
      values[time] = 4;
    }
    assertThat(new Tsb(0.1, 0.1).forecast(days(values), 1).values()[0]).isLessThan(0.001);
    assertThat(new Sba(0.1).forecast(days(values), 1).values()[0]).isGreaterThan(1.5);
  }

  @Test
  void the_four_kinds_are_told_apart_at_their_published_bounds() {
    assertThat(Intermittency.of(days(1, 2, 1, 2)).pattern())
        .isEqualTo(Intermittency.Pattern.SMOOTH);
    assertThat(Intermittency.of(days(1, 9, 1, 1)).pattern())
        .isEqualTo(Intermittency.Pattern.ERRATIC);
    assertThat(Intermittency.of(days(0, 2, 0, 2)).pattern())
        .isEqualTo(Intermittency.Pattern.INTERMITTENT);
    assertThat(Intermittency.of(days(0, 1, 9, 0, 1, 1, 0, 0)).pattern())
        .isEqualTo(Intermittency.Pattern.LUMPY);
    assertThat(Intermittency.of(days(0, 0)).isIntermittent()).isTrue();
    assertThat(Intermittency.of(days(MISSING)).isIntermittent()).isFalse();
    assertThat(Intermittency.of(days(0, 2, 2, 2, MISSING)).interval())
        .isCloseTo(4 / 3.0, within(1e-9));
  }
}
