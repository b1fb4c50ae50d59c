package org.tidetable.export.disclosure;

import static org.tidetable.export.table.Require.require;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of one thing over its finest breakdown, not protected: person-level until the gate has
 * rounded it. Places without a count hold 0.
 *
 * @param counted what is counted, the same word as in {@code Role.Count}
 * @param dimensions names of the dimensions, the same as the columns of published tables
 * @param counts values in the order of the dimensions, dates as ISO text, to the count
 */
public record LeafCube(
    String counted, List<String> dimensions, SortedMap<List<String>, Long> counts) {

  static final Comparator<List<String>> BY_VALUE = LeafCube::compare;

  public LeafCube {
    dimensions = List.copyOf(dimensions);
    SortedMap<List<String>, Long> sorted = new TreeMap<>(BY_VALUE);
    sorted.putAll(counts);
    counts = Collections.unmodifiableSortedMap(sorted);
    for (var entry : counts.entrySet()) {
      require(
          entry.getKey().size() == dimensions.size(),
          "the cube of %s has %s dimensions, but a place has %s values",
          counted,
          dimensions.size(),
          entry.getKey().size());
      require(entry.getValue() >= 0, "the cube of %s has a count below 0", counted);
    }
  }

  /** Never shows counts. */
  @Override
  public String toString() {
    return "cube of " + counted + " by " + dimensions;
  }

  private static int compare(List<String> one, List<String> other) {
    for (int index = 0; index < Math.min(one.size(), other.size()); index++) {
      int order = one.get(index).compareTo(other.get(index));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
