package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.BitSet;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * How much the forecast of each node is trusted: the inverse of the covariance of their errors,
 * which is a diagonal, or a diagonal and a few vectors (as many as there are residuals), so that it
 * needs no matrix at any size.
 *
 * <p>Sources: Wickramasuriya, Athanasopoulos and Hyndman (2019), Optimal forecast reconciliation
 * through trace minimization; Schaefer and Strimmer (2005), A shrinkage approach to large-scale
 * covariance matrix estimation.
 */
public final class Precision {
  /** Standard deviations below this are taken to be zero, as hierarchicalforecast does. */
  private static final double TINY = 2e-8;

  private final double[] weights;
  private final double[][] spread;
  private final double[][] factors;

  private Precision(double[] weights, double[][] spread) {
    this.weights = weights;
    this.spread = spread;
    this.factors = factors(weights, spread);
  }

  /** Errors whose variance is the number of bottom series in a node. */
  public static Precision structure(Hierarchy hierarchy) {
    double[] variances = new double[hierarchy.nodes()];
    Arrays.setAll(variances, hierarchy::size);
    return variances(variances);
  }

  /**
   * Errors that have nothing to do with one another.
   *
   * @param variances of each node's errors; above 0, or infinite where a forecast says nothing
   */
  public static Precision variances(double[] variances) {
    double[] weights = new double[variances.length];
    for (int node = 0; node < weights.length; node++) {
      require(variances[node] > 0, "the variance of node %s must be above 0", node);
      weights[node] = 1 / variances[node];
    }
    return new Precision(weights, new double[0][]);
  }

  /**
   * Errors that go together as they did, with correlations shrunk towards none: the more, the less
   * the residuals say. Time and memory grow with nodes times residuals.
   *
   * @param residuals for each of two times or more the errors of all nodes; NaN where a node's is
   *     not known, which says nothing of how it goes with others
   * @param spare the variances of nodes with fewer than two errors, above 0
   */
  public static Precision shrunk(double[][] residuals, double[] spare) {
    int times = residuals.length;
    require(times >= 2, "correlations need two residuals or more, but there are %s", times);
    int nodes = residuals[0].length;
    double[][] centred = new double[times][nodes];
    double[] variances = new double[nodes];
    for (int node = 0; node < nodes; node++) {
      double sum = 0;
      int known = 0;
      for (double[] residual : residuals) {
        if (!Double.isNaN(residual[node])) {
          sum += residual[node];
          known++;
        }
      }
      if (known < 2) {
        variances[node] = spare[node];
        continue;
      }
      double squares = 0;
      for (int time = 0; time < times; time++) {
        double error = residuals[time][node] - sum / known;
        centred[time][node] = Double.isNaN(error) ? 0 : error;
        squares += centred[time][node] * centred[time][node];
      }
      variances[node] = squares / (known - 1);
      for (int time = 0; time < times && known < times; time++) {
        centred[time][node] *= Math.sqrt((times - 1.0) / (known - 1));
      }
    }
    double kept = 1 - shrinkage(centred, variances);
    double[] weights = new double[nodes];
    for (int node = 0; node < nodes; node++) {
      double variance = Math.max(variances[node], TINY);
      // What the common vectors do not hold; the least share keeps the inverse stable.
      weights[node] = 1 / Math.max(variance - kept * variances[node], 1e-9 * variance);
    }
    double scale = Math.sqrt(kept / (times - 1));
    for (double[] vector : centred) {
      for (int node = 0; node < nodes; node++) {
        vector[node] *= scale;
      }
    }
    return new Precision(weights, kept > 0 ? centred : new double[0][]);
  }

  /**
   * The share, 0 to 1, by which correlations are shrunk. The sums over all pairs of nodes are those
   * of products over pairs of times, of which there are few.
   */
  private static double shrinkage(double[][] centred, double[] variances) {
    int times = centred.length;
    int nodes = variances.length;
    double[] inverse = new double[nodes];
    for (int node = 0; node < nodes; node++) {
      inverse[node] = 1 / (Math.sqrt(variances[node] * (times - 1) / times) + TINY);
    }
    double ofSquares = 0;
    double ofMeans = 0;
    double[] ownFourth = new double[times];
    for (int one = 0; one < times; one++) {
      for (int two = 0; two <= one; two++) {
        double product = 0;
        for (int node = 0; node < nodes; node++) {
          product += centred[one][node] * centred[two][node] * inverse[node] * inverse[node];
        }
        ofMeans += (one == two ? 1 : 2) * product * product / times / times;
        ownFourth[one] = product;
      }
    }
    for (double squares : ownFourth) {
      ofSquares += squares * squares;
    }
    // Each node with itself is no pair.
    for (int node = 0; node < nodes; node++) {
      double second = 0;
      double fourth = 0;
      for (double[] vector : centred) {
        double square = vector[node] * inverse[node] * vector[node] * inverse[node];
        second += square / times;
        fourth += square * square;
      }
      ofMeans -= second * second;
      ofSquares -= fourth;
    }
    double variance = ofSquares - times * ofMeans;
    double share = variance / times / (times - 1) / (ofMeans + 2 * TINY);
    return Math.min(1, Math.max(0, share));
  }

  /** The same trust in all nodes but these, of which there is no forecast. */
  Precision without(BitSet missing) {
    if (missing.isEmpty()) {
      return this;
    }
    double[] fewer = weights.clone();
    missing.stream().forEach(node -> fewer[node] = 0);
    return new Precision(fewer, spread);
  }

  double weight(int node) {
    return weights[node];
  }

  /** Multiplies node values in place by the inverse of the covariance. */
  void apply(double[] values) {
    double[] parts = new double[factors.length];
    for (int vector = 0; vector < factors.length; vector++) {
      for (int node = 0; node < weights.length; node++) {
        parts[vector] += factors[vector][node] * values[node];
      }
    }
    for (int node = 0; node < weights.length; node++) {
      values[node] *= weights[node];
    }
    for (int vector = 0; vector < factors.length; vector++) {
      for (int node = 0; node < weights.length; node++) {
        values[node] -= parts[vector] * factors[vector][node];
      }
    }
  }

  /** Woodbury's identity, with the small matrix in the middle divided between the two sides. */
  private static double[][] factors(double[] weights, double[][] spread) {
    int times = spread.length;
    if (times == 0) {
      return spread;
    }
    RealMatrix middle = new Array2DRowRealMatrix(times, times);
    for (int one = 0; one < times; one++) {
      for (int two = 0; two <= one; two++) {
        double product = one == two ? 1 : 0;
        for (int node = 0; node < weights.length; node++) {
          product += spread[one][node] * weights[node] * spread[two][node];
        }
        middle.setEntry(one, two, product);
        middle.setEntry(two, one, product);
      }
    }
    RealMatrix root = new CholeskyDecomposition(middle, 1e-9, 0).getL();
    double[][] factors = new double[times][weights.length];
    for (int one = 0; one < times; one++) {
      double[] factor = factors[one];
      for (int node = 0; node < weights.length; node++) {
        factor[node] = weights[node] * spread[one][node];
      }
      for (int two = 0; two < one; two++) {
        double share = root.getEntry(one, two);
        for (int node = 0; node < weights.length; node++) {
          factor[node] -= share * factors[two][node];
        }
      }
      for (int node = 0; node < weights.length; node++) {
        factor[node] /= root.getEntry(one, one);
      }
    }
    return factors;
  }
}
