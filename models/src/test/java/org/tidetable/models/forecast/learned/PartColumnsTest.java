package org.tidetable.models.forecast.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.vocabulary.Grain;

class PartColumnsTest {
  private static final LocalDateTime START = LocalDateTime.parse("2020-01-01T00:00");

  private static List<Series> series(String... ids) {
    return Stream.of(ids)
        .map(id -> new Series(id, Grain.MONTH, START, new double[] {1, 2, 3}))
        .toList();
  }

  @Test
  void few_values_have_a_column_each_and_ages_are_numbers() {
    SeriesParts parts =
        new SeriesParts(
            Map.of(
                "a", Map.of("age", "18-74", "ward", "1"),
                "b", Map.of("age", "18-74", "ward", "2"),
                "c", Map.of("age", "75plus", "ward", "3"),
                "d", Map.of("age", "75plus", "ward", "4"),
                "e", Map.of("age", "0-17", "ward", "5")));
    PartColumns columns = new PartColumns(parts, series("a", "b", "c", "d", "e"));

    assertThat(columns.names()).containsExactly("age=18-74", "age=75plus", "age of age");
    assertThat(columns.behind(new double[] {9}, "c")).containsExactly(9, 0, 1, 75);
    assertThat(columns.behind(new double[] {9}, "e")).containsExactly(9, 0, 0, 0);
  }

  @Test
  void what_is_unknown_or_new_is_zero_everywhere() {
    SeriesParts parts =
        new SeriesParts(
            Map.of(
                "a",
                Map.of("town", "X"),
                "b",
                Map.of("town", "X"),
                "c",
                Map.of("town", "Y"),
                "new",
                Map.of("town", "Z")));
    PartColumns columns = new PartColumns(parts, series("a", "b", "c"));

    assertThat(columns.behind(new double[0], "a")).containsExactly(1);
    assertThat(columns.behind(new double[0], "new")).containsExactly(0);
    assertThat(columns.behind(new double[0], "of nowhere")).containsExactly(0);
    assertThat(new PartColumns(SeriesParts.NONE, series("a", "b")).names()).isEmpty();
  }

  /** What is expected of a unit of one of two services: beds rise, clinics fall. */
  private static double mean(boolean beds, int month) {
    return 100 * (beds ? 1 + month / 60.0 : 2 - month / 60.0);
  }

  @Test
  void which_way_a_service_goes_is_learnt_where_each_unit_is_noise() {
    List<Series> noisy = new ArrayList<>();
    Map<String, Map<String, String>> known = new HashMap<>();
    for (int unit = 0; unit < 40; unit++) {
      SplittableRandom luck = new SplittableRandom(unit);
      boolean beds = unit % 2 == 0;
      double[] values = new double[60];
      Arrays.setAll(values, month -> mean(beds, month) * (0.4 + 1.2 * luck.nextDouble()));
      noisy.add(new Series("unit " + unit, Grain.MONTH, START, values));
      known.put("unit " + unit, Map.of("service", beds ? "beds" : "clinics"));
    }
    SeriesParts parts = new SeriesParts(known);

    assertThat(error(new LinearRegression(DemandCalendar.NONE, parts, 1), noisy))
        .isLessThan(
            0.9 * error(new LinearRegression(DemandCalendar.NONE, SeriesParts.NONE, 1), noisy));
    assertThat(error(new TweedieRegression(DemandCalendar.NONE, parts, 1), noisy))
        .isLessThan(
            0.9 * error(new TweedieRegression(DemandCalendar.NONE, SeriesParts.NONE, 1), noisy));
  }

  /** Distance from what is expected, not from luck. */
  private static double error(ForecastMethod.Global method, List<Series> noisy) {
    List<ForecastPath> paths = method.train(noisy, 12).forecast(noisy);
    double error = 0;
    for (int unit = 0; unit < noisy.size(); unit++) {
      for (int ahead = 0; ahead < 12; ahead++) {
        error += Math.abs(paths.get(unit).values()[ahead] - mean(unit % 2 == 0, 60 + ahead));
      }
    }
    return error;
  }
}
