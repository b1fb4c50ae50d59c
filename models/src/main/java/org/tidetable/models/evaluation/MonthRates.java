package org.tidetable.models.evaluation;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * Months as rates per day, while methods look at them: three days fewer in February are no season
 * that a method should have to learn, which it cannot from two or three years.
 *
 * <p>Only where it fits: what is counted on a day of the month, and what has no dates to trust, is
 * left as it is. It fits where the usual step from one month to the next, relative to the values,
 * is smaller for rates than for values, by {@value #LEAST_GAIN} or more in the mean of the series,
 * in what was known at the earliest origin; not where too little was known there to tell.
 *
 * <p>Source: Hyndman and Athanasopoulos (2021), Forecasting: principles and practice, section 3.1.
 */
public final class MonthRates {
  private static final double LEAST_GAIN = 0.03;
  private static final double USUAL_DAYS = 365.25 / 12;
  private static final int FEWEST_STEPS = 11;

  private MonthRates() {}

  /** Whether the months of those series are better looked at as rates. */
  public static boolean fit(List<Series> series, Backtest backtest) {
    double sum = 0;
    int count = 0;
    for (Series one : series) {
      if (one.grain() != Grain.MONTH) {
        return false;
      }
      int known = backtest.known(one, backtest.runs() - 1);
      Series early = one.head(known);
      double values = usualStep(early);
      double rates = usualStep(of(early));
      if (values > 0 && rates > 0) {
        sum += Math.log(rates / values);
        count++;
      }
    }
    return count > 0 && sum / count < Math.log1p(-LEAST_GAIN);
  }

  /** Median size of the relative steps between neighbouring months; NaN where there are few. */
  private static double usualStep(Series series) {
    double[] steps = new double[series.length()];
    int count = 0;
    for (int at = 1; at < series.length(); at++) {
      double before = series.value(at - 1);
      double now = series.value(at);
      if (before > 0 && now > 0) {
        steps[count++] = Math.abs(Math.log(now / before));
      }
    }
    double[] sorted = Arrays.copyOf(steps, count);
    Arrays.sort(sorted);
    return count < FEWEST_STEPS ? Double.NaN : sorted[count / 2];
  }

  /** The series as if each month had the same number of days. */
  public static Series of(Series series) {
    double[] rates = series.values();
    for (int at = 0; at < rates.length; at++) {
      rates[at] *= USUAL_DAYS / days(series, at);
    }
    return new Series(series.id(), series.grain(), series.firstPeriod(), rates);
  }

  /** The paths of rates as paths of values, one for each series in their order. */
  public static List<BacktestPaths> back(
      List<BacktestPaths> paths, List<Series> series, Backtest backtest) {
    List<BacktestPaths> values = new ArrayList<>(paths.size());
    for (int index = 0; index < paths.size(); index++) {
      values.add(back(paths.get(index), series.get(index), backtest));
    }
    return values;
  }

  private static BacktestPaths back(BacktestPaths paths, Series series, Backtest backtest) {
    double[] cells = paths.values();
    int horizon = paths.horizon();
    for (int cell = 0; cell < cells.length; cell++) {
      int run = cell / horizon % paths.runs();
      int at = backtest.known(series, run) + cell % horizon;
      cells[cell] *= days(series, at) / USUAL_DAYS;
    }
    return new BacktestPaths(
        paths.seriesId(), paths.methods(), paths.runs(), paths.horizon(), cells);
  }

  private static double days(Series series, int at) {
    return ChronoUnit.DAYS.between(series.period(at), series.period(at + 1));
  }
}
