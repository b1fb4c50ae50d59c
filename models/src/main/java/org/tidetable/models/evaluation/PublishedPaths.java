package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What would have been published at every earlier origin, with the weights of today's methods. */
public final class PublishedPaths {
  /** The one method of such paths. */
  public static final String PUBLISHED = "published";

  private PublishedPaths() {}

  /**
   * The weighted mean of a series' paths: at each origin of those that made one there.
   *
   * @param paths of all methods
   * @param weights by method, 0 or more; empty for the mean of all
   */
  public static BacktestPaths of(BacktestPaths paths, Map<String, Double> weights) {
    List<String> methods = paths.methods();
    require(
        methods.containsAll(weights.keySet()),
        "weights are of methods that have no path: %s",
        weights.keySet());
    int size = paths.runs() * paths.horizon();
    double[] all = paths.values();
    double[] mean = new double[size];
    double[] total = new double[size];
    for (int method = 0; method < methods.size(); method++) {
      double weight = weights.isEmpty() ? 1 : weights.getOrDefault(methods.get(method), 0.0);
      for (int cell = 0; weight > 0 && cell < size; cell++) {
        double value = all[method * size + cell];
        mean[cell] += Double.isNaN(value) ? 0 : weight * value;
        total[cell] += Double.isNaN(value) ? 0 : weight;
      }
    }
    Arrays.setAll(mean, cell -> total[cell] > 0 ? mean[cell] / total[cell] : Double.NaN);
    return new BacktestPaths(
        paths.seriesId(), List.of(PUBLISHED), paths.runs(), paths.horizon(), mean);
  }
}
