package org.tidetable.models.evaluation;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.reconcile.BaseForecasts;
import org.tidetable.models.reconcile.Hierarchy;
import org.tidetable.models.reconcile.PastForecasts;
import org.tidetable.models.reconcile.Reconciliation;

/** What was said for all nodes of a hierarchy in each run, and what came. */
final class HierarchyRuns {
  /** The run to publish. */
  static final int PUBLISHED = 0;

  private final Backtest backtest;
  private final Hierarchy hierarchy;
  private final List<Series> series;
  private final DemandProblem problem;
  private final CombinedPaths combined;
  private final int[] admitted;
  private final List<Integer> nodes = new ArrayList<>();
  private final BitSet ended;
  private final int periods;
  private final boolean counts;

  HierarchyRuns(
      DemandProblem problem,
      Backtest backtest,
      Hierarchy hierarchy,
      List<Series> series,
      List<BacktestPaths> paths) {
    this.problem = problem;
    this.backtest = backtest;
    this.hierarchy = hierarchy;
    this.series = series;
    BitSet parts = HierarchyForecasts.ended(series.subList(hierarchy.totals(), hierarchy.nodes()));
    this.ended = totalsOf(parts);
    parts.stream().forEach(bottom -> ended.set(hierarchy.totals() + bottom));
    this.periods = series.stream().mapToInt(Series::length).max().orElse(0);
    this.counts =
        series.stream().allMatch(one -> Arrays.stream(one.values()).noneMatch(v -> v < 0));
    this.admitted = new int[series.size()];
    List<SeriesBacktest> all = new ArrayList<>();
    for (int node = 0; node < admitted.length; node++) {
      boolean refused = Refusal.of(series.get(node)).isPresent();
      admitted[node] = refused ? Hierarchy.NONE : all.size();
      if (!refused) {
        nodes.add(node);
        all.add(new SeriesBacktest(series.get(node), paths.get(node), backtest));
      }
    }
    this.combined = new CombinedPaths(all, problem.grain(), backtest);
  }

  /** Whether no value of any series is below zero. */
  boolean areCounts() {
    return counts;
  }

  /** How many periods are known at the origin of a run. */
  int known(int run) {
    return periods - backtest.back(run);
  }

  /** How many runs there are, the published one included. */
  int count() {
    return backtest.runs();
  }

  /** The first period that is not known at the origin of a run, and those that follow. */
  LocalDateTime period(int node, int run, int step) {
    return series.get(node).period(backtest.known(series.get(node), run) + step);
  }

  /** What would have been published of a node by itself; NaN where nothing would. */
  BacktestPaths alone(int node) {
    return admitted[node] >= 0
        ? combined.published(admitted[node])
        : BacktestPaths.empty(
            series.get(node).id(),
            List.of(BacktestPaths.PUBLISHED),
            backtest.runs(),
            backtest.horizon());
  }

  /** Whether a node with a forecast of its own was thought to be open. */
  boolean isOpen(int node, int run, int ahead) {
    return combined.backtest(admitted[node]).isOpen(run, ahead);
  }

  CombinedPaths combined() {
    return combined;
  }

  /** Without those of totals of which every part has ended. */
  DemandForecasts withoutEnded(DemandForecasts base) {
    List<Forecast> forecasts = new ArrayList<>(base.forecasts());
    for (int total = 0; total < hierarchy.totals(); total++) {
      Forecast own = forecasts.get(total);
      if (hasEnded(total)) {
        forecasts.set(
            total,
            new Forecast.NotMade(
                own.seriesId(), own.origin(), "every series that it is the total of has ended"));
      }
    }
    return new DemandForecasts(forecasts, base.accuracies(), base.overall(), base.published());
  }

  /** Whether a node counts in whole numbers. */
  boolean isWhole(int node) {
    return counts
        && Arrays.stream(series.get(node).values())
            .allMatch(value -> Double.isNaN(value) || value == Math.rint(value));
  }

  /** The node of a combined path. */
  int node(int index) {
    return nodes.get(index);
  }

