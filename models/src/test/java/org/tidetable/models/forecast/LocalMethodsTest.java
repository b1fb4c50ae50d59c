package org.tidetable.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.forecast.smoothing.ExponentialSmoothing;
import org.tidetable.models.vocabulary.Grain;

class LocalMethodsTest {
  private static final double MISSING = Double.NaN;

  private static Series quarters(double... values) {
    return new Series("a", Grain.QUARTER, LocalDateTime.parse("2020-01-01T00:00"), values);
  }

  @Test
  void naive_repeats_the_last_value_that_was_observed() {
    assertThat(new Naive().forecast(quarters(1, 7, MISSING), 2).values()).containsExactly(7, 7);
  }

  @Test
  void seasonal_naive_goes_back_whole_seasons_until_a_value_was_observed() {
    Series history = quarters(1, 2, 3, 4, 5, MISSING, 7, 8);
    assertThat(new SeasonalNaive().forecast(history, 6).values()).containsExactly(5, 2, 7, 8, 5, 2);
  }

  @Test
  void seasonal_naive_takes_the_nearest_neighbour_where_no_season_holds_a_value() {
    assertThat(new SeasonalNaive().forecast(quarters(1, MISSING, 3, 4), 2).values())
        .containsExactly(1, 1);
  }

  @Test
  void nothing_observed_is_refused_with_a_cause() {
    Series empty = quarters(MISSING, MISSING);
    for (ForecastMethod.Local method :
        new ForecastMethod.Local[] {new Naive(), new SeasonalNaive(), new ExponentialSmoothing()}) {
      ForecastPath path = method.forecast(empty, 3);
      assertThat(path.isMade()).as(method.name()).isFalse();
      assertThat(path.cause()).contains("observed");
    }
  }

  @Test
  void a_constant_series_stays_constant() {
    double[] values = new double[20];
    Arrays.fill(values, 42);
    for (double value : new ExponentialSmoothing().forecast(quarters(values), 8).values()) {
      assertThat(value).isCloseTo(42, within(1e-6));
    }
  }

  @Test
  void a_missing_value_does_not_shift_the_season() {
    double[] values = new double[40];
    for (int time = 0; time < values.length; time++) {
      values[time] = 100 + 10 * (time % 4) + (time % 7 == 3 ? 0.5 : 0);
    }
    values[38] = MISSING;
    values[21] = MISSING;
    double[] path = new ExponentialSmoothing().forecast(quarters(values), 4).values();
    for (int ahead = 0; ahead < 4; ahead++) {
      assertThat(path[ahead]).isCloseTo(100 + 10 * ahead, within(1.0));
    }
  }

  @Test
  void exponential_smoothing_of_any_length_and_shape_is_finite_or_refused_with_a_cause() {
    for (Grain grain : Grain.values()) {
      for (int length = 0; length <= 2 * grain.season() + 3; length++) {
        for (int shape = 0; shape < 6; shape++) {
          double[] values = shape(shape, length);
          Series history = new Series("a", grain, LocalDateTime.parse("2020-01-01T00:00"), values);
          ForecastPath path = new ExponentialSmoothing().forecast(history, 5);
          assertThat(path.isMade()).as("%s %s", grain, length).isEqualTo(history.observed() >= 4);
        }
      }
    }
  }

  /** Constant, zero, negative, every second missing, mostly zero, huge. */
  private static double[] shape(int shape, int length) {
    double[] values = new double[length];
    for (int time = 0; time < length; time++) {
      double wave = 10 * Math.sin(time * 1.7) + time;
      values[time] =
          switch (shape) {
            case 0 -> 7;
            case 1 -> 0;
            case 2 -> -wave;
            case 3 -> time % 2 == 1 ? MISSING : 50 + wave;
            case 4 -> time % 5 == 3 ? 2 : 0;
            default -> 1e300 * (50 + wave);
          };
    }
    return values;
  }

  @Test
  void a_long_history_of_hours_is_cut_to_its_end() {
    double[] many = new double[5_000];
    for (int time = 0; time < many.length; time++) {
      many[time] = 100 + 30 * Math.sin(time * Math.PI / 12) + 5 * Math.sin(time * 1.7);
    }
    Series hours = new Series("a", Grain.HOUR, LocalDateTime.parse("2020-01-01T00:00"), many);
    Series tail =
        new Series("a", Grain.HOUR, hours.period(4_600), Arrays.copyOfRange(many, 4_600, 5_000));
    assertThat(new ExponentialSmoothing().forecast(hours, 24).values())
        .containsExactly(new ExponentialSmoothing().forecast(tail, 24).values());
  }

  @Test
  void a_factor_season_is_forecast_as_one() {
    double[] factors = {0.7, 1.3, 1.1, 0.9};
    double[] values = new double[48];
    for (int time = 0; time < values.length; time++) {
      values[time] = (100 + 5 * time) * factors[time % 4] * (1 + 0.004 * Math.sin(time * 2.3));
    }
    double[] path = new ExponentialSmoothing().forecast(quarters(values), 8).values();
    for (int ahead = 0; ahead < path.length; ahead++) {
      double expected = (100 + 5 * (48 + ahead)) * factors[ahead % 4];
      assertThat(path[ahead] / expected - 1).as("horizon %s", ahead + 1).isCloseTo(0, within(0.02));
    }
  }

  @Test
  void a_falling_count_never_becomes_negative() {
    double[] values = new double[12];
    for (int time = 0; time < values.length; time++) {
      values[time] = Math.max(0, 60 - 6 * time);
    }
    Series years = new Series("a", Grain.YEAR, LocalDateTime.parse("2010-01-01T00:00"), values);
    assertThat(Arrays.stream(new ExponentialSmoothing().forecast(years, 5).values()).boxed())
        .allMatch(value -> value >= 0);
  }

  @Test
  void a_week_that_was_empty_in_every_year_is_closed() {
    double[] values = new double[110];
    for (int week = 0; week < values.length; week++) {
      values[week] = week % 52 < 16 ? 5 + week % 3 : MISSING;
    }
    values[52 + 7] = MISSING;
    Series weeks = new Series("a", Grain.WEEK, LocalDateTime.parse("2022-09-12T00:00"), values);
    OpenPeriods open = new OpenPeriods(weeks);
    assertThat(open.isOpen(1)).as("a week of term").isTrue();
    assertThat(open.isOpen(2)).as("week 7 of term was missing in one year only").isTrue();
    assertThat(open.isOpen(11)).as("some of its dates were in term last year").isTrue();
    assertThat(open.isOpen(12)).as("the 17th week after the summer is empty").isFalse();
    assertThat(open.isOpen(47)).as("the next autumn").isTrue();
    assertThat(OpenPeriods.reason(Grain.WEEK))
        .isEqualTo("no value was ever observed in this week of the year");
  }
}
