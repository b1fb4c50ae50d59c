package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tidetable.models.pool.PathTraits;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.pool.Starter;
import org.tidetable.models.vocabulary.Grain;

/**
 * The weights of methods before any error of a series is known: alike for the core of the pool,
 * moved from there by trees that were trained on other series, and a share of its own for the
 * method that leads a grain.
 */
final class PriorWeights {
  private PriorWeights() {}

  /** By series and method, at the origin of a run, with what comes with Tidetable. */
  static double[][] at(List<SeriesBacktest> all, int run, Grain grain) {
    return at(all, run, grain, Starter.of(grain));
  }

  /** The same with what was learnt otherwise. */
  static double[][] at(List<SeriesBacktest> all, int run, Grain grain, Starter starter) {
    List<String> methods = all.isEmpty() ? List.of() : all.get(0).paths().methods();
    List<String> weighed = all.isEmpty() ? List.of() : all.get(0).paths().weighed();
    double[] alike = all.isEmpty() ? new double[0] : alike(grain, all.get(0).paths());
    double[][] weights = new double[all.size()][];
    Arrays.setAll(weights, index -> alike.clone());
    learn(weights, all, run, starter, alike, weighed);
    int lead = methods.indexOf(Pool.lead(grain));
    for (int index = 0; lead >= 0 && index < weights.length; index++) {
      follow(weights[index], lead, all.get(index), run);
    }
    return weights;
  }

  /** Gives the leading method its share, where it made a path, and the others the rest. */
  private static void follow(double[] weights, int lead, SeriesBacktest one, int run) {
    if (Double.isNaN(one.paths().expected(lead, run, 1))) {
      return;
    }
    Grain grain = one.series().grain();
    double share = Pool.shareOfLead(grain, (double) one.history(run).observed() / grain.season());
    double others = 0;
    for (int method = 0; method < weights.length; method++) {
      others += method == lead ? 0 : weights[method];
    }
    for (int method = 0; others > 0 && method < weights.length; method++) {
      weights[method] *= (1 - share) / others;
    }
    weights[lead] = share;
  }

  private static void learn(
      double[][] weights,
      List<SeriesBacktest> all,
      int run,
      Starter starter,
      double[] alike,
      List<String> weighed) {
    List<String> methods = all.isEmpty() ? List.of() : all.get(0).paths().methods();
    if (!starter.isOwn() || starter.trust() == 0 || !weighed.containsAll(starter.methods())) {
      return;
    }
    int[] places = starter.methods().stream().mapToInt(methods::indexOf).toArray();
    float[][] learnt = starter.weights(rows(all, run, places, new PathTraits(starter.methods())));
    double share = Arrays.stream(places).mapToDouble(place -> alike[place]).sum();
    for (int index = 0; index < weights.length; index++) {
      for (int at = 0; at < places.length; at++) {
        double given = weights[index][places[at]];
        weights[index][places[at]] += starter.trust() * (share * learnt[index][at] - given);
      }
    }
  }

  /**
   * One row of traits for each series.
   *
   * @param places of the methods among the paths of a series
   */
  static List<float[]> rows(List<SeriesBacktest> all, int run, int[] places, PathTraits traits) {
    return IntStream.range(0, all.size())
        .parallel()
        .mapToObj(index -> row(all.get(index), run, places, traits))
        .toList();
  }

  private static float[] row(SeriesBacktest one, int run, int[] places, PathTraits traits) {
    double[][] paths = one.paths(run);
    return traits.row(
        one.history(run),
        Arrays.stream(places).mapToObj(place -> paths[place]).toArray(double[][]::new),
        one.relativeErrors(places, run),
        one.scale(run));
  }

  /** The same, of which those that others are only measured by are NaN. */
  static double[] alike(Grain grain, BacktestPaths paths) {
    double[] weighed = alike(grain, paths.weighed());
    double[] weights = new double[paths.methods().size()];
    int next = 0;
    for (int method = 0; method < weights.length; method++) {
      weights[method] = paths.isWeighed(method) ? weighed[next++] : Double.NaN;
    }
    return weights;
  }

  /** The weights of methods of which nothing is known: alike for the core of the pool. */
  static double[] alike(Grain grain, List<String> methods) {
    List<String> core = new ArrayList<>(Pool.core(grain));
    core.retainAll(methods);
    List<String> chosen = core.size() < 2 ? methods : core;
    double[] weights = new double[methods.size()];
    for (String method : chosen) {
      weights[methods.indexOf(method)] = 1.0 / chosen.size();
    }
    return weights;
  }
}
