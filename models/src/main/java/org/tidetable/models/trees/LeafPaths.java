package org.tidetable.models.trees;

import java.util.Arrays;

/**
 * For each leaf the columns on its path, each once, and the share of the training rows that would
 * still reach the leaf if nothing were known but that column's answer.
 */
final class LeafPaths {
  private final FlatForest forest;

  /** By node: the bit of its column on the path; whether the column was not met above. */
  private final int[] bits;

  private final int[] freshBits;

  /** By leaf: where its columns begin in the two lists below. */
  private final int[] starts;

  private final int[] lengths;
  private int[] places = new int[64];
  private double[] shares = new double[64];
  private final double[] means;

  LeafPaths(FlatForest forest) {
    this.forest = forest;
    int nodes = forest.root(forest.trees());
    this.bits = new int[nodes];
    this.freshBits = new int[nodes];
    this.starts = new int[nodes];
    this.lengths = new int[nodes];
    this.means = new double[forest.trees()];
    int filled = 0;
    for (int tree = 0; tree < forest.trees(); tree++) {
      int root = forest.root(tree);
      int[][] paths = new int[forest.root(tree + 1) - root][];
      double[][] kept = new double[paths.length][];
      double[] reached = new double[paths.length];
      paths[0] = new int[0];
      kept[0] = new double[0];
      reached[0] = 1;
      // Children come after their parents.
      for (int node = root; node < forest.root(tree + 1); node++) {
        int[] path = paths[node - root];
        double[] share = kept[node - root];
        if (forest.leaf(node)) {
          starts[node] = filled;
          lengths[node] = path.length;
          if (filled + path.length > places.length) {
            places = Arrays.copyOf(places, 2 * places.length + path.length);
            shares = Arrays.copyOf(shares, places.length);
          }
          System.arraycopy(path, 0, places, filled, path.length);
          System.arraycopy(share, 0, shares, filled, path.length);
          filled += path.length;
          means[tree] += reached[node - root] * forest.value(node);
        } else {
          int position = position(path, forest.place(node));
          boolean fresh = position == path.length;
          bits[node] = 1 << position;
          freshBits[node] = fresh ? 1 << position : 0;
          for (int child = forest.left(node); child <= forest.left(node) + 1; child++) {
            double part = part(child, node);
            int[] longer = fresh ? Arrays.copyOf(path, position + 1) : path;
            double[] smaller = Arrays.copyOf(share, longer.length);
            longer[position] = forest.place(node);
            smaller[position] = (fresh ? 1 : share[position]) * part;
            paths[child - root] = longer;
            kept[child - root] = smaller;
            reached[child - root] = reached[node - root] * part;
          }
        }
      }
    }
  }

  /** The share of a node's rows that go to that child; a half where no row was seen. */
  private double part(int child, int node) {
    double all = forest.weight(node);
    return all > 0 ? forest.weight(child) / all : 0.5;
  }

  private static int position(int[] path, int place) {
    int position = 0;
    while (position < path.length && path[position] != place) {
      position++;
    }
    return position;
  }

  int bit(int node) {
    return bits[node];
  }

  int freshBit(int node) {
    return freshBits[node];
  }

  int start(int leaf) {
    return starts[leaf];
  }

  int length(int leaf) {
    return lengths[leaf];
  }

  int place(int entry) {
    return places[entry];
  }

  double share(int entry) {
    return shares[entry];
  }

  /** What a tree says on average over the training rows. */
  double mean(int tree) {
    return means[tree];
  }
}