  /** The forecasts of a run by themselves, of combined paths. */
  IntFunction<Forecast> forecasts(int run, List<Integer> levels) {
    return new OriginForecasts(backtest, combined, problem.grain(), run, levels)::of;
  }

  /** Whether a node is a series that has ended, or a total of none but such. */
  boolean hasEnded(int node) {
    return ended.get(node);
  }

  /** The earlier runs, the oldest first. */
  PastForecasts past() {
    int runs = 0;
    while (runs + 1 < backtest.runs() && periods > backtest.back(runs + 1)) {
      runs++;
    }
    int[] origins = new int[runs];
    List<BaseForecasts> said = new ArrayList<>();
    double[][][] came = new double[runs][][];
    for (int origin = 0; origin < runs; origin++) {
      int run = runs - origin;
      origins[origin] = periods - backtest.back(run);
      said.add(said(run));
      came[origin] = came(run);
    }
    return new PastForecasts(hierarchy, origins, said, came);
  }

  /** The base forecasts of a run. */
  BaseForecasts said(int run) {
    double[][] values = new double[backtest.horizon()][hierarchy.nodes()];
    List<BitSet> fixed = new ArrayList<>();
    for (int step = 0; step < values.length; step++) {
      BitSet closed = new BitSet();
      for (int node = 0; node < hierarchy.nodes(); node++) {
        int bottom = node - hierarchy.totals();
        values[step][node] = said(node, run, step + 1);
        if (bottom >= 0 && Double.isNaN(values[step][node])) {
          values[step][node] = 0;
          closed.set(bottom);
        }
      }
      // Where every part stays as it is there is nothing to forecast, and no error to learn from.
      for (int total : totalsOf(closed).stream().toArray()) {
        values[step][total] = Double.NaN;
      }
      fixed.add(closed);
    }
    return new BaseForecasts(values, fixed);
  }

  /** The totals whose parts are all among some bottom series. */
  private BitSet totalsOf(BitSet bottoms) {
    BitSet totals = new BitSet();
    totals.set(0, hierarchy.totals());
    for (int level = 0; level < hierarchy.levels().size() - 1; level++) {
      for (int bottom = 0; bottom < hierarchy.bottoms(); bottom++) {
        int total = hierarchy.nodeOf(level, bottom);
        if (total != Hierarchy.NONE && !bottoms.get(bottom)) {
          totals.clear(total);
        }
      }
    }
    return totals;
  }

  /** NaN where there is no forecast, and of a series where there is nothing to forecast. */
  private double said(int node, int run, int ahead) {
    boolean begun = backtest.known(series.get(node), run) > 0;
    if (!begun || (run == PUBLISHED && hasEnded(node))) {
      return Double.NaN;
    }
    if (admitted[node] >= 0) {
      SeriesBacktest one = combined.backtest(admitted[node]);
      double path = combined.expected(admitted[node], run, ahead);
      if (!one.isOpen(run, ahead)) {
        return Double.NaN;
      }
      if (one.ran(run) && !Double.isNaN(path)) {
        return counts ? Reconciliation.counted(path) : path;
      }
    }
    Series known = series.get(node).head(backtest.known(series.get(node), run));
    boolean speaks = node >= hierarchy.totals() && known.observed() > 0;
    return speaks && !Refusal.hasEnded(known) ? lastSeason(known) : Double.NaN;
  }

  private static double lastSeason(Series one) {
    double[] observed = Arrays.stream(one.values()).filter(value -> !Double.isNaN(value)).toArray();
    int from = Math.max(0, observed.length - one.grain().season());
    return Arrays.stream(observed, from, observed.length).average().orElse(Double.NaN);
  }

  /** What came after the origin of a run, by step and node. */
  private double[][] came(int run) {
    double[][] values = new double[backtest.horizon()][hierarchy.nodes()];
    for (int node = 0; node < hierarchy.nodes(); node++) {
      boolean known = admitted[node] >= 0 && backtest.known(series.get(node), run) > 0;
      for (int step = 0; step < values.length; step++) {
        values[step][node] =
            known ? combined.backtest(admitted[node]).actual(run, step + 1, PUBLISHED) : Double.NaN;
      }
    }
    return values;
  }
}
