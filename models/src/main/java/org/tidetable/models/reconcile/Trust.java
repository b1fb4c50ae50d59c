package org.tidetable.models.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The trust in base forecasts as past errors show it: one precision for each step. */
final class Trust {
  /** A variance is not taken to be below this share of the median of its level. */
  private static final double LEAST = 0.01;

  /** How much larger errors are where a node was never tried, in variances. */
  private static final double UNTRIED = 4;

  /** The share of its variance with which a node that is kept counts. */
  private static final double KEPT = 1e-4;

  private static final int FEWEST_VECTORS = 8;

  /** Vectors times nodes beyond which correlations are not learned. */
  private static final long MOST_NUMBERS = 20_000_000;

  private final PastForecasts past;
  private final Hierarchy hierarchy;
  private final BaseForecasts base;
  private final int horizon;
  private final int asOf;

  /**
   * @param base whose trust is asked for
   * @param asOf how many periods were known
   */
  Trust(PastForecasts past, BaseForecasts base, int asOf) {
    this.past = past;
    this.hierarchy = past.hierarchy();
    this.base = base;
    this.horizon = base.horizon();
    this.asOf = asOf;
  }

  /** The precisions, or none where too little was known for that weighting. */
  Optional<List<Precision>> by(Weighting weighting) {
    return switch (weighting) {
      case BOTTOM_UP, MEAN -> Optional.empty();
      case STRUCTURE -> Optional.of(same(Precision.structure(hierarchy)));
      case VARIANCE -> variances(0, horizon).map(found -> same(Precision.variances(found)));
      case VARIANCE_BY_BLOCK -> byBlock();
      case COMMON -> variances(0, horizon).map(found -> same(Precision.variances(common(found))));
      case TOP_KEPT -> kept(0);
      case SECOND_KEPT -> kept(1);
      case SHRUNK -> variances(0, horizon).flatMap(this::shrunk);
    };
  }

  private List<Precision> same(Precision precision) {
    return Collections.nCopies(horizon, precision);
  }

  private Optional<List<Precision>> byBlock() {
    HorizonBlocks blocks = HorizonBlocks.of(horizon);
    List<Precision> precisions = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      int first = blocks.first(block);
      int last = blocks.first(block + 1);
      Optional<double[]> found = variances(first, last);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      precisions.addAll(Collections.nCopies(last - first, Precision.variances(found.get())));
    }
    return Optional.of(precisions);
  }

  /** The variances of errors at some steps, floored; none where a level was never tried. */
  private Optional<double[]> variances(int first, int last) {
    double[] squares = past.meanSquares(first, last, asOf);
    for (Hierarchy.Level level : hierarchy.levels()) {
      double[] known =
          Arrays.stream(squares, level.first(), level.first() + level.nodes())
              .filter(square -> square > 0)
              .sorted()
              .toArray();
      if (known.length == 0) {
        return Optional.empty();
      }
      double least = LEAST * known[known.length / 2];
      double relative = relative(level, squares);
      for (int node = level.first(); node < level.first() + level.nodes(); node++) {
        double size = size(node);
        double square =
            Double.isNaN(squares[node]) ? UNTRIED * relative * size * size : squares[node];
        squares[node] = Math.max(least, square);
      }
    }
    return Optional.of(squares);
  }

  /** The median of squared errors over squared forecasts in a level. */
  private double relative(Hierarchy.Level level, double[] squares) {
    double[] ratios = new double[level.nodes()];
    int count = 0;
    for (int node = level.first(); node < level.first() + level.nodes(); node++) {
      double size = size(node);
      if (squares[node] > 0 && size > 0) {
        ratios[count++] = squares[node] / (size * size);
      }
    }
    Arrays.sort(ratios, 0, count);
    return count == 0 ? 1 : ratios[count / 2];
  }

  /** The mean size of a node's forecasts; 0 without any. */
  private double size(int node) {
    double sum = 0;
    int count = 0;
    for (int step = 0; step < horizon; step++) {
      double value = base.values(step)[node];
      sum += Double.isNaN(value) ? 0 : Math.abs(value);
      count += Double.isNaN(value) ? 0 : 1;
    }
    return count == 0 ? 0 : sum / count;
  }

  /**
   * Errors of parts that go together make their sum worse than if each erred by itself, by a factor
   * for each level; its own forecasts are trusted so much more.
   */
  private double[] common(double[] variances) {
    int levels = hierarchy.levels().size();
    double[] together = new double[levels];
    double[] alone = new double[levels];
    for (double[] vector : vectors()) {
      double[] errors = Arrays.copyOfRange(vector, hierarchy.totals(), hierarchy.nodes());
      Arrays.setAll(errors, index -> Double.isNaN(errors[index]) ? 0 : errors[index]);
      double[] sums = hierarchy.sums(errors);
      double[] squares = hierarchy.sums(Arrays.stream(errors).map(one -> one * one).toArray());
      for (int index = 0; index < levels; index++) {
        Hierarchy.Level level = hierarchy.levels().get(index);
        for (int node = level.first(); node < level.first() + level.nodes(); node++) {
          together[index] += sums[node] * sums[node];
          alone[index] += squares[node];
        }
      }
    }
    double[] trusted = variances.clone();
    for (int index = 0; index < levels; index++) {
      Hierarchy.Level level = hierarchy.levels().get(index);
      double factor = alone[index] > 0 ? Math.max(1, together[index] / alone[index]) : 1;
      for (int node = level.first(); node < level.first() + level.nodes(); node++) {
        trusted[node] /= factor;
      }
    }
    return trusted;
  }

  /** A level kept as it is; none where there is no such level above the bottom. */
  private Optional<List<Precision>> kept(int index) {
    if (index >= hierarchy.levels().size() - 1) {
      return Optional.empty();
    }
    Hierarchy.Level level = hierarchy.levels().get(index);
    return variances(0, horizon)
        .map(
            found -> {
              double[] kept = common(found);
              for (int node = level.first(); node < level.first() + level.nodes(); node++) {
                kept[node] *= KEPT;
              }
              return same(Precision.variances(kept));
            });
  }

  private Optional<List<Precision>> shrunk(double[] variances) {
    List<double[]> vectors = vectors();
    boolean tooMany = (long) vectors.size() * hierarchy.nodes() > MOST_NUMBERS;
    return vectors.size() < FEWEST_VECTORS || tooMany
        ? Optional.empty()
        : Optional.of(same(Precision.shrunk(vectors.toArray(double[][]::new), variances)));
  }

  /** The errors of all nodes at each origin and step that were known. */
  private List<double[]> vectors() {
    List<double[]> vectors = new ArrayList<>();
    for (int origin = 0; origin < past.origins(); origin++) {
      for (int step = 0; step < horizon && past.isKnown(origin, step, asOf); step++) {
        vectors.add(past.errors(origin, step));
      }
    }
    return vectors;
  }
}
