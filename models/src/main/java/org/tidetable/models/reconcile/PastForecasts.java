package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.List;

/**
 * What the base forecasts of all nodes said at earlier origins, and how far they were off. Only
 * what was known at a date is ever told of it.
 */
public final class PastForecasts {
  private final Hierarchy hierarchy;
  private final int[] origins;
  private final List<BaseForecasts> base;
  private final double[][][] errors;

  /**
   * @param origins how many periods were known at each, ascending
   * @param base what was forecast at each
   * @param actual what came, by origin, step ahead and node; NaN where it is not known
   */
  public PastForecasts(
      Hierarchy hierarchy, int[] origins, List<BaseForecasts> base, double[][][] actual) {
    require(
        base.size() == origins.length && actual.length == origins.length,
        "forecasts and what came are needed for each origin");
    this.hierarchy = hierarchy;
    this.origins = origins.clone();
    this.base = List.copyOf(base);
    this.errors = new double[origins.length][][];
    for (int origin = 0; origin < origins.length; origin++) {
      require(origin == 0 || origins[origin] > origins[origin - 1], "origins must be ascending");
      int steps = base.get(origin).horizon();
      errors[origin] = new double[steps][hierarchy.nodes()];
      for (int step = 0; step < steps; step++) {
        double[] error = errors[origin][step];
        double[] said = base.get(origin).values(step);
        for (int node = 0; node < error.length; node++) {
          error[node] = actual[origin][step][node] - said[node];
        }
      }
    }
  }

  Hierarchy hierarchy() {
    return hierarchy;
  }

  int origins() {
    return origins.length;
  }

  /** Periods known at an origin. */
  int known(int origin) {
    return origins[origin];
  }

  int horizon() {
    return base.isEmpty() ? 0 : base.get(0).horizon();
  }

  BaseForecasts base(int origin) {
    return base.get(origin);
  }

  /** Whether what came at a step after an origin was known when {@code asOf} periods were. */
  boolean isKnown(int origin, int step, int asOf) {
    return origins[origin] + step < asOf;
  }

  /** Actual less forecast, by node; NaN where either is missing. */
  double[] errors(int origin, int step) {
    return errors[origin][step];
  }

  /**
   * Mean squared errors by node over steps from {@code first} to before {@code last}, as far as
   * they were known; NaN where none was.
   */
  double[] meanSquares(int first, int last, int asOf) {
    double[] sums = new double[hierarchy.nodes()];
    int[] counts = new int[sums.length];
    for (int origin = 0; origin < origins.length; origin++) {
      for (int step = first; step < last && isKnown(origin, step, asOf); step++) {
        double[] error = errors[origin][step];
        for (int node = 0; node < sums.length; node++) {
          if (!Double.isNaN(error[node])) {
            sums[node] += error[node] * error[node];
            counts[node]++;
          }
        }
      }
    }
    for (int node = 0; node < sums.length; node++) {
      sums[node] = counts[node] == 0 ? Double.NaN : sums[node] / counts[node];
    }
    return sums;
  }

  /** How many origins had anything known after them at {@code asOf}. */
  int originsKnown(int asOf) {
    return (int) Arrays.stream(origins).filter(known -> known < asOf).count();
  }
}
