package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

class TemporalPathsTest {
  private static final int HORIZON = 12;
  private static final Backtest BACKTEST = new Backtest(HORIZON, 6, 2);
  private static final List<Grain> LONGER = List.of(Grain.QUARTER, Grain.YEAR);

  /** The last value, so many times. */
  private record Wrong(double times) implements ForecastMethod.Local {
    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public ForecastPath forecast(Series history, int horizon) {
      double[] path = new double[horizon];
      Arrays.fill(path, times * history.value(history.length() - 1));
      return ForecastPath.of(path);
    }
  }

  /** A level with much chance from month to month: of a year one knows more than of a month. */
  private static List<Series> months() {
    Random random = new Random(5);
    List<Series> series = new ArrayList<>();
    for (int one = 0; one < 8; one++) {
      double[] values = new double[96];
      Arrays.setAll(values, month -> 1000 + 150 * random.nextGaussian());
      series.add(
          new Series("s" + one, Grain.MONTH, LocalDateTime.parse("2016-04-01T00:00"), values));
    }
    return series;
  }

  private static List<BacktestPaths> agreeing(List<Series> series, ForecastMethod.Local longer) {
    List<BacktestPaths> paths = new ArrayList<>();
    for (Series one : series) {
      paths.add(BACKTEST.local(one, List.of(new Naive())));
    }
    return TemporalPaths.agreeing(
        BACKTEST,
        series,
        paths,
        LONGER,
        (sums, own) -> sums.stream().map(one -> own.local(one, List.of(longer))).toList(),
        2);
  }

  private static DemandForecasts forecasts(List<Series> series, List<BacktestPaths> paths) {
    DemandProblem problem =
        new DemandProblem(
            "attendances",
            EventKind.EMERGENCY_ATTENDANCE,
            Optional.empty(),
            Grain.MONTH,
            HORIZON,
            DemandProblem.PUBLISHED_LEVELS);
    return DemandForecasts.of(problem, BACKTEST, series, paths);
  }

  private static double error(List<Series> series, List<BacktestPaths> paths, int method) {
    double sum = 0;
    for (int index = 0; index < series.size(); index++) {
      for (int ahead = 1; ahead <= HORIZON; ahead++) {
        int at = series.get(index).length() - HORIZON + ahead - 1;
        sum += Math.abs(series.get(index).value(at) - paths.get(index).expected(method, 1, ahead));
      }
    }
    return sum;
  }

  @Test
  void years_that_are_better_known_move_the_months_and_the_months_are_better_for_it() {
    List<BacktestPaths> paths = agreeing(months(), new Naive());

    assertThat(paths.get(0).methods()).containsExactly("naive", TemporalPaths.NAME);
    assertThat(paths.get(0).isWeighed(0)).isFalse();
    assertThat(error(months(), paths, 1)).isLessThan(0.9 * error(months(), paths, 0));
    DemandForecasts made = forecasts(months(), paths);
    Forecast.Made first = made.forecasts().get(0).fold(yes -> yes, no -> null);
    assertThat(first.weights()).containsOnlyKeys(TemporalPaths.NAME);
    assertThat(first.why()).contains("longer periods");
    assertThat(first.points().get(0).expected()).isEqualTo(paths.get(0).expected(1, 0, 1));
  }

  @Test
  void forecasts_of_years_that_are_worse_are_not_met() {
    List<BacktestPaths> paths = agreeing(months(), new Wrong(1.5));

    assertThat(paths.get(0).methods()).containsExactly("naive");
  }

  @Test
  void what_is_said_at_an_origin_does_not_change_with_what_came_after_it() {
    List<Series> later = new ArrayList<>();
    for (Series one : months()) {
      double[] values = one.values();
      values[values.length - 1] *= 1.3;
      later.add(new Series(one.id(), one.grain(), one.firstPeriod(), values));
    }
    List<BacktestPaths> first = agreeing(months(), new Naive());
    List<BacktestPaths> second = agreeing(later, new Naive());

    for (int run = 1; run < BACKTEST.runs(); run++) {
      assertThat(second.get(3).expected(1, run, 7)).isEqualTo(first.get(3).expected(1, run, 7));
    }
    assertThat(second.get(3).expected(1, 0, 7)).isNotEqualTo(first.get(3).expected(1, 0, 7));
  }

  @Test
  void only_lengths_that_are_always_as_many_periods_are_taken() {
    assertThat(TemporalPaths.length(Grain.MONTH, Grain.QUARTER)).hasValue(3);
    assertThat(TemporalPaths.length(Grain.MONTH, Grain.YEAR)).hasValue(12);
    assertThat(TemporalPaths.length(Grain.DAY, Grain.WEEK)).hasValue(7);
    assertThat(TemporalPaths.length(Grain.DAY, Grain.MONTH)).isEmpty();
    assertThat(TemporalPaths.length(Grain.WEEK, Grain.YEAR)).isEmpty();
  }
}
