package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Forecasts of all nodes of a hierarchy that add up, with ranges, made from base forecasts and from
 * how these did at earlier origins.
 */
public final class CoherentForecasts {
  /** Origins that count as much as the belief that errors stay as large as they were. */
  private static final double ORIGINS_SHARED = 4;

  /** Adding up takes little from the errors of single nodes, whatever it did to their mean. */
  private static final double NARROWEST = 0.9;

  private static final double WIDEST = 2;

  private final Hierarchy hierarchy;
  private final LevelGate.Choice choice;
  private final double[][] expected;
  private final Supplier<Joint> maker;
  private final boolean nonNegative;
  private Optional<Joint> joint = Optional.empty();

  /** What few ask for and takes long: it is made once somebody asks. */
  private record Joint(SamplePaths paths, Optional<CoherentRanges> ranges) {}

  private CoherentForecasts(
      Hierarchy hierarchy,
      LevelGate.Choice choice,
      double[][] expected,
      Supplier<Joint> maker,
      boolean nonNegative) {
    this.hierarchy = hierarchy;
    this.choice = choice;
    this.expected = expected;
    this.maker = maker;
    this.nonNegative = nonNegative;
  }

  /**
   * Makes the base forecasts of one date coherent.
   *
   * @param past the same nodes at earlier origins
   * @param asOf how many periods were known; later ones have no say
   * @param coverages of ranges, nominal, in per cent, ascending
   */
  public static CoherentForecasts make(
      Reconciliation how,
      LevelGate.Choice choice,
      BaseForecasts base,
      PastForecasts past,
      int asOf,
      List<Integer> coverages) {
    require(base.horizon() >= 1, "at least one step ahead is needed");
    double[][] expected =
        LevelGate.make(how, past, base, asOf, choice.weighting())
            .orElseGet(
                () ->
                    how.reconcile(
                        base,
                        Collections.nCopies(base.horizon(), Precision.structure(how.hierarchy()))));
    List<Integer> asked = List.copyOf(coverages);
    return new CoherentForecasts(
        how.hierarchy(),
        choice,
        expected,
        () -> joint(how, choice.weighting(), base, past, asOf, asked),
        how.nonNegative());
  }

  private static Joint joint(
      Reconciliation how,
      Weighting weighting,
      BaseForecasts base,
      PastForecasts past,
      int asOf,
      List<Integer> coverages) {
    // The residuals of a mean of weightings are near those of one that is in it.
    Weighting spread = weighting == Weighting.MEAN ? Weighting.VARIANCE_BY_BLOCK : weighting;
    List<Precision> precisions = new Trust(past, base, asOf).by(spread).orElse(List.of());
    SamplePaths paths =
        new SamplePaths(
            how.hierarchy().nodes(),
            base.horizon(),
            SamplePaths.residuals(past, how, precisions, asOf));
    Optional<CoherentRanges> ranges =
        paths.areMade()
            ? Optional.of(
                CoherentRanges.calibrate(how.hierarchy(), paths, base.horizon(), coverages))
            : Optional.empty();
    return new Joint(paths, ranges);
  }

  private synchronized Joint joint() {
    if (joint.isEmpty()) {
      joint = Optional.of(maker.get());
    }
    return joint.get();
  }

  /** How the base forecasts were weighed, and why. */
  public LevelGate.Choice choice() {
    return choice;
  }

  /** Steps ahead. */
  public int horizon() {
    return expected.length;
  }

  /** The number to plan with, of a step from 0. */
  public double expected(int step, int node) {
    return expected[step][node];
  }

  /** All numbers to plan with at a step, by node. */
  public double[] expected(int step) {
    return expected[step].clone();
  }

  /** Joint futures around the expected values. */
  SamplePaths paths() {
    return joint().paths();
  }

  /**
   * The ranges of a node: for each coverage its lower and upper bound, each range inside the next;
   * none where no earlier origin tells of errors.
   */
  public Optional<double[][]> ranges(int step, int node) {
    return joint()
        .ranges()
        .map(
            found -> {
              double[][] bounds = found.around(level(node), node, step);
              for (double[] bound : bounds) {
                bound[0] = floored(expected[step][node] + bound[0]);
                bound[1] = floored(expected[step][node] + bound[1]);
              }
              return bounds;
            });
  }

  /**
   * How much wider or narrower the errors of a node's level became by adding up, as far as earlier
   * origins tell: a factor for ranges of its own forecast, from {@value #NARROWEST} to {@value
   * #WIDEST}.
   */
  public double widening(int node) {
    int level = level(node);
    List<Double> ratios = choice.ratios();
    if (ratios.size() < hierarchy.levels().size()) {
      return 1;
    }
    double told = choice.origins() / (choice.origins() + ORIGINS_SHARED);
    return Math.min(WIDEST, Math.max(NARROWEST, Math.pow(ratios.get(level), told)));
  }

  private double floored(double bound) {
    return nonNegative ? Math.max(0, bound) : bound;
  }

  private int level(int node) {
    List<Hierarchy.Level> levels = hierarchy.levels();
    int level = levels.size() - 1;
    while (node < levels.get(level).first()) {
      level--;
    }
    return level;
  }
}
