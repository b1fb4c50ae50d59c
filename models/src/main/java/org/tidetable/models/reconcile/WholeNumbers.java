package org.tidetable.models.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Coherent forecasts as whole numbers that still add up exactly.
 *
 * <p>In a tree the top is rounded and then divided downwards by largest remainders: every node is
 * its value rounded up or down, so off by less than 1. Where levels cross that cannot always be
 * had: the bottom is rounded up or down one by one, each so that the totals it is in stay as near
 * as possible, and every total is the sum of its rounded parts.
 */
public final class WholeNumbers {
  /** Values this near to a whole number are taken to be it. */
  private static final double TINY = 1e-7;

  private WholeNumbers() {}

  /**
   * Whole numbers for all nodes.
   *
   * @param values one for each node, coherent
   */
  public static double[] of(Hierarchy hierarchy, double[] values) {
    return hierarchy.isTree() ? tree(hierarchy, values) : crossed(hierarchy, values);
  }

  private static double[] tree(Hierarchy hierarchy, double[] values) {
    List<Hierarchy.Level> levels = hierarchy.levels();
    double[] whole = new double[values.length];
    Hierarchy.Level top = levels.get(0);
    for (int node = top.first(); node < top.first() + top.nodes(); node++) {
      whole[node] = Math.rint(values[node]);
    }
    for (int level = 1; level < levels.size(); level++) {
      children(hierarchy, level)
          .forEach((family) -> divide(family.parent, family.children, values, whole));
    }
    return whole;
  }

  private record Family(int parent, List<Integer> children) {}

  /** The nodes of a level by the node above them. */
  private static List<Family> children(Hierarchy hierarchy, int level) {
    Hierarchy.Level own = hierarchy.levels().get(level);
    Hierarchy.Level above = hierarchy.levels().get(level - 1);
    List<Family> families = new ArrayList<>();
    for (int parent = 0; parent < above.nodes(); parent++) {
      families.add(new Family(above.first() + parent, new ArrayList<>()));
    }
    boolean[] seen = new boolean[own.nodes()];
    boolean bottom = own.first() == hierarchy.totals();
    for (int series = 0; series < hierarchy.bottoms(); series++) {
      int node = bottom ? own.first() + series : hierarchy.nodeOf(level, series);
      if (!seen[node - own.first()]) {
        seen[node - own.first()] = true;
        int parent = hierarchy.nodeOf(level - 1, series);
        families.get(parent - above.first()).children.add(node);
      }
    }
    return families;
  }

  private static void divide(int parent, List<Integer> children, double[] values, double[] whole) {
    double left = whole[parent];
    for (int child : children) {
      whole[child] = Math.floor(values[child] + TINY);
      left -= whole[child];
    }
    List<Integer> byRemainder = new ArrayList<>(children);
    byRemainder.sort(
        Comparator.comparingDouble((Integer child) -> whole[child] - values[child])
            .thenComparing(child -> child));
    // A parent that was rounded up against a sum of nearly whole numbers may leave one too many.
    for (int index = 0; left > 0.5; index = (index + 1) % byRemainder.size()) {
      whole[byRemainder.get(index)]++;
      left--;
    }
    for (int index = byRemainder.size() - 1;
        left < -0.5;
        index = index == 0 ? byRemainder.size() - 1 : index - 1) {
      whole[byRemainder.get(index)]--;
      left++;
    }
  }

  private static double[] crossed(Hierarchy hierarchy, double[] values) {
    int totals = hierarchy.totals();
    int above = hierarchy.levels().size() - 1;
    double[] excess = new double[totals];
    double[] bottom = Arrays.copyOfRange(values, totals, values.length);
    for (int series = 0; series < bottom.length; series++) {
      double down = Math.floor(bottom[series] + TINY) - bottom[series];
      double off = 0;
      int nodes = 0;
      for (int level = 0; level < above; level++) {
        int node = hierarchy.nodeOf(level, series);
        if (node != Hierarchy.NONE) {
          off += excess[node];
          nodes++;
        }
      }
      // Up is nearer for the squares of all its totals and its own when this sum is below zero.
      boolean up = down < -TINY && off + (nodes + 1) * (down + 0.5) < 0;
      double change = up ? down + 1 : down;
      for (int level = 0; level < above; level++) {
        int node = hierarchy.nodeOf(level, series);
        if (node != Hierarchy.NONE) {
          excess[node] += change;
        }
      }
      bottom[series] = Math.rint(bottom[series] + change);
    }
    return hierarchy.sums(bottom);
  }
}
