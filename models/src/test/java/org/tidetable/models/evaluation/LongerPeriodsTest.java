package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

class LongerPeriodsTest {
  private static final Series MONTHS =
      new Series("demand", Grain.MONTH, LocalDateTime.parse("2023-01-01T00:00"), new double[24]);

  private static double at(Series series, String month) {
    LocalDateTime period = LocalDateTime.parse(month + "-01T00:00");
    return series.value((int) series.grain().between(series.firstPeriod(), period));
  }

  @Test
  void a_month_is_the_mean_of_the_weeks_that_end_in_it() {
    // Weeks from Monday 1 January 2024; the fifth begins in January and ends on 4 February.
    double[] weeks = {10, 20, 30, 40, 1000, 5, 5, 5, 5};
    Series told =
        LongerPeriods.of(
            new Series("leads", Grain.WEEK, LocalDateTime.parse("2024-01-01T00:00"), weeks),
            MONTHS);

    assertThat(told.grain()).isEqualTo(Grain.MONTH);
    assertThat(at(told, "2024-01")).isEqualTo(25);
    assertThat(at(told, "2024-02")).isEqualTo((1000 + 5 + 5 + 5) / 4.0);
  }

  @Test
  void a_month_of_which_a_third_is_missing_is_missing() {
    double[] days = new double[60];
    Arrays.fill(days, 7);
    Arrays.fill(days, 0, 9, Double.NaN);
    Arrays.fill(days, 31, 42, Double.NaN);
    Series told =
        LongerPeriods.of(
            new Series("leads", Grain.DAY, LocalDateTime.parse("2024-01-01T00:00"), days), MONTHS);

    assertThat(at(told, "2024-01")).isEqualTo(7);
    assertThat(at(told, "2024-02")).isNaN();
  }

  @Test
  void a_month_that_has_not_ended_is_missing_until_most_of_it_is_known() {
    double[] days = new double[31 + 10];
    Series told =
        LongerPeriods.of(
            new Series("leads", Grain.DAY, LocalDateTime.parse("2024-01-01T00:00"), days), MONTHS);

    assertThat(at(told, "2024-01")).isZero();
    assertThat(at(told, "2024-02")).isNaN();
  }

  @Test
  void weeks_begin_on_the_weekday_of_the_demand() {
    Series weeks =
        new Series("demand", Grain.WEEK, LocalDateTime.parse("2024-01-03T00:00"), new double[9]);
    double[] days = new double[28];
    Arrays.setAll(days, day -> Math.floor(day / 7.0));
    Series told =
        LongerPeriods.of(
            new Series("leads", Grain.DAY, LocalDateTime.parse("2024-01-03T00:00"), days), weeks);

    int first = (int) Grain.WEEK.between(told.firstPeriod(), weeks.firstPeriod());
    assertThat(told.period(first)).isEqualTo(weeks.firstPeriod());
    assertThat(Arrays.copyOfRange(told.values(), first, first + 4)).containsExactly(0, 1, 2, 3);
  }
}
