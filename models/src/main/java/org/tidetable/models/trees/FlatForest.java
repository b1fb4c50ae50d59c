package org.tidetable.models.trees;

import static org.tidetable.models.vocabulary.Require.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.tidetable.models.matrix.FeatureMatrix;

/**
 * Boosted trees of one yes-or-no outcome in flat arrays. An entry that a matrix does not store, or
 * stores as 0, is missing and goes where the trainer sent it; all comparisons and sums are those of
 * XGBoost, in single precision and in its order. Immutable: any number of threads may ask.
 */
public final class FlatForest {
  /** Deeper trees would have too many columns on one path. */
  static final int DEEPEST = 30;

  private final int width;
  private final float start;
  private final int[] roots;
  private final int[] depths;
  private final int[] slots;
  private final float[] thresholds;
  private final int[] lefts;
  private final float[] leaves;
  private final float[] weights;

  /** By node, four numbers that one look at memory brings: slot, threshold, right child, value. */
  private final int[] packed;

  private final int[] columns;
  private final int[] places;

  /**
   * Trees of a document.
   *
   * @param columnOf for each number that the document gives to a feature, its column in matrices
   * @param width the columns of matrices
   */
  public FlatForest(TreeDocument document, int[] columnOf, int width) {
    this.width = width;
    float probability = document.start();
    this.start = (float) -Math.log(1f / probability - 1f);
    List<JsonNode> trees = document.trees();
    this.roots = new int[trees.size() + 1];
    this.depths = new int[trees.size()];
    for (int tree = 0; tree < trees.size(); tree++) {
      roots[tree + 1] = roots[tree] + trees.get(tree).path("left_children").size();
    }
    int nodes = roots[trees.size()];
    this.slots = new int[nodes];
    this.thresholds = new float[nodes];
    this.lefts = new int[nodes];
    this.leaves = new float[nodes];
    this.weights = new float[nodes];
    this.places = new int[width];
    this.columns = usedColumns(trees, columnOf, places);
    for (int tree = 0; tree < trees.size(); tree++) {
      depths[tree] = flatten(trees.get(tree), roots[tree], columnOf);
      require(depths[tree] <= DEEPEST, "trees of more than %s levels are not read", DEEPEST);
    }
    this.packed = new int[4 * nodes];
    for (int node = 0; node < nodes; node++) {
      boolean leaf = leaf(node);
      // A leaf leads to itself: it asks for a slot that is 0 in every row, which is more than -1.
      packed[4 * node] = leaf ? 2 * columns.length : slots[node];
      packed[4 * node + 1] = Float.floatToRawIntBits(leaf ? -1 : thresholds[node]);
      packed[4 * node + 2] = 4 * (leaf ? node : lefts[node] + 1);
      packed[4 * node + 3] = Float.floatToRawIntBits(leaves[node]);
    }
  }

  private static int[] usedColumns(List<JsonNode> trees, int[] columnOf, int[] places) {
    boolean[] used = new boolean[places.length];
    for (JsonNode tree : trees) {
      for (int node = 0; node < tree.path("left_children").size(); node++) {
        if (tree.path("left_children").get(node).asInt() >= 0) {
          int feature = tree.path("split_indices").get(node).asInt();
          require(
              feature < columnOf.length && tree.path("split_type").path(node).asInt() == 0,
              "the saved trees split by something else than the columns of training");
          used[columnOf[feature]] = true;
        }
      }
    }
    int count = 0;
    int[] columns = new int[places.length];
    for (int column = 0; column < places.length; column++) {
      places[column] = used[column] ? count : -1;
      if (used[column]) {
        columns[count++] = column;
      }
    }
    return Arrays.copyOf(columns, count);
  }

  /** Renumbers the nodes level by level, so that a right child follows its left one. */
  private int flatten(JsonNode tree, int first, int[] columnOf) {
    int nodes = tree.path("left_children").size();
    int[] original = new int[nodes];
    int[] level = new int[nodes];
    int filled = 1;
    for (int node = 0; node < filled; node++) {
      int old = original[node];
      int at = first + node;
      weights[at] = number(tree, "sum_hessian", old);
      int left = tree.path("left_children").get(old).asInt();
      if (left < 0) {
        lefts[at] = -1;
        leaves[at] = number(tree, "split_conditions", old);
      } else {
        require(filled + 2 <= nodes, "the saved trees are damaged");
        int place = places[columnOf[tree.path("split_indices").get(old).asInt()]];
        JsonNode missingLeft = tree.path("default_left").get(old);
        boolean right =
            missingLeft.isBoolean() ? !missingLeft.asBoolean() : missingLeft.asInt() == 0;
        slots[at] = 2 * place + (right ? 1 : 0);
        thresholds[at] = number(tree, "split_conditions", old);
        lefts[at] = first + filled;
        original[filled] = left;
        level[filled++] = level[node] + 1;
        original[filled] = tree.path("right_children").get(old).asInt();
        level[filled++] = level[node] + 1;
      }
    }
    return level[filled - 1];
  }

