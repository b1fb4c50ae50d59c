package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.BitSet;
import java.util.List;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.reconcile.Hierarchy;
import org.tidetable.models.reconcile.LevelGate;

/**
 * Forecasts of series and of their totals that add up.
 *
 * <p>A series that is too short to be forecast by itself starts from the mean of its last season
 * and takes what its totals leave it; one that has ended counts as zero.
 *
 * @param coherent one forecast for each node in order, and how good such forecasts were at held-out
 *     origins, each made coherent as would have been done there
 * @param base what was forecast for each node by itself, and how good that was
 * @param choice how base forecasts were weighed
 * @param heldOut for each level the error over that of base forecasts at held-out origins; NaN
 *     where nothing is known
 */
public record HierarchyForecasts(
    DemandForecasts coherent, DemandForecasts base, LevelGate.Choice choice, List<Double> heldOut) {
  /** The method of a series that has no forecast of its own. */
  public static final String FROM_TOTALS = "from_totals";

  public HierarchyForecasts {
    heldOut = List.copyOf(heldOut);
  }

  /** Which series have ended, and so are zero from then on; all others are missing. */
  public static BitSet ended(List<Series> series) {
    BitSet ended = new BitSet();
    List<Series> extended = DemandForecasts.toCommonEnd(series);
    for (int index = 0; index < extended.size(); index++) {
      Series one = extended.get(index);
      boolean seen = one.observed() > 0;
      ended.set(index, !seen || Refusal.hasEnded(one));
    }
    return ended;
  }

  /**
   * Makes the forecasts from paths.
   *
   * @param series one for each node in order, with the last period in common
   * @param paths one for each series, as for {@link DemandForecasts#of}
   * @param threads how many steps ahead are worked on at once
   */
  public static HierarchyForecasts of(
      DemandProblem problem,
      Backtest backtest,
      Hierarchy hierarchy,
      List<Series> series,
      List<BacktestPaths> paths,
      int threads) {
    require(series.size() == hierarchy.nodes(), "a series is needed for each node");
    HierarchyRuns runs = new HierarchyRuns(problem, backtest, hierarchy, series, paths);
    DemandForecasts base = runs.withoutEnded(DemandForecasts.of(problem, backtest, series, paths));
    CoherentRuns coherent = new CoherentRuns(problem, hierarchy, runs, base, threads);
    Scoreboard scores =
        new Scoreboard(backtest, runs.combined(), problem.levels(), coherent::heldOut);
    return new HierarchyForecasts(
        new DemandForecasts(
            coherent.published(), scores.accuracies(), scores.overall(), coherent.paths()),
        base,
        coherent.choice(),
        coherent.heldOutRatios(backtest.lastHeldOut()));
  }
}
