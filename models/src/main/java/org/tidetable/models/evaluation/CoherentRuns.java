package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.reconcile.CoherentForecasts;
import org.tidetable.models.reconcile.Hierarchy;
import org.tidetable.models.reconcile.LevelGate;
import org.tidetable.models.reconcile.PastForecasts;
import org.tidetable.models.reconcile.Reconciliation;

/** Forecasts that add up, of the run to publish and of held-out ones. */
final class CoherentRuns {
  /** How much wider the ranges of a series without a forecast of its own are. */
  private static final double WIDER = 2;

  private final DemandProblem problem;
  private final Hierarchy hierarchy;
  private final HierarchyRuns runs;
  private final DemandForecasts base;
  private final Reconciliation how;
  private final PastForecasts past;
  private final LevelGate gate;
  private final Map<Integer, CoherentForecasts> made = new HashMap<>();

  /**
   * What a run has to say.
   *
   * @param alone the forecasts of single series by themselves, as far as there are any
   */
  private record Said(int run, CoherentForecasts coherent, List<Forecast> alone) {}

  CoherentRuns(
      DemandProblem problem,
      Hierarchy hierarchy,
      HierarchyRuns runs,
      DemandForecasts base,
      int threads) {
    this.problem = problem;
    this.hierarchy = hierarchy;
    this.runs = runs;
    this.base = base;
    this.how = new Reconciliation(hierarchy, runs.areCounts(), threads);
    this.past = runs.past();
    this.gate = new LevelGate(past, how);
  }

  /** How the forecasts to publish were weighed. */
  LevelGate.Choice choice() {
    return gate.choose(runs.known(HierarchyRuns.PUBLISHED));
  }

  /** For each level the error over that of base forecasts at the newest origins. */
  List<Double> heldOutRatios(int newest) {
    return Arrays.stream(gate.heldOut(newest)).boxed().toList();
  }

  /** One for each node in order. */
  List<Forecast> published() {
    Said said =
        new Said(
            HierarchyRuns.PUBLISHED,
            coherent(HierarchyRuns.PUBLISHED),
            base.forecasts().subList(hierarchy.totals(), hierarchy.nodes()));
    List<Forecast> forecasts = new ArrayList<>();
    for (int node = 0; node < hierarchy.nodes(); node++) {
      Forecast own = base.forecasts().get(node);
      forecasts.add(runs.hasEnded(node) ? own : forecast(node, own, said));
    }
    return forecasts;
  }

  /** Those of a held-out run, for the series that have forecasts of their own. */
  IntFunction<Forecast> heldOut(int run) {
    if (runs.known(run) <= 0) {
      return index -> new Forecast.NotMade("", runs.period(0, run, 0), "too short");
    }
    IntFunction<Forecast> make = runs.forecasts(run, problem.levels());
    Map<Integer, Forecast> own = new HashMap<>();
    List<Forecast> alone = new ArrayList<>();
    for (int index = 0; index < runs.combined().size(); index++) {
      if (runs.combined().backtest(index).isHeldOut(run)) {
        Forecast one = make.apply(index);
        own.put(index, one);
        if (runs.node(index) >= hierarchy.totals()) {
          alone.add(one);
        }
      }
    }
    Said said = new Said(run, coherent(run), alone);
    return index ->
        forecast(
            runs.node(index),
            Objects.requireNonNull(own.get(index), "only held-out runs have a score"),
            said);
  }

  /**
   * What would have been published of each node at every origin, from what was known there; NaN
   * where it had no forecast of its own.
   */
  List<BacktestPaths> paths() {
    List<BacktestPaths> paths = new ArrayList<>();
    for (int node = 0; node < hierarchy.nodes(); node++) {
      BacktestPaths alone = runs.alone(node);
      List<double[]> published = new ArrayList<>();
      for (int run = 0; run < runs.count(); run++) {
        double[] path = new double[alone.horizon()];
        for (int step = 0; step < path.length; step++) {
          double own = alone.expected(0, run, step + 1);
          path[step] = Double.isNaN(own) ? own : published(node, run, step, own);
        }
        published.add(path);
      }
      paths.add(BacktestPaths.published(alone.seriesId(), published));
    }
    return paths;
  }

  private double published(int node, int run, int step, double own) {
    double expected = coherent(run).expected(step, node);
    if (run == HierarchyRuns.PUBLISHED && runs.hasEnded(node)) {
      return Double.NaN;
    }
    boolean keptClosed = expected == 0 && !runs.isOpen(node, run, step + 1);
    return keptClosed ? own : expected;
  }

  private CoherentForecasts coherent(int run) {
    return made.computeIfAbsent(run, this::make);
  }

  private CoherentForecasts make(int run) {
    int known = runs.known(run);
    LevelGate.Choice choice = gate.choose(known);
    return CoherentForecasts.make(how, choice, runs.said(run), past, known, problem.levels());
  }

  private double floor() {
    return runs.areCounts() ? 0 : Double.NEGATIVE_INFINITY;
  }

