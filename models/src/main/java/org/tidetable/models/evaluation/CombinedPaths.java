package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.tidetable.models.vocabulary.Grain;

/** The combined path of every series at every origin, each from what was known at that origin. */
final class CombinedPaths {
  private final List<SeriesBacktest> all;
  private final List<Combination> combinations = new ArrayList<>();
  private final double[][][] paths;
  private final double[][][] apart;

  /** With the weights that come with Tidetable, for series of one grain. */
  CombinedPaths(List<SeriesBacktest> all, Grain grain, Backtest backtest) {
    this(all, backtest, run -> PriorWeights.at(all, run, grain));
  }

  /**
   * With other weights.
   *
   * @param prior of a run: by series and method
   */
  CombinedPaths(List<SeriesBacktest> all, Backtest backtest, IntFunction<double[][]> prior) {
    this.all = all;
    this.paths = new double[backtest.runs()][all.size()][];
    this.apart = new double[backtest.runs()][all.size()][];
    for (int run = 0; run < backtest.runs(); run++) {
      Combination combination = Combination.at(all, run, prior.apply(run), backtest);
      combinations.add(combination);
      for (int index = 0; index < all.size(); index++) {
        paths[run][index] = combination.path(index);
        apart[run][index] = combination.apart(index, paths[run][index]);
      }
    }
  }

  int size() {
    return all.size();
  }

  SeriesBacktest backtest(int index) {
    return all.get(index);
  }

  /** NaN where no method made a path. */
  double expected(int index, int run, int ahead) {
    return paths[run][index][ahead - 1];
  }

  /** Mean distance of the methods' paths from the combined one, each by its weight. */
  double apart(int index, int run, int ahead) {
    return apart[run][index][ahead - 1];
  }

  /** Actual less expected; NaN where it was not known at another run. */
  double error(int index, int run, int ahead, int asOf) {
    SeriesBacktest one = all.get(index);
    return one.ran(run) ? one.actual(run, ahead, asOf) - expected(index, run, ahead) : Double.NaN;
  }

  /**
   * What would have been published of a series, from what was known at each origin; NaN where
   * nothing would. Not below zero unless the history was.
   */
  BacktestPaths published(int index) {
    List<double[]> published = new ArrayList<>();
    for (int run = 0; run < paths.length; run++) {
      double[] path = paths[run][index].clone();
      if (!all.get(index).ran(run)) {
        Arrays.fill(path, Double.NaN);
      } else if (Arrays.stream(all.get(index).history(run).values()).noneMatch(one -> one < 0)) {
        Arrays.setAll(path, ahead -> Math.max(0, path[ahead]));
      }
      published.add(path);
    }
    return BacktestPaths.published(all.get(index).series().id(), published);
  }

  /** The weights of methods that have one. */
  Map<String, Double> weights(int index, int run) {
    return combinations.get(run).named(index);
  }

  /** Why, in a sentence. */
  String why(int index, int run) {
    return combinations.get(run).why(index);
  }
}
