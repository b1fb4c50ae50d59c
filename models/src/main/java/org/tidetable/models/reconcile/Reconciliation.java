package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Makes forecasts of all nodes of a hierarchy agree. What comes out is the sums of its bottom
 * values, so that it is coherent up to the rounding of a sum, whatever went in. The same result for
 * any number of threads.
 *
 * @param nonNegative whether no value may be below zero, as of counts
 * @param threads how many steps are worked on at once, 1 or more
 */
public record Reconciliation(Hierarchy hierarchy, boolean nonNegative, int threads) {
  /** No count is forecast below this. */
  private static final double NOTHING = 1e-9;

  public Reconciliation {
    require(threads >= 1, "at least one thread is needed");
  }

  /**
   * Coherent forecasts: as near to the base forecasts as the trust in them says.
   *
   * @param precisions the trust in the forecasts of each step
   * @return by step, then node
   */
  public double[][] reconcile(BaseForecasts base, List<Precision> precisions) {
    require(base.horizon() == precisions.size(), "a precision is needed for each step");
    return each(
        base.horizon(), step -> solve(base.values(step), base.fixed(step), precisions.get(step)));
  }

  /** A forecast of a count: zero instead of less, or of what is left when a method fades out. */
  public static double counted(double value) {
    return value < NOTHING ? 0 : value;
  }

  /** Forecasts that are the sums of the bottom's; one that is missing counts as zero. */
  public double[][] bottomUp(BaseForecasts base) {
    return each(
        base.horizon(),
        step -> {
          int totals = hierarchy.totals();
          double[] bottom = Arrays.copyOfRange(base.values(step), totals, hierarchy.nodes());
          for (int index = 0; index < bottom.length; index++) {
            double value = Double.isNaN(bottom[index]) ? 0 : bottom[index];
            bottom[index] = nonNegative ? counted(value) : value;
          }
          return hierarchy.sums(bottom);
        });
  }

  private double[] solve(double[] base, BitSet fixed, Precision precision) {
    require(base.length == hierarchy.nodes(), "a forecast is needed for each node, or NaN");
    BitSet missing = new BitSet();
    double[] known = base.clone();
    for (int node = 0; node < known.length; node++) {
      if (Double.isNaN(known[node])) {
        missing.set(node);
        known[node] = 0;
      }
    }
    double[] bottom =
        new LeastSquares(hierarchy, precision.without(missing), fixed).solve(known, nonNegative);
    for (int index = 0; index < bottom.length; index++) {
      bottom[index] = nonNegative ? counted(bottom[index]) : bottom[index];
    }
    return hierarchy.sums(bottom);
  }

  /** Results of independent steps, in order. */
  private double[][] each(int steps, IntFunction<double[]> work) {
    double[][] results = new double[steps][];
    if (threads == 1 || steps <= 1) {
      Arrays.setAll(results, work);
      return results;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, steps));
    try {
      List<Future<double[]>> futures = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        int one = step;
        futures.add(pool.submit(() -> work.apply(one)));
      }
      for (int step = 0; step < steps; step++) {
        results[step] = futures.get(step).get();
      }
      return results;
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a step failed", failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("reconciliation was interrupted", stopped);
    } finally {
      pool.shutdownNow();
    }
  }
}
