package org.tidetable.models.reconcile;

import java.util.Arrays;
import java.util.List;

/**
 * Central ranges from sample paths, widened or narrowed for each level of the hierarchy until they
 * would have held what came: the paths of all origins but one make ranges for that one, and the
 * factor is the conformal quantile of how far the residuals lay out. Levels with few nodes or
 * origins lean on the others.
 *
 * <p>Source: Vovk, Gammerman and Shafer (2005), split conformal prediction.
 */
final class CoherentRanges {
  /** Paths for the ranges to publish. */
  static final int PATHS = 200;

  /** Paths for the ranges that are only tried. */
  private static final int TRIED_PATHS = 60;

  /** Nodes of a level that are tried, evenly chosen. */
  private static final int MOST_TRIED = 500;

  /** Residuals of a level of its own that count as much as those of all levels. */
  private static final double SHARED = 24;

  /** The coverage whose factor is known best and still speaks for wider ranges. */
  private static final double CENTRE = 0.8;

  /** Scores beyond a range that count as much as its better known neighbour. */
  private static final double ENOUGH_BEYOND = 4;

  /** No side of a range is tried as less than this share of the paths' root mean square. */
  private static final double LEAST_SIDE = 0.2;

  private final SamplePaths paths;
  private final List<Integer> coverages;
  private final double[][] factors;

  private CoherentRanges(SamplePaths paths, List<Integer> coverages, double[][] factors) {
    this.paths = paths;
    this.coverages = coverages;
    this.factors = factors;
  }

  /**
   * Learns the factors.
   *
   * @param coverages nominal, in per cent
   */
  static CoherentRanges calibrate(
      Hierarchy hierarchy, SamplePaths paths, int horizon, List<Integer> coverages) {
    int levels = hierarchy.levels().size();
    double[][] factors = new double[levels][coverages.size()];
    double[][] centres = new double[levels][];
    for (int level = 0; level < levels; level++) {
      centres[level] = scores(hierarchy.levels().get(level), paths, horizon, CENTRE);
    }
    for (int coverage = 0; coverage < coverages.size(); coverage++) {
      double share = coverages.get(coverage) / 100.0;
      double[][] scores = new double[levels][];
      for (int level = 0; level < levels; level++) {
        scores[level] = scores(hierarchy.levels().get(level), paths, horizon, share);
      }
      double shared = factor(evenly(scores), share, evenly(centres));
      for (int level = 0; level < levels; level++) {
        int count = scores[level].length;
        double own = count == 0 ? shared : factor(scores[level], share, centres[level]);
        factors[level][coverage] = Math.exp((count * own + SHARED * shared) / (count + SHARED));
      }
    }
    return new CoherentRanges(paths, List.copyOf(coverages), factors);
  }

  /**
   * The logarithm of a factor. Few scores lie beyond a wide range, so the factor of a range that is
   * better known has a part in it.
   */
  private static double factor(double[] scores, double share, double[] centre) {
    double beyond = scores.length * (1 - share);
    double own = Math.log(quantile(scores, share));
    double known = Math.log(quantile(centre, CENTRE));
    return (beyond * own + ENOUGH_BEYOND * known) / (beyond + ENOUGH_BEYOND);
  }

  /** Residuals in units of the side of the range that they are on, of nodes and origins tried. */
  private static double[] scores(
      Hierarchy.Level level, SamplePaths paths, int horizon, double share) {
    int[] origins = paths.origins();
    int tried = Math.min(MOST_TRIED, level.nodes());
    double[] scores = new double[tried * origins.length * horizon];
    int count = 0;
    for (int index = 0; index < tried && origins.length > 1; index++) {
      int node = level.first() + (int) ((long) index * level.nodes() / tried);
      for (int step = 0; step < horizon; step++) {
        for (int origin : origins) {
          double[] residual = paths.residual(origin, step);
          if (residual.length > 0) {
            double[] offsets = paths.offsets(step, node, TRIED_PATHS, origin);
            double least = LEAST_SIDE * rootMeanSquare(offsets);
            double[] range = range(offsets, share);
            double error = residual[node];
            double side = error < 0 ? -range[0] : range[1];
            if (least > 0) {
              scores[count++] = Math.abs(error) / Math.max(side, least);
            }
          }
        }
      }
    }
    double[] found = Arrays.copyOf(scores, count);
    Arrays.sort(found);
    return found;
  }

  /** As many scores of each level as the level with fewest has, at most; sorted. */
  private static double[] evenly(double[][] scores) {
    int fewest =
        Arrays.stream(scores).mapToInt(one -> one.length).filter(n -> n > 0).min().orElse(0);
    double[] all =
        Arrays.stream(scores)
            .flatMapToDouble(
                one -> {
                  double[] some = new double[one.length == 0 ? 0 : fewest];
                  Arrays.setAll(some, index -> one[(int) ((index + 0.5) * one.length / fewest)]);
                  return Arrays.stream(some);
                })
            .toArray();
    Arrays.sort(all);
    return all;
  }

  /** Rank {@code p (n + 1)} of sorted scores, at most the largest; 1 of none. */
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 1;
    }
    double rank = Math.min(sorted.length - 1.0, share * (sorted.length + 1) - 1);
    int below = (int) Math.max(0, rank);
    int above = Math.min(sorted.length - 1, below + 1);
    double value = sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    return Math.max(value, 0.1);
  }

  /** Lower side, 0 or less, and upper side, 0 or more; sorts the offsets. */
  private static double[] range(double[] offsets, double share) {
    Arrays.sort(offsets);
    return new double[] {
      Math.min(0, between(offsets, (1 - share) / 2)), Math.max(0, between(offsets, (1 + share) / 2))
    };
  }

  private static double between(double[] sorted, double share) {
    double rank = Math.min(sorted.length - 1.0, Math.max(0, share * (sorted.length + 1) - 1));
    int below = (int) rank;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  private static double rootMeanSquare(double[] offsets) {
    return Math.sqrt(Arrays.stream(offsets).map(one -> one * one).average().orElse(0));
  }

  /**
   * The sides of the ranges of a node: for each coverage the lower, 0 or less, and the upper, 0 or
   * more; each range is inside the next where coverages ascend.
   */
  double[][] around(int level, int node, int step) {
    double[] offsets = paths.offsets(step, node, PATHS);
    double[][] sides = new double[coverages.size()][];
    double lower = 0;
    double upper = 0;
    for (int coverage = 0; coverage < sides.length; coverage++) {
      double[] range = range(offsets, coverages.get(coverage) / 100.0);
      lower = Math.min(lower, factors[level][coverage] * range[0]);
      upper = Math.max(upper, factors[level][coverage] * range[1]);
      sides[coverage] = new double[] {lower, upper};
    }
    return sides;
  }

  /** By level, then coverage. */
  double[][] factors() {
    return factors;
  }
}
