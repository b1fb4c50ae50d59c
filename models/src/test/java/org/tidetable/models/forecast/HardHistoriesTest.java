package org.tidetable.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidetable.models.forecast.annual.DampedHolt;
import org.tidetable.models.forecast.arima.StlAr;
import org.tidetable.models.forecast.arima.Tramo;
import org.tidetable.models.forecast.calendar.CalendarRegression;
import org.tidetable.models.forecast.calendar.LevelTimesShape;
import org.tidetable.models.forecast.calendar.MultipleSeasons;
import org.tidetable.models.forecast.intermittent.Adida;
import org.tidetable.models.forecast.intermittent.Sba;
import org.tidetable.models.forecast.intermittent.Tsb;
import org.tidetable.models.forecast.naive.Drift;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.forecast.naive.Naive2;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.forecast.smoothing.ComplexSmoothing;
import org.tidetable.models.forecast.smoothing.DynamicOptimisedTheta;
import org.tidetable.models.forecast.smoothing.ExponentialSmoothing;
import org.tidetable.models.forecast.smoothing.OptimisedTheta;
import org.tidetable.models.forecast.smoothing.Theta;
import org.tidetable.models.vocabulary.Grain;

/**
 * What local methods owe to histories that are short, flat, gappy, long or huge: all of them a path
 * or a cause, those that take any grain and sign a sound path.
 */
class HardHistoriesTest {
  private static final int NINE_YEARS_OF_WEEKS = 470;
  private static final int NINE_YEARS_OF_DAYS = 3_288;

  /** Those that suit any series. */
  static Stream<ForecastMethod.Local> methods() {
    return Stream.of(
        new Drift(),
        new Naive2(),
        new Theta(),
        new OptimisedTheta(),
        new DynamicOptimisedTheta(),
        new ComplexSmoothing(),
        new StlAr());
  }

  static Stream<ForecastMethod.Local> all() {
    return Stream.concat(
        methods(),
        Stream.of(
            new Naive(),
            new SeasonalNaive(),
            new ExponentialSmoothing(),
            new Tramo(),
            new CalendarRegression(DemandCalendar.NONE),
            new LevelTimesShape(DemandCalendar.NONE),
            new MultipleSeasons(),
            new Sba(0.1),
            new Tsb(0.1, 0.1),
            new Adida(),
            new DampedHolt()));
  }

  /** A path of finite numbers, or a cause and no numbers. */
  private static void assertMadeOrRefused(ForecastPath path, int horizon, String of) {
    assertThat(path.isMade()).as(of).isEqualTo(path.cause().isEmpty());
    assertThat(boxed(path))
        .as(of)
        .hasSize(path.isMade() ? horizon : 0)
        .allMatch(value -> Double.isFinite(value));
  }

  private static Series series(Grain grain, int length, IntToDoubleFunction value) {
    double[] values = IntStream.range(0, length).mapToDouble(value).toArray();
    return new Series("a", grain, LocalDateTime.parse("2001-01-01T00:00"), values);
  }

  private static List<Double> boxed(ForecastPath path) {
    return Arrays.stream(path.values()).boxed().toList();
  }

  /** Between 0 and 1, the same at every run, without a pattern. */
  private static double uneven(int time) {
    return Math.floorMod(time * 7919L + time * (long) time * 104_729L, 1000L) / 1000.0;
  }