  private Forecast forecast(int node, Forecast own, Said said) {
    return own.fold(
        made -> {
          List<Forecast.Point> points =
              made.points().stream().map(one -> point(node, one, said)).toList();
          return new Forecast.Made(
              made.seriesId(), made.origin(), made.method(), points, made.weights(), made.why());
        },
        notMade -> fromTotals(node, notMade, said));
  }

  private Forecast.Point point(int node, Forecast.Point own, Said said) {
    int step = own.horizon() - 1;
    CoherentForecasts coherent = said.coherent();
    double expected = coherent.expected(step, node);
    if (!own.reason().isEmpty() && expected == 0) {
      return own;
    }
    // A closed period that opens has no ranges of its own; the joint paths tell them, or what is
    // usual. Without a number it would not add up.
    List<Forecast.Interval> intervals =
        own.reason().isEmpty()
            ? moved(own, expected, coherent.widening(node), floor())
            : coherent
                .ranges(step, node)
                .map(bounds -> intervals(node, bounds))
                .orElseGet(() -> usual(node, step, expected, said));
    if (intervals.isEmpty()) {
      return own;
    }
    return new Forecast.Point(own.horizon(), own.periodStart(), expected, intervals, "");
  }

  /**
   * A forecast where a node has none of its own. Its ranges are {@value #WIDER} times as wide, for
   * its size, as those that are usual among the series.
   */
  private Forecast fromTotals(int node, Forecast.NotMade own, Said said) {
    List<Forecast.Point> points = new ArrayList<>();
    for (int step = 0; step < said.coherent().horizon(); step++) {
      double expected = said.coherent().expected(step, node);
      List<Forecast.Interval> intervals = usual(node, step, expected, said);
      if (intervals.isEmpty()) {
        return own;
      }
      points.add(
          new Forecast.Point(
              step + 1, runs.period(node, said.run(), step), expected, intervals, ""));
    }
    String why =
        "There is no forecast of its own ("
            + own.cause()
            + "); this is the mean of its last values, moved so that its totals add up.";
    return new Forecast.Made(
        own.seriesId(), own.origin(), HierarchyForecasts.FROM_TOTALS, points, Map.of(), why);
  }

  /** Ranges {@value #WIDER} times as wide as those that are usual in a run; none without any. */
  private List<Forecast.Interval> usual(int node, int step, double expected, Said said) {
    double[][] bounds = new double[problem.levels().size()][];
    for (int index = 0; index < bounds.length; index++) {
      int place = index;
      OptionalDouble below = usual(step, said, one -> one.intervals().get(place).lower());
      OptionalDouble above = usual(step, said, one -> one.intervals().get(place).upper());
      if (below.isEmpty() || above.isEmpty()) {
        return List.of();
      }
      double lower = expected * (1 + WIDER * (below.getAsDouble() - 1));
      double upper = expected * (1 + WIDER * (above.getAsDouble() - 1));
      bounds[index] = new double[] {Math.max(floor(), lower), upper};
    }
    return intervals(node, bounds);
  }

  /** The median, over series with forecasts above zero, of a bound over what is expected. */
  private static OptionalDouble usual(int step, Said said, ToDoubleFunction<Forecast.Point> bound) {
    double[] shares =
        said.alone().stream()
            .flatMap(
                one ->
                    one.fold(made -> made.points().stream().skip(step).limit(1), no -> Stream.of()))
            .filter(point -> point.expected() > 0)
            .mapToDouble(point -> bound.applyAsDouble(point) / point.expected())
            .sorted()
            .toArray();
    return shares.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(shares[shares.length / 2]);
  }

  /** Outwards to whole numbers where the node counts in such. */
  private List<Forecast.Interval> intervals(int node, double[][] bounds) {
    boolean whole = runs.isWhole(node);
    List<Forecast.Interval> intervals = new ArrayList<>();
    for (int index = 0; index < bounds.length; index++) {
      double lower = bounds[index][0];
      double upper = bounds[index][1];
      intervals.add(
          new Forecast.Interval(
              problem.levels().get(index),
              whole ? Math.floor(lower) : lower,
              whole ? Math.ceil(upper) : upper));
    }
    return intervals;
  }

  /** The ranges of a node's own forecast, around another number; whole where they were. */
  private static List<Forecast.Interval> moved(
      Forecast.Point point, double expected, double wider, double floor) {
    boolean whole =
        point.intervals().stream()
            .allMatch(
                one ->
                    one.lower() == Math.rint(one.lower()) && one.upper() == Math.rint(one.upper()));
    List<Forecast.Interval> moved = new ArrayList<>();
    for (Forecast.Interval one : point.intervals()) {
      double lower = Math.max(floor, expected + wider * (one.lower() - point.expected()));
      double upper = Math.max(floor, expected + wider * (one.upper() - point.expected()));
      moved.add(
          new Forecast.Interval(
              one.level(), whole ? Math.floor(lower) : lower, whole ? Math.ceil(upper) : upper));
    }
    return moved;
  }
}
