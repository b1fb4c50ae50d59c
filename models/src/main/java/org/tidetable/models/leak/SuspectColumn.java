package org.tidetable.models.leak;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One column as levels: for each row the number of its distinct value.
 *
 * @param levels by row, from 0; -1 where the value is missing
 * @param numbers by level its number; empty when the column holds other texts
 * @param texts by level its text; empty when the column holds numbers only
 */
record SuspectColumn(String name, int[] levels, double[] numbers, List<String> texts) {

  boolean numeric() {
    return numbers.length > 0;
  }

  int distinct() {
    return numeric() ? numbers.length : texts.size();
  }

  int filled() {
    int filled = 0;
    for (int level : levels) {
      filled += level >= 0 ? 1 : 0;
    }
    return filled;
  }

  /** By level how many rows it has; the last place counts rows without a value. */
  int[] counts() {
    int[] counts = new int[distinct() + 1];
    for (int level : levels) {
      counts[level < 0 ? counts.length - 1 : level]++;
    }
    return counts;
  }

  /** As {@link #counts()}, of rows with the outcome. */
  int[] outcomes(boolean[] outcomes) {
    int[] yes = new int[distinct() + 1];
    for (int row = 0; row < levels.length; row++) {
      if (outcomes[row]) {
        yes[levels[row] < 0 ? yes.length - 1 : levels[row]]++;
      }
    }
    return yes;
  }

  /** A column of the numbers of a matrix. */
  static SuspectColumn of(String name, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    double[] numbers = Arrays.copyOf(sorted, distinct);
    int[] levels = new int[values.length];
    for (int row = 0; row < levels.length; row++) {
      levels[row] = Arrays.binarySearch(numbers, values[row]);
    }
    return new SuspectColumn(name, levels, numbers, List.of());
  }

  /** By level a group, for example the first sign of its text; -1 where there is none. */
  SuspectColumn grouped(int[] groups) {
    int[] grouped = new int[levels.length];
    int most = 0;
    for (int row = 0; row < levels.length; row++) {
      grouped[row] = levels[row] < 0 ? -1 : groups[levels[row]];
      most = Math.max(most, grouped[row] + 1);
    }
    return new SuspectColumn(name, grouped, new double[0], Collections.nCopies(most, ""));
  }

  /** The same with its numbers in at most so many groups of like size; missing ones apart. */
  SuspectColumn binned(int bins) {
    double[] order = numbers.clone();
    Arrays.sort(order);
    int[] counts = new int[order.length];
    int[] place = new int[order.length];
    for (int level = 0; level < order.length; level++) {
      place[level] = Arrays.binarySearch(order, numbers[level]);
    }
    int filled = 0;
    for (int level : levels) {
      if (level >= 0) {
        counts[place[level]]++;
        filled++;
      }
    }
    int[] groupOfPlace = new int[order.length];
    long seen = 0;
    for (int i = 0; i < order.length; i++) {
      groupOfPlace[i] = (int) Math.min(bins - 1L, seen * bins / Math.max(1, filled));
      seen += counts[i];
    }
    int[] groups = new int[order.length];
    for (int level = 0; level < groups.length; level++) {
      groups[level] = groupOfPlace[place[level]];
    }
    return grouped(groups);
  }
}
