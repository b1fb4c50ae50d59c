package org.tidetable.models.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The step from one level to a coarser one: a level is summed from the smallest level that divides
 * it, as that is less work than from the bottom.
 *
 * @param fromBottom whether it is summed from the bottom
 * @param first the first node of the finer level; 0 for the bottom
 * @param above the node above each node of the finer level
 */
record Rise(boolean fromBottom, int first, int[] above) {

  /** One step for each level above the bottom, in an order in which each finds its finer level. */
  static List<Rise> all(List<Hierarchy.Level> levels, int[][] nodeOf) {
    List<Integer> fineFirst = new ArrayList<>(IntStream.range(0, nodeOf.length).boxed().toList());
    fineFirst.sort(
        Comparator.comparing((Integer level) -> -levels.get(level).nodes())
            .thenComparing(level -> -level));
    List<Rise> rises = new ArrayList<>();
    for (int index = 0; index < fineFirst.size(); index++) {
      int level = fineFirst.get(index);
      Optional<Rise> rise = Optional.empty();
      for (int finer = index - 1; finer >= 0 && rise.isEmpty(); finer--) {
        rise =
            between(levels.get(fineFirst.get(finer)), nodeOf[fineFirst.get(finer)], nodeOf[level]);
      }
      rises.add(rise.orElse(new Rise(true, 0, nodeOf[level])));
    }
    return List.copyOf(rises);
  }

  /** The step between two levels; none where the finer does not divide the coarser. */
  private static Optional<Rise> between(Hierarchy.Level finer, int[] fine, int[] coarse) {
    int[] above = new int[finer.nodes()];
    Arrays.fill(above, Hierarchy.NONE);
    int seen = 0;
    for (int bottom = 0; bottom < fine.length; bottom++) {
      int node = fine[bottom] - finer.first();
      // A series outside of the finer level would be missing in the sum.
      if (node < 0 || node >= above.length || (above[node] >= 0 && above[node] != coarse[bottom])) {
        return Optional.empty();
      }
      seen += above[node] < 0 ? 1 : 0;
      above[node] = coarse[bottom];
    }
    return seen == above.length
        ? Optional.of(new Rise(false, finer.first(), above))
        : Optional.empty();
  }

  void up(double[] bottom, double[] nodes) {
    if (fromBottom) {
      for (int index = 0; index < above.length; index++) {
        nodes[above[index]] += bottom[index];
      }
    } else {
      for (int index = 0; index < above.length; index++) {
        nodes[above[index]] += nodes[first + index];
      }
    }
  }

  void down(double[] nodes, double[] bottom) {
    if (fromBottom) {
      for (int index = 0; index < above.length; index++) {
        bottom[index] += nodes[above[index]];
      }
    } else {
      for (int index = 0; index < above.length; index++) {
        nodes[first + index] += nodes[above[index]];
      }
    }
  }
}
