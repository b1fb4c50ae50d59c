package org.tidetable.models.forecast.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.vocabulary.Grain;

class CalendarRegressionTest {
  private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
  private static final double[] WEEK = {1.1, 1.05, 1.0, 1.0, 1.05, 0.8, 0.7};

  private static DemandCalendar england() {
    List<DemandCalendar.BankHoliday> days = new ArrayList<>();
    for (int year = 2015; year <= 2030; year++) {
      days.addAll(UkHolidays.ENGLAND_AND_WALES.of(year));
      days.addAll(UkHolidays.ENGLAND_AND_WALES.fixed(year));
    }
    return new DemandCalendar(days.stream().distinct().toList(), List.of());
  }

  private static double planted(LocalDate day, double christmas, double easterMonday) {
    double factor = WEEK[day.getDayOfWeek().getValue() - 1];
    if (day.getMonthValue() == 12 && day.getDayOfMonth() == 25) {
      factor *= christmas;
    }
    if (day.equals(UkHolidays.easter(day.getYear()).plusDays(1))) {
      factor *= easterMonday;
    }
    return factor * (1 + 0.1 * Math.cos(2 * Math.PI * day.getDayOfYear() / 365.25));
  }

  private static Series days(int count, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[count];
    for (int time = 0; time < count; time++) {
      double luck = noise * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
      values[time] = 500 * planted(FIRST.plusDays(time), 0.5, 0.75) * Math.exp(2 * luck);
    }
    return new Series("days", Grain.DAY, FIRST.atStartOfDay(), values);
  }

  private static double error(double[] path, Series truth, int from) {
    double sum = 0;
    for (int ahead = 0; ahead < path.length; ahead++) {
      sum += Math.abs(path[ahead] - truth.value(from + ahead));
    }
    return sum / path.length;
  }

  @Test
  void planted_holiday_effects_are_found_within_their_noise() {
    var method = new CalendarRegression(england());
    Series history = days(1826, 0.05, 3);
    var christmas = method.holidayEffect(history, LocalDate.of(2023, 12, 25));
    var easterMonday = method.holidayEffect(history, LocalDate.of(2023, 4, 10));
    assertThat(christmas.multiplies()).isTrue();
    assertThat(Math.log(christmas.size() / 0.5)).isBetween(-0.1, 0.1);
    assertThat(Math.log(easterMonday.size() / 0.75)).isBetween(-0.1, 0.1);
    assertThat(Math.abs(Math.log(christmas.size() / 0.5)))
        .isLessThan(3 * christmas.standardError());
    assertThat(Math.abs(Math.log(easterMonday.size() / 0.75)))
        .isLessThan(3 * easterMonday.standardError());
    var plain = method.holidayEffect(history, LocalDate.of(2023, 10, 4));
    assertThat(plain.size()).as("an ordinary Wednesday").isEqualTo(1);
  }

  @Test
  void a_christmas_in_the_horizon_is_forecast_far_better_than_last_week_would() {
    Series whole = days(5 * 365, 0.03, 5);
    int origin =
        (int) java.time.temporal.ChronoUnit.DAYS.between(FIRST, LocalDate.of(2022, 12, 12));
    Series history = whole.head(origin);
    double[] path = new CalendarRegression(england()).forecast(history, 28).values();
    double[] naive = new SeasonalNaive().forecast(history, 28).values();
    assertThat(error(path, whole, origin)).isLessThan(0.75 * error(naive, whole, origin));
    int christmas = 13;
    assertThat(path[christmas]).isCloseTo(whole.value(origin + christmas), within(60.0));
  }

  @Test
  void gaps_and_outliers_hardly_move_the_path() {
    Series whole = days(3 * 365, 0.02, 9);
    double[] values = whole.values();
    for (int time = 40; time < values.length - 60; time += 97) {
      values[time] = time % 2 == 0 ? Double.NaN : 9 * values[time];
    }
    Series spoilt = new Series("days", Grain.DAY, whole.firstPeriod(), values);
    var method = new CalendarRegression(england());
    double[] path = method.forecast(whole, 28).values();
    double[] other = method.forecast(spoilt, 28).values();
    for (int ahead = 0; ahead < 28; ahead++) {
      assertThat(other[ahead] / path[ahead]).isBetween(0.96, 1.04);
    }
  }

  @Test
  void short_histories_and_other_grains_are_refused_with_a_cause() {
    var method = new CalendarRegression(england());
    assertThat(method.forecast(days(20, 0.1, 1), 7).cause()).contains("3 weeks");
    assertThat(method.forecast(days(0, 0.1, 1), 7).isMade()).isFalse();
    Series months = new Series("m", Grain.MONTH, FIRST.atStartOfDay(), new double[50]);
    assertThat(method.forecast(months, 7).cause()).contains("hours, days and weeks");
    assertThat(method.forecast(days(22, 0.1, 1), 7).isMade()).isTrue();
  }

