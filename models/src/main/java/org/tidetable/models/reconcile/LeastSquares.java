package org.tidetable.models.reconcile;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The bottom values whose sums come nearest to given forecasts of all nodes, each counted by how
 * much it is trusted: generalised least squares, solved by conjugate gradients with the diagonal as
 * preconditioner. The work of an iteration is one pass over the levels.
 *
 * <p>Values that must not be negative are found by principal pivoting in blocks: those that come
 * out negative are held at zero, those held that would be better above zero are let go, and the
 * rest is solved again. Not safe for use by several threads at once.
 *
 * <p>Sources: Hestenes and Stiefel (1952), Methods of conjugate gradients; Portugal, Judice and
 * Vicente (1994), A comparison of block pivoting and interior-point algorithms for linear least
 * squares problems with nonnegative variables.
 */
final class LeastSquares {
  /** The error that is left, relative to the right-hand side, in the preconditioner's norm. */
  private static final double TOLERANCE = 1e-11;

  /** Enough to see which values would be negative. */
  private static final double LOOSE = 1e-5;

  private static final int MOST_ITERATIONS = 2000;

  /** Rounds in which series may be let go again; after them they are only held. */
  private static final int FREE_ROUNDS = 6;

  private static final int MOST_ROUNDS = 30;

  private final Hierarchy hierarchy;
  private final Precision precision;
  private final int bottoms;
  private final double[] inverseDiagonal;
  private final double[] nodes;
  private final double[] residual;
  private final double[] direction;
  private final double[] product;
  private final boolean[] held;

  /**
   * @param fixed bottom series that keep the value of their base forecast
   */
  LeastSquares(Hierarchy hierarchy, Precision precision, BitSet fixed) {
    this.hierarchy = hierarchy;
    this.precision = precision;
    this.bottoms = hierarchy.bottoms();
    this.nodes = new double[hierarchy.nodes()];
    this.residual = new double[bottoms];
    this.direction = new double[bottoms];
    this.product = new double[bottoms];
    this.held = new boolean[bottoms];
    this.inverseDiagonal = new double[bottoms];
    Arrays.setAll(nodes, precision::weight);
    down(inverseDiagonal);
    for (int bottom = 0; bottom < bottoms; bottom++) {
      double diagonal = inverseDiagonal[bottom];
      inverseDiagonal[bottom] = diagonal > 0 && !fixed.get(bottom) ? 1 / diagonal : 0;
    }
  }

  /**
   * The bottom values.
   *
   * @param base one forecast for each node; of those without weight any finite number
   * @param nonNegative whether no bottom value may be below zero
   */
  double[] solve(double[] base, boolean nonNegative) {
    int totals = hierarchy.totals();
    double[] right = new double[bottoms];
    System.arraycopy(base, 0, nodes, 0, nodes.length);
    precision.apply(nodes);
    down(right);
    double[] solution = Arrays.copyOfRange(base, totals, totals + bottoms);
    Arrays.fill(held, false);
    double tolerance = nonNegative ? LOOSE : TOLERANCE;
    descend(right, solution, tolerance);
    for (int round = 0; nonNegative && round < MOST_ROUNDS; round++) {
      boolean changed = pivot(right, solution, round < FREE_ROUNDS);
      if (!changed && tolerance == TOLERANCE) {
        break;
      }
      tolerance = changed && tolerance > TOLERANCE && round < FREE_ROUNDS ? LOOSE : TOLERANCE;
      descend(right, solution, tolerance);
    }
    for (int bottom = 0; nonNegative && bottom < bottoms; bottom++) {
      solution[bottom] = Math.max(0, solution[bottom]);
    }
    return solution;
  }

  /** Holds and lets go; false when nothing is left to change. */
  private boolean pivot(double[] right, double[] solution, boolean letGo) {
    if (letGo && anyHeld()) {
      multiply(solution, product);
    }
    boolean changed = false;
    for (int bottom = 0; bottom < bottoms; bottom++) {
      if (held[bottom]) {
        double pull = (right[bottom] - product[bottom]) * inverseDiagonal[bottom];
        if (letGo && pull > Math.sqrt(TOLERANCE) * (1 + Math.abs(pull))) {
          held[bottom] = false;
          changed = true;
        }
      } else if (solution[bottom] < 0) {
        held[bottom] = true;
        solution[bottom] = 0;
        changed = true;
      }
    }
    return changed;
  }

  private boolean anyHeld() {
    for (boolean one : held) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  private void descend(double[] right, double[] solution, double tolerance) {
    multiply(solution, product);
    double scale = 0;
    double rho = 0;
    for (int bottom = 0; bottom < bottoms; bottom++) {
      double error = held[bottom] ? 0 : right[bottom] - product[bottom];
      residual[bottom] = error;
      direction[bottom] = error * inverseDiagonal[bottom];
      rho += error * direction[bottom];
      scale += right[bottom] * right[bottom] * inverseDiagonal[bottom];
    }
    double enough = tolerance * tolerance * scale;
    for (int iteration = 0; iteration < MOST_ITERATIONS && rho > enough; iteration++) {
      multiply(direction, product);
      double curvature = 0;
      for (int bottom = 0; bottom < bottoms; bottom++) {
        curvature += direction[bottom] * product[bottom];
      }
      if (!(curvature > 0)) {
        return;
      }
      double step = rho / curvature;
      double next = 0;
      for (int bottom = 0; bottom < bottoms; bottom++) {
        solution[bottom] += step * direction[bottom];
        double error = held[bottom] ? 0 : residual[bottom] - step * product[bottom];
        residual[bottom] = error;
        next += error * error * inverseDiagonal[bottom];
      }
      double turn = next / rho;
      rho = next;
      for (int bottom = 0; bottom < bottoms; bottom++) {
        direction[bottom] = residual[bottom] * inverseDiagonal[bottom] + turn * direction[bottom];
      }
    }
  }

  /** Up to all nodes, weighed, and down again. */
  private void multiply(double[] bottom, double[] result) {
    int totals = hierarchy.totals();
    Arrays.fill(nodes, 0, totals, 0);
    System.arraycopy(bottom, 0, nodes, totals, bottoms);
    hierarchy.addUp(bottom, nodes);
    precision.apply(nodes);
    down(result);
  }

  private void down(double[] result) {
    System.arraycopy(nodes, hierarchy.totals(), result, 0, bottoms);
    hierarchy.addDown(nodes, result);
  }
}
