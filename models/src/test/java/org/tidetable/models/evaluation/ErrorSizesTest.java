package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Starter;
import org.tidetable.models.vocabulary.Grain;

class ErrorSizesTest {
  private static final Backtest YEAR_AHEAD = new Backtest(52, 5, 11);
  private static final int OWN = 3;

  /** Values one above or below 100 in no order, and a path of 100: all errors are 1. */
  private static CombinedPaths allErrorsOne(Grain grain) {
    double[] values = new double[260];
    Arrays.setAll(values, time -> 100 + (time * time / 7 % 2 == 0 ? 1 : -1));
    double[] path = new double[YEAR_AHEAD.runs() * YEAR_AHEAD.horizon()];
    Arrays.fill(path, 100);
    Series series = new Series("a", grain, LocalDateTime.parse("2018-01-01T00:00"), values);
    BacktestPaths paths =
        new BacktestPaths("a", List.of("naive"), YEAR_AHEAD.runs(), YEAR_AHEAD.horizon(), path);
    return new CombinedPaths(
        List.of(new SeriesBacktest(series, paths, YEAR_AHEAD)), grain, YEAR_AHEAD);
  }

  /** The mean size of a series' own earlier errors, in its unit, as the rule takes it. */
  private static double own(Grain grain, int run) {
    CombinedPaths combined = allErrorsOne(grain);
    Starter starter = Starter.of(grain);
    ErrorSizes sizes = new ErrorSizes(combined, YEAR_AHEAD, starter.errorSize(), starter.isOwn());
    return Math.exp(sizes.traits(0, run, 1)[OWN]) * combined.backtest(0).scale(run);
  }

  @Test
  void weeksTakeErrorsOfAllHorizonsAsTheyAre() {
    // Run 4 knows errors of 11 weeks ahead, run 0 those of a year ahead.
    for (int run = 0; run <= 4; run++) {
      assertThat(own(Grain.WEEK, run)).isCloseTo(1, within(0.1));
    }
  }

  @Test
  void monthsTakeErrorsOfFarHorizonsAsIfOnePeriodAhead() {
    assertThat(own(Grain.MONTH, 0)).isLessThan(0.4);
  }
}
