package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/** Sixty series of months around 100, forecast by a method that erred by as much as is said. */
class OriginRangesTest {
  private static final Backtest BACKTEST = new Backtest(6, 6, 2);

  /** Width of the 80 % range at the first horizon; errors are multiplied at one run. */
  private static double width(int months, int run, double times) {
    List<SeriesBacktest> all = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int one = 0; one < 60; one++) {
      double[] values = new double[months];
      Arrays.setAll(values, month -> 100 + 5 * random.nextGaussian());
      Series series =
          new Series("s" + one, Grain.MONTH, LocalDateTime.parse("2015-01-01T00:00"), values);
      double[] paths = new double[BACKTEST.runs() * BACKTEST.horizon()];
      for (int at = 0; at < paths.length; at++) {
        int here = at / BACKTEST.horizon();
        int month = BACKTEST.known(series, here) + at % BACKTEST.horizon();
        double error = month < months ? values[month] - 100 : 0;
        paths[at] = month < months ? values[month] - (here == run ? times : 1) * error : 100;
      }
      BacktestPaths made =
          new BacktestPaths(
              series.id(), List.of("near"), BACKTEST.runs(), BACKTEST.horizon(), paths);
      all.add(new SeriesBacktest(series, made, BACKTEST));
    }
    CombinedPaths combined = new CombinedPaths(all, Grain.MONTH, BACKTEST);
    Forecast.Interval range =
        new OriginForecasts(BACKTEST, combined, Grain.MONTH, 0, List.of(80))
            .of(0)
            .fold(
                made -> made.points().get(0).intervals().get(0),
                notMade -> {
                  throw new AssertionError(notMade.cause());
                });
    return range.upper() - range.lower();
  }

  @Test
  void an_origin_before_which_no_season_was_known_does_not_shape_ranges() {
    // 28 months: the newest origin knows 22, so that none knows two seasons.
    double plain = width(28, 6, 1);
    double wild = width(28, 1, 10);
    // A series' own errors still say how large its next ones are.
    assertThat(wild / plain).isBetween(1.0, 1.6);
  }

  @Test
  void one_origin_that_erred_ten_times_as_much_hardly_widens_ranges() {
    assertThat(width(60, 3, 10) / width(60, 3, 1)).isBetween(0.8, 1.25);
  }
}