  @Test
  void strange_histories_give_finite_paths_within_their_range() {
    SplittableRandom random = new SplittableRandom(1);
    for (Grain grain : new Grain[] {Grain.HOUR, Grain.DAY, Grain.WEEK}) {
      for (int kind = 0; kind < 12; kind++) {
        int length = kind == 11 ? 2500 : 30 + 90 * kind;
        double[] values = new double[grain == Grain.HOUR ? 20 * length : length];
        for (int time = 0; time < values.length; time++) {
          values[time] =
              switch (kind) {
                case 0 -> 0;
                case 1 -> 7;
                case 2 -> random.nextDouble() < 0.6 ? 0 : random.nextInt(4);
                case 3 -> random.nextDouble() < 0.7 ? Double.NaN : random.nextInt(9);
                case 4 -> -5 - random.nextDouble();
                case 5 -> random.nextDouble() - 0.5;
                case 6 -> Math.exp(40 * random.nextDouble());
                case 7 -> time % 7 < 5 ? 1 + random.nextInt(5) : Double.NaN;
                case 8 -> time < values.length / 2 ? 10 : 1000 + random.nextInt(3);
                case 9 -> time == 17 ? 1e9 : 1e-9;
                case 10 -> time % 24 < 9 ? 0 : random.nextInt(30);
                default -> 100 + time + random.nextInt(10);
              };
        }
        Series history = new Series("s", grain, FIRST.atStartOfDay(), values);
        ForecastPath path = new CalendarRegression(england()).forecast(history, 40);
        if (!path.isMade()) {
          assertThat(path.cause()).as(grain + " " + kind).contains("observed");
        } else if (kind != 4 && kind != 5) {
          assertThat(Arrays.stream(path.values()).min().orElseThrow())
              .as(grain + " " + kind)
              .isGreaterThanOrEqualTo(0);
        }
      }
    }
  }

  @Test
  void hours_follow_the_shape_of_their_day() {
    int count = 24 * 400;
    double[] values = new double[count + 168];
    SplittableRandom random = new SplittableRandom(8);
    LocalDateTime start = LocalDateTime.parse("2022-03-02T05:00");
    for (int time = 0; time < values.length; time++) {
      LocalDateTime hour = start.plusHours(time);
      boolean weekend = hour.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
      double shape =
          1 + 0.8 * Math.sin(Math.PI * ((hour.getHour() + (weekend ? 20 : 18)) % 24) / 12);
      values[time] = 40 * shape * (weekend ? 0.8 : 1) + 2 + random.nextDouble();
    }
    Series whole = new Series("h", Grain.HOUR, start, values);
    double[] path =
        new CalendarRegression(DemandCalendar.NONE).forecast(whole.head(count), 168).values();
    assertThat(error(path, whole, count)).isLessThan(0.5);
  }

  @Test
  void twenty_years_of_hours_take_a_moment() {
    double[] values = new double[20 * 8766];
    for (int time = 0; time < values.length; time++) {
      values[time] = 20 + 10 * Math.sin(time / 24.0 * 2 * Math.PI) + time % 13;
    }
    Series history = new Series("h", Grain.HOUR, FIRST.atStartOfDay(), values);
    long before = System.nanoTime();
    assertThat(new CalendarRegression(england()).forecast(history, 168).isMade()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  /** Varied values, then so many that are missing and so many that are not. */
  private static Series afterGap(Grain grain, int missing, double... last) {
    double[] values = new double[100 + missing + last.length];
    Arrays.setAll(values, time -> time < 100 ? 50 + time % 7 : Double.NaN);
    System.arraycopy(last, 0, values, 100 + missing, last.length);
    return new Series("gap", grain, LocalDate.of(2010, 1, 4).atStartOfDay(), values);
  }

  @Test
  void a_series_of_which_nothing_is_known_for_long_is_refused_with_the_cause() {
    var method = new CalendarRegression(england());
    assertThat(method.forecast(afterGap(Grain.DAY, 2928), 14).cause())
        .isEqualTo("fewer than 3 weeks of days were observed in the last eight years");
    assertThat(method.forecast(afterGap(Grain.DAY, 9 * 366, 3, 4, 5), 14).isMade()).isFalse();
    assertThat(method.forecast(afterGap(Grain.WEEK, 418), 4).cause())
        .isEqualTo("fewer than 8 weeks were observed in the last eight years");
    Series hours = afterGap(Grain.HOUR, 9 * 366 * 24);
    assertThat(method.forecast(hours, 24).cause())
        .isEqualTo("fewer than 3 weeks of hours were observed in the last two years");
  }

  @Test
  void values_that_stopped_moving_eight_years_ago_are_repeated() {
    double[] alike = new double[30];
    Arrays.fill(alike, 12);
    ForecastPath path =
        new CalendarRegression(england()).forecast(afterGap(Grain.DAY, 2928, alike), 5);
    assertThat(path.values()).containsOnly(12);
  }

  @Test
  void hours_whose_last_day_is_whole_need_no_day_beyond_it() {
    double[] values = new double[60 * 24];
    Arrays.setAll(values, hour -> 20 + hour % 24 + hour / 24 % 7);
    for (int horizon : new int[] {1, 23, 24, 25}) {
      for (int length : new int[] {values.length, values.length - 1, values.length - 2}) {
        Series hours =
            new Series(
                "hours",
                Grain.HOUR,
                LocalDate.of(2024, 1, 1).atStartOfDay(),
                Arrays.copyOf(values, length));
        double[] path = new CalendarRegression(england()).forecast(hours, horizon).values();
        assertThat(path).hasSize(horizon).doesNotContain(Double.NaN);
      }
    }
  }
}
