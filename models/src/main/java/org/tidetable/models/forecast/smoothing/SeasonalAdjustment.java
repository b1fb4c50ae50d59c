package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;

/**
 * A history without its season, and the way back: the test and the classical decomposition of the
 * forecasting competitions.
 *
 * <p>There is a season when the autocorrelation at its length is significant at 90 % by Bartlett's
 * formula, and at least two seasons were observed. The season is the mean ratio to a centred moving
 * average; the mean difference where a value is zero or negative, or where a ratio would be below
 * 0.01. A missing value stays missing; for the decomposition only, it is interpolated between its
 * neighbours, once before and once after the season is known. Weeks of a year are too many for the
 * test: with two observed years their smoothed mean season is taken out.
 *
 * <p>Source: Makridakis and Hibon (2000), The M3-Competition, appendix A; Makridakis, Spiliotis and
 * Assimakopoulos (2020), The M4 Competition.
 */
public final class SeasonalAdjustment {
  private static final int WEEKS = 52;
  private static final double CRITICAL = 1.645;
  private static final double SMALLEST_RATIO = 0.01;

  private final double[] values;
  private final double[] figure;
  private final boolean ratios;

  private SeasonalAdjustment(double[] values, double[] figure, boolean ratios) {
    this.values = values;
    this.figure = figure;
    this.ratios = ratios;
  }

  /**
   * Looks for a season.
   *
   * @param values NaN where missing
   * @param season periods of a season, 1 for none
   */
  public static SeasonalAdjustment of(double[] values, int season) {
    long observed = Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    if (season < 2 || observed < 2L * season) {
      return none(values);
    }
    if (season == WEEKS) {
      return new SeasonalAdjustment(values.clone(), SeasonalMeans.of(values, season), false);
    }
    double[] filled = interpolated(values);
    if (!isSeasonal(filled, season)) {
      return none(values);
    }
    boolean positive = Arrays.stream(values).noneMatch(value -> value <= 0);
    SeasonalAdjustment first = decomposed(values, filled, season, positive);
    return observed == values.length
        ? first
        : decomposed(values, first.filled(), season, first.ratios);
  }

  private static SeasonalAdjustment none(double[] values) {
    return new SeasonalAdjustment(values.clone(), new double[] {0}, false);
  }

  private static boolean isSeasonal(double[] filled, int season) {
    int n = filled.length;
    double mean = Arrays.stream(filled).average().orElse(0);
    double variance = covariance(filled, mean, 0);
    if (!(variance > 0)) {
      return false;
    }
    double squares = 1;
    for (int lag = 1; lag < season; lag++) {
      double correlation = covariance(filled, mean, lag) / variance;
      squares += 2 * correlation * correlation;
    }
    return Math.abs(covariance(filled, mean, season)) / variance
        > CRITICAL * Math.sqrt(squares / n);
  }

  private static double covariance(double[] values, double mean, int lag) {
    double sum = 0;
    for (int time = lag; time < values.length; time++) {
      sum += (values[time] - mean) * (values[time - lag] - mean);
    }
    return sum;
  }

  private static SeasonalAdjustment decomposed(
      double[] values, double[] filled, int season, boolean ratios) {
    double[] figure = figure(filled, season, ratios);
    if (ratios && Arrays.stream(figure).anyMatch(ratio -> !(ratio >= SMALLEST_RATIO))) {
      return decomposed(values, filled, season, false);
    }
    return new SeasonalAdjustment(values.clone(), figure, ratios);
  }

  /** The additive season of values without gaps, at least two seasons: one mean per position. */
  static double[] differences(double[] filled, int season) {
    return figure(filled, season, false);
  }

  /** Mean ratios to, or differences from, a centred moving average; their mean is 1, or 0. */
  private static double[] figure(double[] filled, int season, boolean ratios) {
    double[] sums = new double[season];
    int[] counts = new int[season];
    int half = season / 2;
    for (int time = half; time + half < filled.length; time++) {
      double trend = centred(filled, time, season);
      sums[time % season] += ratios ? filled[time] / trend : filled[time] - trend;
      counts[time % season]++;
    }
    double[] figure = new double[season];
    for (int position = 0; position < season; position++) {
      figure[position] = sums[position] / counts[position];
    }
    double mean = Arrays.stream(figure).average().orElse(0);
    return Arrays.stream(figure).map(at -> ratios ? at / mean : at - mean).toArray();
  }

  /** The mean of one season around that time; with an even season both ends count half. */
  private static double centred(double[] values, int time, int season) {
    int half = season / 2;
    double sum = 0;
    for (int near = time - half; near <= time + half; near++) {
      sum += values[near];
    }
    if (season % 2 == 0) {
      sum -= (values[time - half] + values[time + half]) / 2;
    }
    return sum / season;
  }

  /** How many values are not missing. */
  public int observed() {
    return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }

  /** The values without season, NaN where missing. */
  public double[] adjusted() {
    double[] adjusted = new double[values.length];
    for (int time = 0; time < values.length; time++) {
      double season = figure[time % figure.length];
      adjusted[time] = ratios ? values[time] / season : values[time] - season;
    }
    return adjusted;
  }

  /** The values as they are, with the missing ones interpolated on the adjusted scale. */
  public double[] filled() {
    double[] filled = interpolated(adjusted());
    for (int time = 0; time < filled.length; time++) {
      filled[time] = Double.isNaN(values[time]) ? seasoned(filled[time], time) : values[time];
    }
    return filled;
  }

  /** The season put back on the periods that follow the history. */
  public double[] seasoned(double[] path) {
    double[] seasoned = new double[path.length];
    for (int ahead = 0; ahead < path.length; ahead++) {
      seasoned[ahead] = seasoned(path[ahead], values.length + ahead);
    }
    return seasoned;
  }

  private double seasoned(double value, int time) {
    double season = figure[time % figure.length];
    return ratios ? value * season : value + season;
  }

  /**
   * Straight lines between neighbours, and the nearest value before the first and after the last.
   */
  private static double[] interpolated(double[] values) {
    double[] filled = values.clone();
    int last = -1;
    for (int time = 0; time < filled.length; time++) {
      if (Double.isNaN(values[time])) {
        continue;
      }
      for (int gap = last + 1; gap < time; gap++) {
        double share = last < 0 ? 1 : (double) (gap - last) / (time - last);
        filled[gap] = share * values[time] + (last < 0 ? 0 : (1 - share) * values[last]);
      }
      last = time;
    }
    for (int gap = last + 1; last >= 0 && gap < filled.length; gap++) {
      filled[gap] = values[last];
    }
    return filled;
  }
}
