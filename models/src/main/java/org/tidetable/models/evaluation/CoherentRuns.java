package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
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
    CoherentForecasts coherent = coherent(HierarchyRuns.PUBLISHED);
    List<Forecast> forecasts = new ArrayList<>();
    for (int node = 0; node < hierarchy.nodes(); node++) {
      Forecast own = base.forecasts().get(node);
      forecasts.add(
          runs.hasEnded(node)
              ? own
              : forecast(node, runs.series(node), own, coherent, problem.levels()));
    }
    return forecasts;
  }

  /** Those of a held-out run, for the series that have forecasts of their own. */
  IntFunction<Forecast> heldOut(int run) {
    if (runs.known(run) <= 0) {
      return index -> new Forecast.NotMade("", runs.series(0).firstPeriod(), "too short");
    }
    CoherentForecasts coherent = coherent(run);
    IntFunction<Forecast> own = runs.forecasts(run, problem.levels());
    return index -> {
      int node = runs.node(index);
      return forecast(node, runs.series(node), own.apply(index), coherent, problem.levels());
    };
  }

  private CoherentForecasts coherent(int run) {
    int known = runs.known(run);
    LevelGate.Choice choice = gate.choose(known);
    return CoherentForecasts.make(how, choice, runs.said(run), past, known, problem.levels());
  }

  private Forecast forecast(
      int node, Series series, Forecast own, CoherentForecasts coherent, List<Integer> levels) {
    double floor = runs.areCounts() ? 0 : Double.NEGATIVE_INFINITY;
    return own.fold(
        made -> {
          List<Forecast.Point> points =
              made.points().stream().map(one -> point(node, one, coherent, levels, floor)).toList();
          return new Forecast.Made(
              made.seriesId(), made.origin(), made.method(), points, made.weights(), made.why());
        },
        notMade -> fromTotals(node, series, notMade, coherent));
  }

  private static Forecast.Point point(
      int node,
      Forecast.Point own,
      CoherentForecasts coherent,
      List<Integer> levels,
      double floor) {
    int step = own.horizon() - 1;
    double expected = coherent.expected(step, node);
    if (!own.reason().isEmpty() && expected == 0) {
      return own;
    }
    // A closed period that opens has no ranges of its own; the joint paths tell them.
    List<Forecast.Interval> intervals =
        own.reason().isEmpty()
            ? moved(own, expected, coherent.widening(node), floor)
            : coherent
                .ranges(step, node)
                .map(bounds -> intervals(bounds, levels))
                .orElse(List.of());
    if (intervals.isEmpty()) {
      return own;
    }
    return new Forecast.Point(own.horizon(), own.periodStart(), expected, intervals, "");
  }

  /**
   * A forecast where a node has none of its own. Its ranges are {@value #WIDER} times as wide, for
   * its size, as those that are usual among the series.
   */
  private Forecast fromTotals(
      int node, Series series, Forecast.NotMade own, CoherentForecasts coherent) {
    List<Forecast.Point> points = new ArrayList<>();
    for (int step = 0; step < coherent.horizon(); step++) {
      double expected = coherent.expected(step, node);
      List<Forecast.Interval> intervals = new ArrayList<>();
      for (int index = 0; index < problem.levels().size(); index++) {
        int place = index;
        OptionalDouble below = usual(step, one -> one.intervals().get(place).lower());
        OptionalDouble above = usual(step, one -> one.intervals().get(place).upper());
        if (below.isEmpty() || above.isEmpty()) {
          return own;
        }
        double lower = expected * (1 + WIDER * (below.getAsDouble() - 1));
        double upper = expected * (1 + WIDER * (above.getAsDouble() - 1));
        intervals.add(
            new Forecast.Interval(
                problem.levels().get(index), runs.areCounts() ? Math.max(0, lower) : lower, upper));
      }
      points.add(
          new Forecast.Point(
              step + 1, series.period(series.length() + step), expected, intervals, ""));
    }
    String why =
        "There is no forecast of its own (" + own.cause() + "); this is its part of the others.";
    return new Forecast.Made(
        own.seriesId(), own.origin(), HierarchyForecasts.FROM_TOTALS, points, Map.of(), why);
  }

  /** The median, over series with forecasts above zero, of a bound over what is expected. */
  private OptionalDouble usual(int step, ToDoubleFunction<Forecast.Point> bound) {
    double[] shares =
        base.forecasts().subList(hierarchy.totals(), hierarchy.nodes()).stream()
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

  private static List<Forecast.Interval> intervals(double[][] bounds, List<Integer> levels) {
    List<Forecast.Interval> intervals = new ArrayList<>();
    for (int index = 0; index < bounds.length; index++) {
      intervals.add(new Forecast.Interval(levels.get(index), bounds[index][0], bounds[index][1]));
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
