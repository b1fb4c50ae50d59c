package org.tidetable.models.evaluation;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.OpenPeriods;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.pool.Starter;
import org.tidetable.models.reconcile.Reconciliation;
import org.tidetable.models.vocabulary.Grain;

/** The forecasts of all series at one origin, with ranges made of the errors known there. */
final class OriginForecasts {
  private final Backtest backtest;
  private final CombinedPaths combined;
  private final int run;
  private final OriginRanges ranges;

  /** With ranges that start from what comes with Tidetable. */
  OriginForecasts(
      Backtest backtest, CombinedPaths combined, Grain grain, int run, List<Integer> levels) {
    this(backtest, combined, run, levels, Starter.of(grain));
  }

  /** With ranges that start from what was learnt otherwise. */
  OriginForecasts(
      Backtest backtest, CombinedPaths combined, int run, List<Integer> levels, Starter starter) {
    this.backtest = backtest;
    this.combined = combined;
    this.run = run;
    this.ranges = new OriginRanges(backtest, combined, run, levels, starter);
  }

  Forecast of(int index) {
    SeriesBacktest one = combined.backtest(index);
    Series series = one.series();
    int known = backtest.known(series, run);
    LocalDateTime origin = series.period(known);
    if (Double.isNaN(combined.expected(index, run, 1))) {
      return new Forecast.NotMade(series.id(), origin, "no method could forecast the series");
    }
    boolean negative = false;
    boolean counts = true;
    for (int at = 0; at < known; at++) {
      double value = series.value(at);
      negative |= value < 0;
      counts &= Double.isNaN(value) || (value >= 0 && value == Math.rint(value));
    }
    double floor = negative ? Double.NEGATIVE_INFINITY : 0;
    double[] path = new double[backtest.horizon()];
    for (int ahead = 1; ahead <= path.length; ahead++) {
      double expected = combined.expected(index, run, ahead);
      path[ahead - 1] = negative ? expected : Reconciliation.counted(expected);
    }
    List<List<Forecast.Interval>> intervals = ranges.around(index, path, floor, counts);
    List<Forecast.Point> points = new ArrayList<>(path.length);
    for (int ahead = 1; ahead <= path.length; ahead++) {
      LocalDateTime period = series.period(known + ahead - 1);
      boolean open = one.isOpen(run, ahead);
      points.add(
          new Forecast.Point(
              ahead,
              period,
              open ? path[ahead - 1] : Double.NaN,
              open ? intervals.get(ahead - 1) : List.of(),
              open ? "" : OpenPeriods.reason(series.grain())));
    }
    return new Forecast.Made(
        series.id(),
        origin,
        Forecast.Made.COMBINED,
        points,
        combined.weights(index, run),
        combined.why(index, run));
  }
}
