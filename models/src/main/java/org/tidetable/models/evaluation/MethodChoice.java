package org.tidetable.models.evaluation;

import java.util.List;

/**
 * The method for each series: smallest mean scaled error over earlier runs, where what a method
 * does over all series counts as much as {@value #SHARED_RUNS} runs of the series' own.
 */
final class MethodChoice {
  static final double SHARED_RUNS = 16;

  private final int asOf;
  private final int methods;
  private final double[] pooled;
  private final int origins;

  /** Learns from what was known at the origin of run {@code asOf}. */
  MethodChoice(List<SeriesBacktest> all, int methods, int asOf, int origins) {
    this.asOf = asOf;
    this.methods = methods;
    this.origins = origins;
    this.pooled = new double[methods];
    int[] counts = new int[methods];
    for (SeriesBacktest one : all) {
      double[] relative = relative(one);
      for (int method = 0; method < methods; method++) {
        if (!Double.isNaN(relative[method])) {
          pooled[method] += relative[method];
          counts[method]++;
        }
      }
    }
    for (int method = 0; method < methods; method++) {
      pooled[method] = counts[method] == 0 ? Double.NaN : pooled[method] / counts[method];
    }
  }

  /** Index of the method, the simpler of two that are equal; -1 when none made a path. */
  int of(SeriesBacktest one) {
    double[] relative = relative(one);
    int best = -1;
    int fallback = -1;
    double bestScore = Double.POSITIVE_INFINITY;
    for (int method = 0; method < methods; method++) {
      if (Double.isNaN(one.paths().expected(method, asOf, 1))) {
        continue;
      }
      fallback = method;
      double own = Double.isNaN(relative[method]) ? pooled[method] : relative[method];
      double score = (origins * own + SHARED_RUNS * pooled[method]) / (origins + SHARED_RUNS);
      if (score < bestScore - 1e-9) {
        bestScore = score;
        best = method;
      }
    }
    return best < 0 ? fallback : best;
  }

  /** Each method's error over the mean error of all methods of that series. */
  private double[] relative(SeriesBacktest one) {
    double[] errors = new double[methods];
    double sum = 0;
    int count = 0;
    for (int method = 0; method < methods; method++) {
      errors[method] = one.meanError(method, asOf);
      if (!Double.isNaN(errors[method])) {
        sum += errors[method];
        count++;
      }
    }
    for (int method = 0; method < methods; method++) {
      errors[method] = sum > 0 ? errors[method] * count / sum : Double.NaN;
    }
    return errors;
  }
}
