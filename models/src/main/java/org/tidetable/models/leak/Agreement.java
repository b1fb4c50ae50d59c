package org.tidetable.models.leak;

import java.util.Arrays;

/**
 * How far the outcomes of rows of one group go together.
 *
 * @param rows number of rows in groups of two or more
 * @param correlation of the outcomes of neighbours in a group: 1 when always the same
 */
record Agreement(int rows, double correlation) {

  /** Of rows that share a level, in levels of at most so many rows. */
  static Agreement within(SuspectColumn column, boolean[] outcomes, int most) {
    int[] counts = column.counts();
    int[] last = new int[column.distinct()];
    Arrays.fill(last, -1);
    int rows = 0;
    double both = 0;
    double one = 0;
    double none = 0;
    for (int row = 0; row < outcomes.length; row++) {
      int level = column.levels()[row];
      if (level < 0 || counts[level] < 2 || counts[level] > most) {
        continue;
      }
      rows++;
      if (last[level] >= 0) {
        boolean before = outcomes[last[level]];
        both += before && outcomes[row] ? 1 : 0;
        none += !before && !outcomes[row] ? 1 : 0;
        one += before != outcomes[row] ? 0.5 : 0;
      }
      last[level] = row;
    }
    double spread = (both + one) * (none + one);
    return new Agreement(rows, spread == 0 ? 0 : (both * none - one * one) / spread);
  }
}
