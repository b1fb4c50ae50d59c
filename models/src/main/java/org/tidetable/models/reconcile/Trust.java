package org.tidetable.models.reconcile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The trust in base forecasts as past errors show it: one precision for each step. */
final class Trust {
  /** A variance is not taken to be below this share of the median of its level. */
  private static final double LEAST = 0.01;

  private static final int FEWEST_VECTORS = 8;

  /** Vectors times nodes beyond which correlations are not learned. */
  private static final long MOST_NUMBERS = 20_000_000;

  private Trust() {}

  /**
   * The precisions, or none where too little was known for that weighting.
   *
   * @param asOf how many periods were known
   */
  static Optional<List<Precision>> of(
      Weighting weighting, PastForecasts past, int horizon, int asOf) {
    return switch (weighting) {
      case BOTTOM_UP, MEAN -> Optional.empty();
      case STRUCTURE -> same(Precision.structure(past.hierarchy()), horizon);
      case VARIANCE ->
          variances(past, 0, horizon, asOf).flatMap(precision -> same(precision, horizon));
      case VARIANCE_BY_BLOCK -> byBlock(horizon, (from, to) -> variances(past, from, to, asOf));
      case SHRUNK -> byBlock(horizon, (from, to) -> shrunk(past, from, to, asOf));
    };
  }

  private interface OfSteps {
    Optional<Precision> precision(int from, int to);
  }

  private static Optional<List<Precision>> byBlock(int horizon, OfSteps made) {
    HorizonBlocks blocks = HorizonBlocks.of(horizon);
    List<Precision> precisions = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      int from = blocks.first(block);
      int to = blocks.first(block + 1);
      Optional<Precision> precision = made.precision(from, to);
      if (precision.isEmpty()) {
        return Optional.empty();
      }
      for (int step = from; step < to; step++) {
        precisions.add(precision.get());
      }
    }
    return Optional.of(precisions);
  }

  private static Optional<List<Precision>> same(Precision precision, int horizon) {
    Precision[] all = new Precision[horizon];
    Arrays.fill(all, precision);
    return Optional.of(List.of(all));
  }

  private static Optional<Precision> variances(PastForecasts past, int from, int to, int asOf) {
    double[] squares = past.meanSquares(from, to, asOf);
    Hierarchy hierarchy = past.hierarchy();
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
      double most = known[known.length - 1];
      for (int node = level.first(); node < level.first() + level.nodes(); node++) {
        // A node that was never tried is trusted as little as the worst of its level.
        squares[node] = Double.isNaN(squares[node]) ? most : Math.max(least, squares[node]);
      }
    }
    return Optional.of(Precision.variances(squares));
  }

  private static Optional<Precision> shrunk(PastForecasts past, int from, int to, int asOf) {
    List<double[]> vectors = new ArrayList<>();
    for (int origin = 0; origin < past.origins(); origin++) {
      for (int step = from; step < to && past.isKnown(origin, step, asOf); step++) {
        double[] errors = past.errors(origin, step);
        if (Arrays.stream(errors).noneMatch(Double::isNaN)) {
          vectors.add(errors);
        }
      }
    }
    boolean tooMany = (long) vectors.size() * past.hierarchy().nodes() > MOST_NUMBERS;
    return vectors.size() < FEWEST_VECTORS || tooMany
        ? Optional.empty()
        : Optional.of(Precision.shrunk(vectors.toArray(double[][]::new)));
  }
}
