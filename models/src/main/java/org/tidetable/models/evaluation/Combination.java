package org.tidetable.models.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.tidetable.models.vocabulary.Grain;

/**
 * The weights of methods for every series at one origin, from what was known there.
 *
 * <p>Weights start from what was learnt elsewhere ({@link PriorWeights}); errors at earlier origins
 * then multiply them by {@code error ^ -1}, those of days by {@code error ^ -3}.
 */
final class Combination {
  private static final double NEARLY_ALIKE = 1.3;
  private static final double CLEARLY_LESS = 0.97;

  private static final double POWER = 1;

  /** Twelve origins of days, a week apart, tell more than the few of other grains. */
  private static final double POWER_OF_DAYS = 3;

  /** A method that errs so much more than the best has no weight. */
  private static final double HOPELESS = 2;

  private final List<SeriesBacktest> all;
  private final int run;
  private final double[][] weights;

  private Combination(List<SeriesBacktest> all, int run, double[][] weights) {
    this.all = all;
    this.run = run;
    this.weights = weights;
  }

  /**
   * Weights at the origin of {@code run}; all series have the same methods.
   *
   * @param prior the weights before a series' own errors are known, by series and method; changed
   */
  static Combination at(List<SeriesBacktest> all, int run, double[][] prior, Backtest backtest) {
    int methods = all.isEmpty() ? 0 : all.get(0).paths().methods().size();
    MethodErrors errors = new MethodErrors(all, methods, run, backtest);
    double[] alike =
        all.isEmpty()
            ? new double[0]
            : PriorWeights.alike(all.get(0).series().grain(), all.get(0).paths());
    IntStream.range(0, all.size())
        .parallel()
        .forEach(
            index -> {
              double[] own = errors.of(all.get(index));
              admit(prior[index], alike, own);
              judge(prior[index], own, all.get(index), run);
            });
    return new Combination(all, run, prior);
  }

  /** A method outside the core that erred less than all of the core counts like one of them. */
  private static void admit(double[] weights, double[] alike, double[] errors) {
    double best = Double.POSITIVE_INFINITY;
    double share = 0;
    for (int method = 0; method < alike.length; method++) {
      if (alike[method] > 0) {
        best = Math.min(best, errors[method]);
        share = alike[method];
      }
    }
    for (int method = 0; method < alike.length; method++) {
      if (errors[method] < best) {
        weights[method] = Math.max(weights[method], share);
      }
    }
  }

  private static void judge(double[] weights, double[] errors, SeriesBacktest one, int run) {
    double best = Double.POSITIVE_INFINITY;
    boolean any = false;
    for (int method = 0; method < weights.length; method++) {
      boolean made = !Double.isNaN(one.paths().expected(method, run, 1));
      weights[method] = made ? weights[method] : Double.NaN;
      if (weights[method] > 0) {
        best = Math.min(best, errors[method]);
        any = true;
      }
    }
    double power = one.series().grain() == Grain.DAY ? POWER_OF_DAYS : POWER;
    double sum = 0;
    for (int method = 0; method < weights.length; method++) {
      boolean hopeless = any && errors[method] > HOPELESS * best;
      boolean out = hopeless || Double.isNaN(weights[method]);
      // Where none of the core made a path, those that did weigh alike.
      double prior = any ? weights[method] : 1;
      weights[method] = out ? 0 : prior * Math.pow(Math.max(errors[method], 1e-6), -power);
      sum += weights[method];
    }
    for (int method = 0; method < weights.length; method++) {
      weights[method] = sum == 0 ? 0 : weights[method] / sum;
    }
  }

  /** By method; 0 to 1 with a sum of 1, or all 0 where no method made a path. */
  double[] weights(int index) {
    return weights[index];
  }

  /** The weighted mean of the paths of a series; NaN where no method made one. */
  double[] path(int index) {
    double[][] paths = all.get(index).paths(run);
    double[] path = new double[paths[0].length];
    for (int ahead = 0; ahead < path.length; ahead++) {
      double sum = 0;
      boolean any = false;
      for (int method = 0; method < paths.length; method++) {
        if (weights[index][method] > 0) {
          sum += weights[index][method] * paths[method][ahead];
          any = true;
        }
      }
      path[ahead] = any ? sum : Double.NaN;
    }
    return path;
  }

  /**
   * Mean distance of the methods' paths from the combined one, each by its weight. One method alone
   * is as far from all that it is measured by: that it agrees with itself says nothing.
   */
  double[] apart(int index, double[] path) {
    double[][] paths = all.get(index).paths(run);
    double[] apart = new double[path.length];
    double[] shares = all.get(index).paths().weighed().size() > 1 ? weights[index] : alike(paths);
    for (int method = 0; method < paths.length; method++) {
      for (int ahead = 0; shares[method] > 0 && ahead < path.length; ahead++) {
        apart[ahead] += shares[method] * Math.abs(paths[method][ahead] - path[ahead]);
      }
    }
    return apart;
  }

  private static double[] alike(double[][] paths) {
    double[] shares = new double[paths.length];
    long made = Arrays.stream(paths).filter(path -> !Double.isNaN(path[0])).count();
    Arrays.setAll(shares, method -> Double.isNaN(paths[method][0]) ? 0 : 1.0 / made);
    return shares;
  }

  /** The weights of methods that have one, by name, in the order of the pool. */
  Map<String, Double> named(int index) {
    Map<String, Double> named = new LinkedHashMap<>();
    List<String> methods = all.get(index).paths().methods();
    for (int method = 0; method < methods.size(); method++) {
      if (weights[index][method] > 0) {
        named.put(methods.get(method), weights[index][method]);
      }
    }
    return named;
  }

  /** Why the weights are what they are, in a sentence. */
  String why(int index) {
    double[] given = weights[index];
    int most = 0;
    int counted = 0;
    for (int method = 0; method < given.length; method++) {
      most = given[method] > given[most] ? method : most;
      counted += given[method] > 0 ? 1 : 0;
    }
    SeriesBacktest one = all.get(index);
    String name = one.paths().methods().get(most).replace('_', ' ');
    if (one.paths().weighed().equals(List.of(TemporalPaths.NAME))) {
      return "The methods' mean, made to agree with forecasts of longer periods, which erred less at earlier dates.";
    }
    if (one.paths().weighed().size() == 1 && one.paths().methods().size() > 1) {
      return "Only %s was asked to forecast it.".formatted(name);
    }
    if (counted <= 1) {
      return "Only " + name + " could forecast this series well enough.";
    }
    double own = one.relativeErrors(run)[most];
    String share = String.format(Locale.ROOT, "%.0f %%", 100 * given[most]);
    if (given[most] < NEARLY_ALIKE / counted) {
      return "The methods count nearly alike: none was clearly better at earlier dates.";
    }
    if (Double.isNaN(own)) {
      return "%s counts most (%s), as it does for such series; this one is too short to compare methods on it."
          .formatted(name, share);
    }
    return own < CLEARLY_LESS
        ? "%s counts most (%s): at earlier dates of this series it erred %.0f %% less than the methods' mean."
            .formatted(name, share, 100 * (1 - own))
        : "%s counts most (%s), because it errs less on series like this one."
            .formatted(name, share);
  }
}
