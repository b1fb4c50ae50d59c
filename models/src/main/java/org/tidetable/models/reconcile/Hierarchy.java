package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What adds up to what. The bottom are the series that nothing divides further; every other node is
 * the sum of some of them. Levels may divide one another (a tree) or cross (by area and by age).
 *
 * <p>Nodes are numbered level by level, the bottom last. For each level the node of every bottom
 * series is kept, and no summing matrix: 4 bytes a bottom series and level. Immutable.
 */
public final class Hierarchy {

  /**
   * Nodes that divide the bottom between them.
   *
   * @param first the number of its first node
   * @param nodes how many there are, 1 or more
   */
  public record Level(String name, int first, int nodes) {}

  /** Of a bottom series that is in no node of a level. */
  public static final int NONE = -1;

  private final int bottoms;
  private final int totals;
  private final List<Level> levels;
  private final int[][] nodeOf;
  private final int[] sizes;
  private final List<Rise> rises;

  private Hierarchy(
      int bottoms, int totals, List<Level> levels, int[][] nodeOf, int[] sizes, List<Rise> rises) {
    this.bottoms = bottoms;
    this.totals = totals;
    this.levels = levels;
    this.nodeOf = nodeOf;
    this.sizes = sizes;
    this.rises = rises;
  }

  /**
   * A hierarchy of any groupings.
   *
   * @param bottoms number of bottom series, 1 or more
   * @param names of the levels above the bottom, then of the bottom
   * @param groups for each level above the bottom the group of each bottom series, from 0 without
   *     gaps, or {@link #NONE}
   */
  public static Hierarchy of(int bottoms, List<String> names, List<int[]> groups) {
    require(bottoms >= 1, "a hierarchy needs at least one series");
    require(names.size() == groups.size() + 1, "a name is needed for each level and the bottom");
    List<Level> levels = new ArrayList<>();
    int next = 0;
    for (int level = 0; level < groups.size(); level++) {
      int[] group = groups.get(level);
      require(group.length == bottoms, "level %s needs a group for each series", names.get(level));
      int nodes = 1 + Arrays.stream(group).max().orElse(NONE);
      require(nodes >= 1, "level %s holds no series", names.get(level));
      levels.add(new Level(names.get(level), next, nodes));
      next += nodes;
    }
    int[][] nodeOf = new int[groups.size()][bottoms];
    int[] sizes = new int[next + bottoms];
    Arrays.fill(sizes, next, next + bottoms, 1);
    for (int level = 0; level < groups.size(); level++) {
      int first = levels.get(level).first();
      for (int bottom = 0; bottom < bottoms; bottom++) {
        int group = groups.get(level)[bottom];
        // Series outside of a level add to a slot that nobody reads, which spares a test in loops.
        nodeOf[level][bottom] = group == NONE ? next : first + group;
        if (group != NONE) {
          sizes[first + group]++;
        }
      }
    }
    for (int node = 0; node < next; node++) {
      require(sizes[node] > 0, "node %s holds no series", node);
    }
    levels.add(new Level(names.get(groups.size()), next, bottoms));
    List<Rise> rises = Rise.all(levels, nodeOf);
    return new Hierarchy(bottoms, next, List.copyOf(levels), nodeOf, sizes, rises);
  }

  /** Number of bottom series. */
  public int bottoms() {
    return bottoms;
  }

  /** Number of nodes above the bottom; also the number of the first bottom node. */
  public int totals() {
    return totals;
  }

  /** Number of all nodes. */
  public int nodes() {
    return totals + bottoms;
  }

  /** All levels in the order of their nodes, the bottom last. */
  public List<Level> levels() {
    return levels;
  }

  /** Number of bottom series in a node. */
  public int size(int node) {
    return sizes[node];
  }

  /** The node of a bottom series in a level above the bottom, or {@link #NONE}. */
  public int nodeOf(int level, int bottom) {
    int node = nodeOf[level][bottom];
    return node == totals ? NONE : node;
  }

  /** Whether every level divides the one before it: then the nodes form a tree or several. */
  public boolean isTree() {
    for (int level = 1; level < nodeOf.length; level++) {
      int[] above = new int[totals + 1];
      Arrays.fill(above, NONE);
      for (int bottom = 0; bottom < bottoms; bottom++) {
        int node = nodeOf[level][bottom];
        int parent = nodeOf[level - 1][bottom];
        boolean torn = node == totals || (above[node] != NONE && above[node] != parent);
        if (torn || parent == totals) {
          return false;
        }
        above[node] = parent;
      }
    }
    return true;
  }

  /**
   * The values of all nodes that follow from those of the bottom.
   *
   * @param bottom one value for each bottom series
   */
  public double[] sums(double[] bottom) {
    double[] sums = new double[nodes()];
    addUp(bottom, sums);
    System.arraycopy(bottom, 0, sums, totals, bottoms);
    return sums;
  }

  /** Adds bottom values to their totals; {@code sums} is longer than there are totals. */
  void addUp(double[] bottom, double[] sums) {
    double first = sums[totals];
    for (Rise rise : rises) {
      rise.up(bottom, sums);
    }
    sums[totals] = first;
  }

  /** Adds to each bottom series the values of the totals that it is in, which change meanwhile. */
  void addDown(double[] values, double[] bottom) {
    double first = values[totals];
    values[totals] = 0;
    for (int index = rises.size() - 1; index >= 0; index--) {
      rises.get(index).down(values, bottom);
    }
    values[totals] = first;
  }

  @Override
  public String toString() {
    return "Hierarchy of " + bottoms + " series with " + totals + " totals";
  }
}
