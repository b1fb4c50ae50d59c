package org.tidetable.models.forecast.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.vocabulary.Grain;

class RegressionTaskTest {
  /** Of 18,000 series the first half stands still, and the other half doubles every year. */
  private static List<Series> series() {
    List<Series> series = new ArrayList<>();
    for (int one = 0; one < 18_000; one++) {
      double growth = one < 9_000 ? 1 : 2;
      double[] values = new double[8];
      Arrays.setAll(values, year -> 10 * Math.pow(growth, year));
      series.add(
          new Series(
              String.format("%05d", one),
              Grain.YEAR,
              LocalDateTime.parse("2015-01-01T00:00"),
              values));
    }
    return series;
  }

  @Test
  void more_series_than_rows_are_drawn_from_all_over() {
    List<Double> drawn = new ArrayList<>();
    new RegressionTask(DemandCalendar.NONE, SeriesParts.NONE, 1)
        .train(
            series(),
            1,
            (names, rows, values, bases) -> {
              Arrays.stream(values).forEach(drawn::add);
              return (more, plain) -> plain;
            });
    long doubled = drawn.stream().filter(value -> value > 1.01).count();
    assertThat(drawn).hasSize(12_000);
    assertThat(doubled).isEqualTo(6_000);
  }
}
