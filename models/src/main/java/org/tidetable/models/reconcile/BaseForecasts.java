package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** What was forecast for each node by itself, before anything had to add up. */
public final class BaseForecasts {
  private final double[][] values;
  private final List<BitSet> fixed;

  /**
   * @param values by step ahead, then node; NaN where a node has no forecast. A bottom series
   *     without one takes what its totals leave it, divided evenly
   * @param fixed for each step the bottom series, from 0, whose forecasts are to stay as they are,
   *     such as the zero of a service that is closed
   */
  public BaseForecasts(double[][] values, List<BitSet> fixed) {
    require(values.length == fixed.size(), "each step needs its fixed series, or none");
    this.values = values;
    this.fixed = List.copyOf(fixed);
  }

  /** Forecasts that may all change. */
  public static BaseForecasts of(double[][] values) {
    return new BaseForecasts(values, Collections.nCopies(values.length, new BitSet()));
  }

  /** Steps ahead. */
  public int horizon() {
    return values.length;
  }

  /** By node, of a step from 0. */
  double[] values(int step) {
    return values[step];
  }

  BitSet fixed(int step) {
    return fixed.get(step);
  }
}
