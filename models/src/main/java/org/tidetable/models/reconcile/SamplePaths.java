package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Joint futures of all nodes: coherent residuals of earlier origins, two at a time, added to the
 * coherent forecast. Every path is coherent at every step, nodes err together as they did, and so
 * do the steps of a path.
 *
 * <p>A path takes the residuals of two origins by the sine and cosine of an angle, which keeps
 * their covariance and makes any number of paths of few origins. Inside a block of steps it starts
 * at a step of its own and goes round, sizes brought to those of the step by what all nodes show.
 * Origins, angles and starts come from fixed sequences: the same paths every time.
 */
final class SamplePaths {
  /** Turns by the golden ratio and by the square root of two fill a range evenly. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private static final double OTHER = Math.sqrt(2) - 1;

  private final int nodes;
  private final double[][][] residuals;
  private final double[] growth;
  private final HorizonBlocks blocks;
  private final int[] origins;

  /**
   * @param residuals coherent, by origin, step and node; a step that is not known has no nodes
   */
  SamplePaths(int nodes, int horizon, double[][][] residuals) {
    this.nodes = nodes;
    this.residuals = residuals;
    this.blocks = HorizonBlocks.of(horizon);
    this.growth = growth(horizon);
    List<Integer> used = new ArrayList<>();
    for (int origin = 0; origin < residuals.length; origin++) {
      if (Arrays.stream(residuals[origin]).anyMatch(step -> step.length > 0)) {
        used.add(origin);
      }
    }
    this.origins = used.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Coherent residuals of the earlier origins, as far as they were known. */
  static double[][][] residuals(
      PastForecasts past, Reconciliation how, List<Precision> precisions, int asOf) {
    double[][][] residuals = new double[past.origins()][past.horizon()][0];
    Reconciliation signed = new Reconciliation(how.hierarchy(), false, how.threads());
    for (int origin = 0; origin < past.origins(); origin++) {
      int steps = 0;
      while (steps < past.horizon() && past.isKnown(origin, steps, asOf)) {
        steps++;
      }
      double[][] errors = new double[steps][];
      List<BitSet> fixed = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        errors[step] = past.errors(origin, step);
        fixed.add(unknown(past.hierarchy(), errors[step]));
      }
      BaseForecasts base = new BaseForecasts(errors, fixed);
      double[][] coherent =
          precisions.isEmpty()
              ? signed.bottomUp(base)
              : signed.reconcile(base, precisions.subList(0, steps));
      System.arraycopy(coherent, 0, residuals[origin], 0, steps);
    }
    return residuals;
  }

  /** Series whose error is not known, so that it is not made up from those of totals. */
  private static BitSet unknown(Hierarchy hierarchy, double[] errors) {
    BitSet unknown = new BitSet();
    for (int bottom = 0; bottom < hierarchy.bottoms(); bottom++) {
      unknown.set(bottom, Double.isNaN(errors[hierarchy.totals() + bottom]));
    }
    return unknown;
  }

  /** Root mean squares by step over all nodes, each in units of its own; 1 where unknown. */
  private double[] growth(int horizon) {
    double[] own = new double[nodes];
    int count = 0;
    for (double[][] path : residuals) {
      for (double[] residual : path) {
        for (int node = 0; node < residual.length; node++) {
          own[node] += residual[node] * residual[node];
        }
        count += residual.length > 0 ? 1 : 0;
      }
    }
    double[] growth = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      double sum = 0;
      int known = 0;
      for (double[][] path : residuals) {
        double[] residual = path[step];
        for (int node = 0; node < residual.length; node++) {
          if (own[node] > 0) {
            sum += residual[node] * residual[node] * count / own[node];
            known++;
          }
        }
      }
      growth[step] = sum > 0 ? Math.sqrt(sum / known) : 1;
    }
    return growth;
  }

  /** Whether there is any residual to make paths of. */
  boolean areMade() {
    return origins.length > 0;
  }

  /**
   * How far the paths lie from the coherent forecast of a node at a step, from 0.
   *
   * @param count of paths, 1 or more; the first paths of more are those of fewer
   */
  double[] offsets(int step, int node, int count) {
    return offsets(step, node, count, Hierarchy.NONE);
  }

  /** The same without the residuals of one origin. */
  double[] offsets(int step, int node, int count, int leftOut) {
    require(areMade(), "there are no residuals");
    double[] offsets = new double[count];
    for (int path = 0; path < count; path++) {
      double angle = Math.PI / 2 * fraction((path + 0.5) * GOLDEN);
      offsets[path] =
          Math.cos(angle) * residual(path, step, node, pick(path * GOLDEN * OTHER), leftOut)
              + Math.sin(angle) * residual(path, step, node, pick(path * OTHER), leftOut);
    }
    return offsets;
  }

  private int pick(double turn) {
    return (int) (fraction(turn) * origins.length);
  }

  private static double fraction(double turn) {
    return turn - Math.floor(turn);
  }

  /** Numbers of the origins whose residuals are used. */
  int[] origins() {
    return origins.clone();
  }

  /** The coherent residual of an origin at a step, by node; empty where it is not known. */
  double[] residual(int origin, int step) {
    return residuals[origin][step];
  }

  /** The residual that a path takes, from the origin picked or the next that has one. */
  private double residual(int path, int step, int node, int picked, int leftOut) {
    int block = blocks.block(step);
    int first = blocks.first(block);
    int length = blocks.first(block + 1) - first;
    for (int next = 0; next < origins.length; next++) {
      int origin = origins[(picked + next) % origins.length];
      for (int shift = 0; shift < length && origin != leftOut; shift++) {
        int from = first + (step - first + path + shift) % length;
        double[] residual = residuals[origin][from];
        if (residual.length > 0) {
          return residual[node] * growth[step] / growth[from];
        }
      }
    }
    return 0;
  }
}
