package org.tidetable.models.pool;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.models.forecast.Series;

/**
 * What the weights of methods may depend on, known at an origin: how far their paths are apart,
 * what errors they made before, and the shape of the history. NaN is unknown.
 *
 * <p>All are free of the unit of the series.
 *
 * @param methods names, in the order of the paths
 */
public record PathTraits(List<String> methods) {
  private static final List<String> OF_HISTORY =
      List.of(
          "length",
          "seasons",
          "horizon",
          "season_strength",
          "trend_strength",
          "autocorrelation",
          "change_autocorrelation",
          "season_autocorrelation",
          "spikes",
          "zeros",
          "missing",
          "spread",
          "step_to_season",
          "slope",
          "last_to_level",
          "late_steps",
          "lowest");

  public PathTraits {
    methods = List.copyOf(methods);
  }

  /** Names of the columns. */
  public List<String> names() {
    List<String> names = new ArrayList<>(OF_HISTORY);
    for (int first = 0; first < methods.size(); first++) {
      for (int second = first + 1; second < methods.size(); second++) {
        names.add(methods.get(first) + "-" + methods.get(second));
      }
    }
    methods.forEach(method -> names.add("end_" + method));
    methods.forEach(method -> names.add("error_" + method));
    return names;
  }

  /**
   * One row.
   *
   * @param history up to the origin
   * @param paths by method; NaN where a method made none
   * @param errors of each method at earlier origins, over their mean; NaN without any
   * @param scale the size of an ordinary error, above 0, in the unit of the series
   */
  public float[] row(Series history, double[][] paths, double[] errors, double scale) {
    float[] row = new float[names().size()];
    double[] shape = history(history, paths[0].length);
    int next = 0;
    for (double value : shape) {
      row[next++] = number(value);
    }
    int horizon = paths[0].length;
    for (int first = 0; first < paths.length; first++) {
      for (int second = first + 1; second < paths.length; second++) {
        double sum = 0;
        for (int ahead = 0; ahead < horizon; ahead++) {
          sum += Math.abs(paths[first][ahead] - paths[second][ahead]);
        }
        row[next++] = number(Math.log1p(sum / horizon / scale));
      }
    }
    double mean = 0;
    int made = 0;
    for (double[] path : paths) {
      double end = late(path);
      mean += Double.isNaN(end) ? 0 : end;
      made += Double.isNaN(end) ? 0 : 1;
    }
    for (double[] path : paths) {
      row[next++] = number((late(path) - mean / made) / scale);
    }
    for (double error : errors) {
      row[next++] = number(error);
    }
    return row;
  }

  /** Mean of the later half of a path. */
  private static double late(double[] path) {
    double sum = 0;
    for (int ahead = path.length / 2; ahead < path.length; ahead++) {
      sum += path[ahead];
    }
    return sum / (path.length - path.length / 2);
  }

  private static float number(double value) {
    return Double.isFinite(value) ? (float) Math.max(-1e6, Math.min(1e6, value)) : Float.NaN;
  }

