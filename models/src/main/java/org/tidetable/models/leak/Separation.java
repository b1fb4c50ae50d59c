package org.tidetable.models.leak;

import java.util.Arrays;

/** How well a column tells the outcome: areas under ROC curves, each between 0 and 1. */
final class Separation {
  private static final double SMOOTHING = 3;

  private Separation() {}

  /** The chance that a row with the outcome has the higher number; ties count half. */
  static double ordered(double[] numbers, int[] yes, int[] all) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    long[] with = new long[distinct];
    long[] without = new long[distinct];
    for (int level = 0; level < numbers.length; level++) {
      int place = Arrays.binarySearch(sorted, 0, distinct, numbers[level]);
      with[place] += yes[level];
      without[place] += all[level] - yes[level];
    }
    double pairs = 0;
    double seen = 0;
    double positives = 0;
    for (int place = 0; place < distinct; place++) {
      pairs += with[place] * (seen + without[place] / 2.0);
      seen += without[place];
      positives += with[place];
    }
    return positives == 0 || seen == 0 ? 0.5 : pairs / (positives * seen);
  }

  /** The area of a numeric column's filled rows, in the better of both directions. */
  static double ordered(SuspectColumn column, boolean[] outcomes) {
    double area = direction(column, outcomes);
    return Math.max(area, 1 - area);
  }

  /** As {@link #ordered(SuspectColumn, boolean[])}: over one half when high numbers go with it. */
  static double direction(SuspectColumn column, boolean[] outcomes) {
    int levels = column.distinct();
    return ordered(
        column.numbers(),
        Arrays.copyOf(column.outcomes(outcomes), levels),
        Arrays.copyOf(column.counts(), levels));
  }

  /** The area where each half of the rows is told by its levels' rates in the other half. */
  static double crossFitted(SuspectColumn column, boolean[] outcomes, boolean[] half) {
    int places = column.distinct() + 1;
    int[][] all = new int[2][places];
    int[][] yes = new int[2][places];
    double[] rows = new double[2];
    double[] with = new double[2];
    for (int row = 0; row < outcomes.length; row++) {
      int side = half[row] ? 1 : 0;
      int level = column.levels()[row];
      int place = level < 0 ? places - 1 : level;
      all[side][place]++;
      rows[side]++;
      if (outcomes[row]) {
        yes[side][place]++;
        with[side]++;
      }
    }
    double area = 0;
    for (int side = 0; side < 2; side++) {
      double base = with[1 - side] / Math.max(1, rows[1 - side]);
      double[] rates = new double[places];
      for (int place = 0; place < places; place++) {
        rates[place] =
            (yes[1 - side][place] + SMOOTHING * base) / (all[1 - side][place] + SMOOTHING);
      }
      area += ordered(rates, yes[side], all[side]) / 2;
    }
    return area;
  }

  /** About twice the largest standard error of an area of one half. */
  static double chance(boolean[] outcomes) {
    double yes = 0;
    for (boolean outcome : outcomes) {
      yes += outcome ? 1 : 0;
    }
    double no = outcomes.length - yes;
    return yes == 0 || no == 0 ? 1 : 2 * Math.sqrt((yes + no + 1) / (12 * yes * no));
  }

  /**
   * The largest share of all rows with (or without) the outcome that one end of a column's numbers
   * holds almost alone, at least {@code purity}; 0 when there is none of 30 rows.
   */
  static double pureEnd(SuspectColumn column, boolean[] outcomes, boolean wanted, double purity) {
    int levels = column.distinct();
    int[] all = column.counts();
    int[] yes = column.outcomes(outcomes);
    double total = 0;
    for (boolean outcome : outcomes) {
      total += outcome == wanted ? 1 : 0;
    }
    double[] sorted = column.numbers().clone();
    Arrays.sort(sorted);
    int[] rows = new int[levels];
    int[] hits = new int[levels];
    for (int level = 0; level < levels; level++) {
      int place = Arrays.binarySearch(sorted, column.numbers()[level]);
      rows[place] += all[level];
      hits[place] += wanted ? yes[level] : all[level] - yes[level];
    }
    double best = 0;
    for (int end = 0; end < 2; end++) {
      double seen = 0;
      double right = 0;
      for (int i = 0; i < levels; i++) {
        int place = end == 0 ? i : levels - 1 - i;
        seen += rows[place];
        right += hits[place];
        if (seen >= 30 && right >= purity * seen) {
          best = Math.max(best, right / total);
        }
      }
    }
    return best;
  }
}
