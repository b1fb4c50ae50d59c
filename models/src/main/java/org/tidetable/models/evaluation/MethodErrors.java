package org.tidetable.models.evaluation;

import java.util.List;

/**
 * How large each method's errors were at origins before one, over the mean of the methods: 1 is
 * ordinary. A series' own errors are drawn towards those of all series, and these towards 1.
 */
final class MethodErrors {
  /** What a method does over all series counts as much as that many runs of the series' own. */
  static final double SHARED_RUNS = 16;

  /** All series together count against 1 as that many runs. */
  private static final double PRIOR_RUNS = 60;

  private final int asOf;
  private final int methods;
  private final double[] pooled;
  private final int runs;

  /** Learns from what was known at the origin of run {@code asOf}. */
  MethodErrors(List<SeriesBacktest> all, int methods, int asOf, Backtest backtest) {
    this.asOf = asOf;
    this.methods = methods;
    this.runs = backtest.runs() - 1 - asOf;
    this.pooled = new double[methods];
    int[] counts = new int[methods];
    for (SeriesBacktest one : all) {
      double[] relative = one.relativeErrors(asOf);
      for (int method = 0; method < methods; method++) {
        if (!Double.isNaN(relative[method])) {
          pooled[method] += relative[method];
          counts[method]++;
        }
      }
    }
    for (int method = 0; method < methods; method++) {
      double weight = (double) counts[method] * runs;
      double mean = counts[method] == 0 ? 1 : pooled[method] / counts[method];
      pooled[method] = (weight * mean + PRIOR_RUNS) / (weight + PRIOR_RUNS);
    }
  }

  /** Above 0, by method. */
  double[] of(SeriesBacktest one) {
    double[] own = one.relativeErrors(asOf);
    double[] errors = new double[methods];
    for (int method = 0; method < methods; method++) {
      errors[method] =
          Double.isNaN(own[method])
              ? pooled[method]
              : (runs * own[method] + SHARED_RUNS * pooled[method]) / (runs + SHARED_RUNS);
    }
    return errors;
  }
}