  @ParameterizedTest
  @MethodSource("all")
  void any_length_of_any_grain_is_continued_or_refused(ForecastMethod.Local method) {
    for (Grain grain : Grain.values()) {
      for (int length = 0; length <= 2 * grain.season() + 3; length++) {
        Series history = series(grain, length, time -> 20 + 9 * uneven(time));
        assertMadeOrRefused(method.forecast(history, 5), 5, length + " of " + grain);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void five_values_are_enough_for_what_suits_any_series(ForecastMethod.Local method) {
    for (Grain grain : Grain.values()) {
      for (int length = 5; length <= 2 * grain.season() + 3; length++) {
        Series history = series(grain, length, time -> 20 + 9 * uneven(time));
        assertThat(method.forecast(history, 5).isMade()).as("%s of %s", length, grain).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void years_without_values_at_the_end_are_passed_over_or_refused(ForecastMethod.Local method) {
    for (Grain grain : Grain.values()) {
      int missing =
          switch (grain) {
            case HOUR, DAY -> NINE_YEARS_OF_DAYS;
            case WEEK -> NINE_YEARS_OF_WEEKS;
            case MONTH, QUARTER, YEAR -> 9 * grain.season();
          };
      int known = 3 * Math.max(10, Math.min(grain.season() * 52, 365));
      Series history =
          series(
              grain,
              known + missing,
              time -> time < known ? 100 + 20 * uneven(time) + time % 7 : Double.NaN);
      assertMadeOrRefused(method.forecast(history, 14), 14, grain.code());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void constants_zeros_and_negative_values_are_continued_or_refused(ForecastMethod.Local method) {
    for (Grain grain : Grain.values()) {
      for (double size : new double[] {0, 42, -7}) {
        assertMadeOrRefused(
            method.forecast(series(grain, 120, time -> size), 9), 9, size + " by " + grain);
        assertMadeOrRefused(
            method.forecast(series(grain, 120, time -> time % 5 == 0 ? size : 0), 9),
            9,
            size + " at times by " + grain);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void a_constant_stays_constant(ForecastMethod.Local method) {
    for (Grain grain : Grain.values()) {
      for (double constant : new double[] {0, 42, -7}) {
        double[] path = method.forecast(series(grain, 120, time -> constant), 9).values();
        double[] same = new double[9];
        Arrays.fill(same, constant);
        assertThat(path).as("%s by %s", constant, grain).containsExactly(same, within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void zeros_and_negative_values_are_continued_within_twice_their_range(
      ForecastMethod.Local method) {
    IntToDoubleFunction counts = time -> time % 12 < 5 ? 0 : Math.floor(4 * uneven(time));
    IntToDoubleFunction balances = time -> 30 * Math.sin(time * Math.PI / 6) - 5 + uneven(time);
    for (Grain grain : Grain.values()) {
      assertThat(boxed(method.forecast(series(grain, 130, counts), 30)))
          .hasSize(30)
          .allMatch(value -> value >= 0 && value <= 6);
      assertThat(boxed(method.forecast(series(grain, 130, balances), 30)))
          .hasSize(30)
          .allMatch(value -> value >= -97 && value <= 88);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void gaps_hardly_move_the_path_of_a_clear_season(ForecastMethod.Local method) {
    IntToDoubleFunction whole = time -> 100 + 40 * Math.sin(time * Math.PI / 6) + 2 * uneven(time);
    double[] path = method.forecast(series(Grain.MONTH, 120, whole), 12).values();
    double[] gappy =
        method
            .forecast(
                series(
                    Grain.MONTH,
                    120,
                    time ->
                        time < 3 || (time > 40 && time < 45) || time == 77 || time == 118
                            ? Double.NaN
                            : whole.applyAsDouble(time)),
                12)
            .values();
    for (int ahead = 0; ahead < 12; ahead++) {
      assertThat(gappy[ahead]).isCloseTo(path[ahead], within(method instanceof Drift ? 9.0 : 4.0));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void histories_of_gaps_are_continued_or_refused(ForecastMethod.Local method) {
    for (int every : new int[] {2, 3, 12, 13, 50, 1000}) {
      for (Grain grain : Grain.values()) {
        Series history =
            series(grain, 125, time -> time % every == 1 ? 10 + uneven(time) : Double.NaN);
        ForecastPath path = method.forecast(history, 14);
        assertMadeOrRefused(path, 14, every + " by " + grain);
        assertThat(boxed(path)).allMatch(value -> value >= 9 && value <= 12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void numbers_near_the_largest_are_continued_or_refused(ForecastMethod.Local method) {
    for (double size : new double[] {1e-300, 1e-12, 1e150, 1e300, Double.MAX_VALUE}) {
      Series history = series(Grain.QUARTER, 40, time -> size * (uneven(time) - 0.5));
      ForecastPath path = method.forecast(history, 8);
      assertThat(path.isMade()).as("%s", size).isEqualTo(path.cause().isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_same_history_gives_the_same_bytes(ForecastMethod.Local method) {
    Series history = series(Grain.WEEK, 150, time -> 50 + time + 30 * uneven(time));
    assertThat(method.forecast(history, 20).values())
        .containsExactly(method.forecast(history, 20).values());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void five_thousand_hours_take_less_than_half_a_second(ForecastMethod.Local method) {
    Series history =
        series(
            Grain.HOUR, 5_000, time -> 20 + 10 * Math.sin(time * Math.PI / 12) + 5 * uneven(time));
    var clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    double[] path = method.forecast(history, 168).values();
    assertThat(clock.getCurrentThreadCpuTime() - start).isLessThan(500_000_000L);
    assertThat(Arrays.stream(path).max().orElseThrow()).isLessThan(70);
  }
}
