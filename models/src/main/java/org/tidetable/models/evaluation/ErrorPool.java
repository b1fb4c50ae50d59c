package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * The errors of one kind of forecast over many series, each in units of its series' scale, and the
 * ranges that they lead to.
 *
 * <p>A range reaches as far below the forecast as above it, so that the number to plan with lies in
 * its middle, and as far as errors of either sign went: where earlier forecasts all leaned to one
 * side, the range is wider and still holds. The few origins that there are, which overlap, cannot
 * tell a lean that lasts from chance, so that it moves no forecast.
 *
 * <p>The reach takes rank {@code p (n + 1)} of the sizes of {@code n} errors; where that lies
 * beyond them it is the largest, or that of a normal error of their size, whichever is more. A
 * series whose own errors are larger or smaller than those of all gets wider or narrower ranges,
 * the more so the more of them it has: what is known of all counts as {@value #SHARED} errors of
 * its own, which overlap. Few origins make all ranges wider, by {@code sqrt(1 + 1 / (k + 1))}:
 * errors of one origin are alike over the series.
 *
 * <p>Source: Vovk, Gammerman and Shafer (2005), split conformal prediction.
 */
final class ErrorPool {
  private static final double SHARED = 60;

  private final double[] sorted;
  private final double size;
  private final double[] ownSquares;
  private final int[] ownCounts;
  private final double wider;

  /**
   * @param errors of each series, in any order; finite
   * @param origins how many origins they come from
   */
  ErrorPool(List<double[]> errors, int origins) {
    List<Double> shaped = new ArrayList<>();
    this.ownSquares = new double[errors.size()];
    this.ownCounts = new int[errors.size()];
    double squares = 0;
    int count = 0;
    for (int index = 0; index < errors.size(); index++) {
      for (double error : errors.get(index)) {
        ownSquares[index] += error * error;
        ownCounts[index]++;
      }
      squares += ownSquares[index];
      count += ownCounts[index];
    }
    this.size = count == 0 ? 0 : Math.sqrt(squares / count);
    // Each error in units of its own series' size, so that the sizes are of one shape.
    for (int index = 0; index < errors.size(); index++) {
      for (double error : errors.get(index)) {
        shaped.add(Math.abs(error) / sizeOf(index));
      }
    }
    this.sorted = shaped.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    this.wider = Math.sqrt(1 + 1.0 / (origins + 1));
  }

  /** How many errors there are. */
  int count() {
    return sorted.length;
  }

  /** The size of an ordinary error of that series: its own as far as it has any; above 0. */
  private double sizeOf(int index) {
    double mean = (ownSquares[index] + SHARED * size * size) / (ownCounts[index] + SHARED);
    return Math.max(Math.sqrt(mean), 1e-9);
  }

  /**
   * How far a range reaches to either side, in units of the series' scale; 0 or more.
   *
   * @param series its place among those that the pool was made of
   * @param level nominal coverage in per cent
   */
  double reach(int series, int level) {
    return wider * sizeOf(series) * quantile(level / 100.0);
  }

  private double quantile(double share) {
    int n = sorted.length;
    double rank = share * (n + 1) - 1;
    if (rank > n - 1) {
      double squares = Arrays.stream(sorted).map(error -> error * error).sum();
      return Math.max(sorted[n - 1], Math.sqrt(2) * Erf.erfInv(share) * Math.sqrt(squares / n));
    }
    int below = Math.max(0, (int) rank);
    double above = below + 1 < n ? sorted[below + 1] : sorted[below];
    return sorted[below] + Math.max(0, rank - below) * (above - sorted[below]);
  }
}
