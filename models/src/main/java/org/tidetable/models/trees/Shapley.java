package org.tidetable.models.trees;

import org.jspecify.annotations.Nullable;
import org.tidetable.models.matrix.FeatureMatrix;

/**
 * Exact Shapley values of boosted trees, where a column that is not known sends a row both ways, by
 * the weights of the training rows. What a leaf adds depends only on which columns of its path the
 * row satisfies; for shallow trees the answers of all such sets are worked out once.
 *
 * <p>Sources: Lundberg and others (2020), From local explanations to global understanding with
 * explainable AI for trees; Yang (2021), Fast TreeSHAP, which gave the idea of the tables. For one
 * leaf and one set the values are read off a product of linear terms, divided once for each column.
 */
public final class Shapley {
  /** Eight bytes each: 64 MB. */
  private static final long MOST_NUMBERS = 8_000_000;

  /** Fewer rows do not repay the tables. */
  private static final int REPAYS = 64;

  private final FlatForest forest;
  private final LeafPaths paths;
  private final double[][] factors;
  private final double rest;
  private final long numbers;
  private volatile @Nullable Tables tables;

  /** For each leaf, where the answers for its sets begin. */
  private record Tables(int[] starts, double[] answers) {}

  /** Prepares what all rows share. */
  public Shapley(FlatForest forest) {
    this.forest = forest;
    this.paths = new LeafPaths(forest);
    this.factors = factors();
    double sum = forest.start();
    for (int tree = 0; tree < forest.trees(); tree++) {
      sum += paths.mean(tree);
    }
    this.rest = sum;
    long count = 0;
    for (int leaf = 0; leaf < forest.root(forest.trees()); leaf++) {
      count += forest.leaf(leaf) ? ((long) paths.length(leaf)) << paths.length(leaf) : 0;
    }
    this.numbers = count;
  }

  /** The Shapley weight of a set of {@code k} out of {@code n - 1} others: k! (n - 1 - k)! / n!. */
  private static double[][] factors() {
    double[][] factors = new double[FlatForest.DEEPEST + 1][];
    for (int n = 1; n < factors.length; n++) {
      factors[n] = new double[n];
      double factor = 1.0 / n;
      for (int k = 0; k < n; k++) {
        factors[n][k] = factor;
        factor *= (k + 1.0) / Math.max(1, n - 1 - k);
      }
    }
    return factors;
  }

  /**
   * For each row what each column adds to the log-odds; the last number is the mean over the
   * training rows, so that a row sums to its margin.
   */
  public double[][] contributions(FeatureMatrix matrix) {
    Tables ready = matrix.rows() >= REPAYS ? prepared() : tables;
    int width = forest.width();
    int[] columns = forest.columns();
    double[][] contributions = new double[matrix.rows()][width + 1];
    RowBlock block = new RowBlock(forest, matrix);
    double[] sums = new double[block.capacity() * columns.length];
    Walk walk = new Walk();
    for (int from = 0; from < matrix.rows(); from += block.capacity()) {
      int rows = block.load(from);
      java.util.Arrays.fill(sums, 0);
      for (int tree = 0; tree < forest.trees(); tree++) {
        for (int row = 0; row < rows; row++) {
          walk.add(tree, block.values(), row, sums, ready);
        }
      }
      for (int row = 0; row < rows; row++) {
        double[] wanted = contributions[from + row];
        for (int place = 0; place < columns.length; place++) {
          wanted[columns[place]] = sums[row * columns.length + place];
        }
        wanted[width] = rest;
      }
    }
    return contributions;
  }

  /** The tables, or none where they would be too large. Two threads may both make them: no harm. */
  private @Nullable Tables prepared() {
    Tables known = tables;
    if (known != null || numbers > MOST_NUMBERS) {
      return known;
    }
    int nodes = forest.root(forest.trees());
    int[] starts = new int[nodes];
    double[] answers = new double[(int) numbers];
    Walk walk = new Walk();
    int filled = 0;
    for (int leaf = 0; leaf < nodes; leaf++) {
      int length = paths.length(leaf);
      if (forest.leaf(leaf) && length > 0) {
        starts[leaf] = filled;
        for (int met = 0; met < 1 << length; met++) {
          walk.answer(leaf, met);
          System.arraycopy(walk.answers, 0, answers, filled, length);
          filled += length;
        }
      }
    }
    Tables made = new Tables(starts, answers);
    tables = made;
    return made;
  }

  /** One thread's scratch. */
  private final class Walk {
    private final double[] product = new double[FlatForest.DEEPEST + 2];
    private final double[] answers = new double[FlatForest.DEEPEST + 1];
    private int[] met = new int[256];

    /** Adds what one tree gives each column of one row of a block. */
    void add(int tree, float[] values, int row, double[] sums, @Nullable Tables ready) {
      int root = forest.root(tree);
      int nodes = forest.root(tree + 1) - root;
      if (met.length < nodes) {
        met = new int[2 * nodes];
      }
      met[0] = 0;
      int from = row * forest.wide();
      int sum = row * forest.columns().length;
      for (int node = root; node < root + nodes; node++) {
        int known = met[node - root];
        int left = forest.left(node);
        if (left >= 0) {
          int bit = paths.bit(node);
          int both = known | paths.freshBit(node);
          int less = FlatForest.less(values[from + forest.slot(node)], forest.threshold(node));
          met[left - root] = both & ~(bit & (less - 1));
          met[left - root + 1] = both & ~(bit & -less);
        } else {
          int length = paths.length(node);
          int start = paths.start(node);
          if (ready != null) {
            int at = ready.starts[node] + known * length;
            for (int i = 0; i < length; i++) {
              sums[sum + paths.place(start + i)] += ready.answers[at + i];
            }
          } else if (length > 0) {
            answer(node, known);
            for (int i = 0; i < length; i++) {
              sums[sum + paths.place(start + i)] += answers[i];
            }
          }
        }
      }
    }

    /** What a leaf gives each column of its path where a row satisfies those columns. */
    void answer(int leaf, int known) {
      int length = paths.length(leaf);
      int start = paths.start(leaf);
      // The product of (share + x) over columns met and of share over the others.
      product[0] = 1;
      int degree = 0;
      for (int i = 0; i < length; i++) {
        double share = paths.share(start + i);
        if ((known >> i & 1) == 1) {
          product[degree + 1] = product[degree];
          for (int k = degree; k > 0; k--) {
            product[k] = product[k] * share + product[k - 1];
          }
          product[0] *= share;
          degree++;
        } else {
          for (int k = 0; k <= degree; k++) {
            product[k] *= share;
          }
        }
      }
      double[] factor = factors[length];
      double value = forest.value(leaf);
      double unmet = 0;
      for (int k = 0; k <= Math.min(degree, length - 1); k++) {
        unmet += product[k] * factor[k];
      }
      for (int i = 0; i < length; i++) {
        if ((known >> i & 1) == 0) {
          answers[i] = -value * unmet;
        } else {
          double share = paths.share(start + i);
          double quotient = product[degree];
          double sum = quotient * factor[degree - 1];
          for (int k = degree - 1; k > 0; k--) {
            quotient = product[k] - share * quotient;
            sum += quotient * factor[k - 1];
          }
          answers[i] = value * (1 - share) * sum;
        }
      }
    }
  }
}