  private static double[] history(Series history, int horizon) {
    int season = history.grain().season();
    double[] values = history.values();
    int length = values.length;
    Moments all = new Moments();
    double lowest = Double.POSITIVE_INFINITY;
    int zeros = 0;
    for (double value : values) {
      all.add(value);
      lowest = value < lowest ? value : lowest;
      zeros += value == 0 ? 1 : 0;
    }
    double[] changes = changes(values, 1);
    double[] level = level(values, season);
    double[] rest = new double[length];
    double[] trendless = new double[length];
    double[] pattern = pattern(values, level, season);
    Moments ofRest = new Moments();
    Moments ofTrendless = new Moments();
    Moments ofSeasonless = new Moments();
    for (int at = 0; at < length; at++) {
      trendless[at] = values[at] - level[at];
      rest[at] = trendless[at] - pattern[at % season];
      ofRest.add(rest[at]);
      ofTrendless.add(trendless[at]);
      ofSeasonless.add(values[at] - pattern[at % season]);
    }
    double step = size(changes, 0);
    double year = season == 1 ? Double.NaN : size(changes(values, season), 0);
    double largest = 0;
    for (double change : changes) {
      largest = Math.abs(change) > largest ? Math.abs(change) : largest;
    }
    int window = Math.max(4, season);
    Moments last = new Moments();
    Moments before = new Moments();
    double end = Double.NaN;
    for (int at = Math.max(0, length - 2 * window); at < length; at++) {
      (at < length - window ? before : last).add(values[at]);
      end = Double.isNaN(values[at]) ? end : values[at];
    }
    double scale = Double.isNaN(year) ? step : Math.sqrt(step * year);
    return new double[] {
      Math.log(all.count),
      (double) length / season,
      (double) horizon / season,
      season == 1 ? Double.NaN : strength(ofRest, ofTrendless),
      strength(ofRest, ofSeasonless),
      correlation(values, 1),
      correlation(changes, 1),
      season == 1 ? Double.NaN : correlation(trendless, season),
      Math.log(largest / step),
      (double) zeros / all.count,
      1 - (double) all.count / length,
      Math.log(all.deviation() / Math.abs(all.mean())),
      Math.log(step / year),
      (last.mean() - before.mean()) / scale,
      (end - last.mean()) / scale,
      Math.log(size(changes, changes.length - window) / step),
      lowest / Math.abs(all.mean())
    };
  }

  private static final class Moments {
    private double sum;
    private double squares;
    private int count;

    void add(double value) {
      if (!Double.isNaN(value)) {
        sum += value;
        squares += value * value;
        count++;
      }
    }

    double mean() {
      return sum / count;
    }

    double variance() {
      return Math.max(0, squares / count - mean() * mean());
    }

    double deviation() {
      return Math.sqrt(variance());
    }
  }

  private static double strength(Moments rest, Moments all) {
    return all.variance() == 0 ? 0 : Math.max(0, 1 - rest.variance() / all.variance());
  }

  private static double[] changes(double[] values, int lag) {
    double[] changes = new double[Math.max(0, values.length - lag)];
    for (int at = 0; at < changes.length; at++) {
      changes[at] = values[at + lag] - values[at];
    }
    return changes;
  }

  /** Mean size from an index on. */
  private static double size(double[] changes, int from) {
    double sum = 0;
    int count = 0;
    for (int at = Math.max(0, from); at < changes.length; at++) {
      if (!Double.isNaN(changes[at])) {
        sum += Math.abs(changes[at]);
        count++;
      }
    }
    return sum / count;
  }

  /** Mean over a season around each period, of what is there. */
  private static double[] level(double[] values, int season) {
    int reach = season == 1 ? 2 : season / 2;
    double[] sums = new double[values.length + 1];
    int[] counts = new int[values.length + 1];
    for (int at = 0; at < values.length; at++) {
      boolean there = !Double.isNaN(values[at]);
      sums[at + 1] = sums[at] + (there ? values[at] : 0);
      counts[at + 1] = counts[at] + (there ? 1 : 0);
    }
    double[] level = new double[values.length];
    for (int at = 0; at < values.length; at++) {
      int from = Math.max(0, at - reach);
      int to = Math.min(values.length, at + reach + (season % 2 == 0 ? 0 : 1));
      level[at] = (sums[to] - sums[from]) / (counts[to] - counts[from]);
    }
    return level;
  }

  private static double[] pattern(double[] values, double[] level, int season) {
    double[] pattern = new double[season];
    if (season == 1) {
      return pattern;
    }
    for (int place = 0; place < season; place++) {
      double sum = 0;
      int count = 0;
      for (int at = place; at < values.length; at += season) {
        if (!Double.isNaN(values[at])) {
          sum += values[at] - level[at];
          count++;
        }
      }
      pattern[place] = count == 0 ? 0 : sum / count;
    }
    return pattern;
  }

  private static double correlation(double[] values, int lag) {
    Moments all = new Moments();
    for (double value : values) {
      all.add(value);
    }
    double mean = all.mean();
    double sum = 0;
    for (int at = lag; at < values.length; at++) {
      double product = (values[at] - mean) * (values[at - lag] - mean);
      sum += Double.isNaN(product) ? 0 : product;
    }
    return sum / (all.variance() * all.count);
  }
}
