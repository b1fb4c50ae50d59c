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
import org.tidetable.models.forecast.arima.StlAr;
import org.tidetable.models.forecast.naive.Drift;
import org.tidetable.models.forecast.naive.Naive2;
import org.tidetable.models.forecast.smoothing.ComplexSmoothing;
import org.tidetable.models.forecast.smoothing.DynamicOptimisedTheta;
import org.tidetable.models.forecast.smoothing.OptimisedTheta;
import org.tidetable.models.forecast.smoothing.Theta;
import org.tidetable.models.vocabulary.Grain;

/** What every local method owes to histories that are short, flat, gappy, long or huge. */
class HardHistoriesTest {

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
  @MethodSource("methods")
  void any_length_of_any_grain_is_continued_or_refused(ForecastMethod.Local method) {
    for (Grain grain : Grain.values()) {
      for (int length = 0; length <= 2 * grain.season() + 3; length++) {
        Series history = series(grain, length, time -> 20 + 9 * uneven(time));
        ForecastPath path = method.forecast(history, 5);
        assertThat(path.isMade()).as("%s of %s", length, grain).isEqualTo(path.cause().isEmpty());
        assertThat(path.isMade() || length < 5).as("%s of %s", length, grain).isTrue();
        assertThat(path.values()).as("%s of %s", length, grain).hasSize(path.isMade() ? 5 : 0);
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
  @MethodSource("methods")
  void histories_of_gaps_are_continued_or_refused(ForecastMethod.Local method) {
    for (int every : new int[] {2, 3, 12, 13, 50, 1000}) {
      for (Grain grain : Grain.values()) {
        Series history =
            series(grain, 125, time -> time % every == 1 ? 10 + uneven(time) : Double.NaN);
        ForecastPath path = method.forecast(history, 14);
        assertThat(path.isMade()).isEqualTo(path.cause().isEmpty());
        assertThat(boxed(path)).allMatch(value -> value >= 9 && value <= 12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void numbers_near_the_largest_are_continued_or_refused(ForecastMethod.Local method) {
    for (double size : new double[] {1e-300, 1e-12, 1e150, 1e300, Double.MAX_VALUE}) {
      Series history = series(Grain.QUARTER, 40, time -> size * (uneven(time) - 0.5));
      ForecastPath path = method.forecast(history, 8);
      assertThat(path.isMade()).as("%s", size).isEqualTo(path.cause().isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
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