  private static float number(JsonNode tree, String name, int node) {
    return (float) tree.path(name).path(node).asDouble();
  }

  /** The number of trees. */
  public int trees() {
    return depths.length;
  }

  /** For each row the log-odds that the trees give. */
  public float[] margins(FeatureMatrix matrix) {
    float[] margins = new float[matrix.rows()];
    Arrays.fill(margins, start);
    RowBlock block = new RowBlock(this, matrix);
    for (int from = 0; from < margins.length; from += block.capacity()) {
      int rows = block.load(from);
      for (int tree = 0; tree < depths.length; tree++) {
        add(tree, block.values(), rows, margins, from);
      }
    }
    return margins;
  }

  /**
   * Four rows at a time: their walks do not wait for each other. The sign of a difference decides,
   * not a comparison: a processor cannot foresee the way of a row.
   */
  private void add(int tree, float[] values, int rows, float[] margins, int from) {
    int[] nodes = packed;
    int wide = wide();
    int root = 4 * roots[tree];
    int depth = depths[tree];
    int row = 0;
    for (; row + 4 <= rows; row += 4) {
      int first = row * wide;
      int second = first + wide;
      int third = second + wide;
      int fourth = third + wide;
      int a = root;
      int b = root;
      int c = root;
      int d = root;
      for (int step = 0; step < depth; step++) {
        a = nodes[a + 2] - 4 * sign(values[first + nodes[a]], nodes[a + 1]);
        b = nodes[b + 2] - 4 * sign(values[second + nodes[b]], nodes[b + 1]);
        c = nodes[c + 2] - 4 * sign(values[third + nodes[c]], nodes[c + 1]);
        d = nodes[d + 2] - 4 * sign(values[fourth + nodes[d]], nodes[d + 1]);
      }
      margins[from + row] += Float.intBitsToFloat(nodes[a + 3]);
      margins[from + row + 1] += Float.intBitsToFloat(nodes[b + 3]);
      margins[from + row + 2] += Float.intBitsToFloat(nodes[c + 3]);
      margins[from + row + 3] += Float.intBitsToFloat(nodes[d + 3]);
    }
    for (; row < rows; row++) {
      int node = root;
      for (int step = 0; step < depth; step++) {
        node = nodes[node + 2] - 4 * sign(values[row * wide + nodes[node]], nodes[node + 1]);
      }
      margins[from + row] += Float.intBitsToFloat(nodes[node + 3]);
    }
  }

  /** 1 where the value is less than the threshold of those bits, else 0; neither is NaN. */
  private static int sign(float value, int threshold) {
    return less(value, Float.intBitsToFloat(threshold));
  }

  /** 1 where the value is less than the threshold, else 0; neither is NaN, nor both infinite. */
  static int less(float value, float threshold) {
    return Float.floatToRawIntBits(value - threshold) >>> 31;
  }

  int width() {
    return width;
  }

  /** The slots of a row: two for each column that is asked for, and one that is 0. */
  int wide() {
    return 2 * columns.length + 1;
  }

  float start() {
    return start;
  }

  /** The columns that some split asks for, ascending; their places in this list number them. */
  int[] columns() {
    return columns;
  }

  /** The place of a column, or -1 where no split asks for it. */
  int placeOf(int column) {
    return places[column];
  }

  /** The root of a tree; the root of the next one ends it. */
  int root(int tree) {
    return roots[tree];
  }

  boolean leaf(int node) {
    return lefts[node] < 0;
  }

  int left(int node) {
    return lefts[node];
  }

  int slot(int node) {
    return slots[node];
  }

  int place(int node) {
    return slots[node] >> 1;
  }

  float threshold(int node) {
    return thresholds[node];
  }

  float value(int node) {
    return leaves[node];
  }

  float weight(int node) {
    return weights[node];
  }
}
