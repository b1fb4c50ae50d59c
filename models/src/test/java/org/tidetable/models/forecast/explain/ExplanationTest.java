package org.tidetable.models.forecast.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class ExplanationTest {
  private static Forecast.Made made(Series known, double... path) {
    List<Forecast.Point> points = new ArrayList<>();
    for (int ahead = 1; ahead <= path.length; ahead++) {
      points.add(
          new Forecast.Point(
              ahead, known.period(known.length() + ahead - 1), path[ahead - 1], List.of(), ""));
    }
    return new Forecast.Made(known.id(), known.period(known.length()), "any", points, Map.of(), "");
  }

  private static Series months(int length) {
    double[] values = new double[length];
    // 100 a month, 148 in December and 52 in June: the mean of a year is 100.
    Arrays.setAll(values, month -> month % 12 == 11 ? 148 : month % 12 == 5 ? 52 : 100);
    return new Series("a", Grain.MONTH, LocalDateTime.parse("2020-01-01T00:00"), values);
  }

  @Test
  void the_trend_is_against_the_same_periods_a_year_before() {
    Series known = months(48);
    Explanation why = Explanation.of(known, made(known, 110, 110, 110));

    assertThat(why.change()).hasValueCloseTo(10.0, within(1e-9));
    assertThat(why.comparedPeriods()).isEqualTo(3);
  }

  @Test
  void the_season_names_its_highest_and_lowest_period_with_their_size() {
    Series known = months(50);
    Explanation why = Explanation.of(known, made(known, 100));

    assertThat(why.peak()).isEqualTo(11);
    assertThat(why.peakSize()).isCloseTo(48, within(1e-9));
    assertThat(why.trough()).isEqualTo(5);
    assertThat(why.troughSize()).isCloseTo(-48, within(1e-9));
  }

  @Test
  void what_cannot_be_compared_is_not_explained() {
    Series known =
        new Series("a", Grain.MONTH, LocalDateTime.parse("2020-01-01T00:00"), new double[9]);
    Explanation why = Explanation.of(known, made(known, 1));

    assertThat(why.change()).isEmpty();
    assertThat(why.peak()).isEqualTo(-1);
  }
}
