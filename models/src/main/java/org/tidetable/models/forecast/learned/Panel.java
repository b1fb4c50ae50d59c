package org.tidetable.models.forecast.learned;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/** The logarithms of series side by side in one calendar, and how they go on together. */
final class Panel {
  private static final List<Double> LEVELS = List.of(0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0);
  private static final List<Double> SEASONS = List.of(0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0);
  private static final List<Double> SLOPES = List.of(0.0, 0.02, 0.1);

  /**
   * A common path must make a value so much likelier, or series are not alike; more so where series
   * are few, as it then has something of each: by chance 1 / (2 n) for n series, in logarithm.
   */
  private static final double LEAST_GAIN = 0.02;

  private static final int SEASONS_SEEN = 5;
  private static final int FEWEST_VALUES = 6;
  private static final int FEWEST_SERIES = 5;
  private static final int MOST_JUDGED = 40;
  private static final int ROUNDS = 10;

  /** Fits kept for series that were observed at the same times: at most 80 MB. */
  private static final int MOST_KEPT = 2_500;

  private final List<Series> histories;
  private final int season;
  private final int length;
  private final int[] ends;
  private final double[][] logs;
  private final int[][] times;
  private final Map<Seen, LevelAndSeason> fits = new HashMap<>();

  private record Seen(LevelAndSeason.Parts parts, List<Integer> times) {}

  Panel(List<Series> histories) {
    this.histories = histories;
    Grain grain = histories.get(0).grain();
    this.season = grain.season();
    LocalDateTime end =
        histories.stream()
            .map(one -> one.period(one.length()))
            .max(LocalDateTime::compareTo)
            .orElseThrow();
    this.length = SEASONS_SEEN * season;
    LocalDateTime first = grain.plus(end, -length);
    this.logs = new double[histories.size()][];
    this.times = new int[histories.size()][];
    this.ends = new int[histories.size()];
    for (int index = 0; index < logs.length; index++) {
      Series one = histories.get(index);
      int offset = (int) grain.between(first, one.firstPeriod());
      ends[index] = offset + one.length();
      logs[index] = logs(one, offset);
      times[index] = observed(logs[index]);
    }
  }

  /**
   * By place in the calendar; NaN where nothing is known, and everywhere for a series with values
   * below zero. A zero counts as half the least value above it.
   */
  private double[] logs(Series one, int offset) {
    double[] logs = new double[length];
    Arrays.fill(logs, Double.NaN);
    if (Arrays.stream(one.values()).anyMatch(value -> value < 0)) {
      return logs;
    }
    double least = Arrays.stream(one.values()).filter(value -> value > 0).min().orElse(Double.NaN);
    for (int at = Math.max(0, -offset); at < one.length(); at++) {
      logs[offset + at] = Math.log(Math.max(one.value(at), least / 2));
    }
    return logs;
  }

  private static int[] observed(double[] row) {
    int[] found = new int[row.length];
    int count = 0;
    for (int at = 0; at < row.length; at++) {
      if (!Double.isNaN(row[at])) {
        found[count++] = at + 1;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private boolean takesPart(int index) {
    return times[index].length >= FEWEST_VALUES;
  }

  /** One path for each series, in their order. */
  List<ForecastPath> forecast(int horizon) {
    int[] part = IntStream.range(0, logs.length).filter(this::takesPart).toArray();
    if (part.length < FEWEST_SERIES) {
      return refused("there are too few series like it");
    }
    double[] common = common(part);
    List<LevelAndSeason.Parts> level = grid(List.of(0.0));
    Judged alone = best(level, parts -> score(parts, part, new double[length]));
    Judged together = best(level, parts -> score(parts, part, common));
    if (together.score - alone.score < (LEAST_GAIN + 1.0 / part.length) * judgedValues(part)) {
      return refused("the series have too little in common");
    }
    double[] all = continued(common, horizon);
    List<ForecastPath> paths = new ArrayList<>(logs.length);
    for (int index = 0; index < logs.length; index++) {
      paths.add(
          takesPart(index)
              ? path(index, together.parts, all, horizon)
              : ForecastPath.refused(
                  "fewer than " + FEWEST_VALUES + " values above zero are known"));
    }
    return paths;
  }

  private List<ForecastPath> refused(String cause) {
    return Collections.nCopies(logs.length, ForecastPath.refused(cause));
  }

  /** The common path and what is expected of it; what was not observed is filled. */
  private double[] continued(double[] common, int horizon) {
    int[] seen = observed(common);
    double[] values = Arrays.stream(seen).mapToDouble(time -> common[time - 1]).toArray();
    Judged judged = best(grid(SLOPES), parts -> fit(parts, seen).logLikelihood(values));
    int[] all = IntStream.rangeClosed(1, length + horizon).toArray();
    double[] path = fit(judged.parts, seen).expected(values, all);
    for (int time : seen) {
      path[time - 1] = common[time - 1];
    }
    return path;
  }

  private ForecastPath path(int index, LevelAndSeason.Parts own, double[] common, int horizon) {
    int[] later = new int[horizon];
    Arrays.setAll(later, ahead -> ends[index] + ahead + 1);
    double[] path = fit(own, times[index]).expected(rest(index, common), later);
    for (int ahead = 0; ahead < horizon; ahead++) {
      path[ahead] = Math.exp(path[ahead] + common[later[ahead] - 1]);
    }
    return new RobustRange(histories.get(index).values()).path(path);
  }

  /** What a series has of its own, at the times at which it was observed. */
  private double[] rest(int index, double[] common) {
    return Arrays.stream(times[index])
        .mapToDouble(time -> logs[index][time - 1] - common[time - 1])
        .toArray();
  }

  /** What all have in common, by place; steady series count more. NaN where nothing is known. */
  private double[] common(int[] part) {
    double[] common = new double[length];
    double[] weights = new double[logs.length];
    Arrays.fill(weights, 1);
    for (int round = 0; round < ROUNDS; round++) {
      double[] sums = new double[length];
      double[] counts = new double[length];
      double[] variances = new double[logs.length];
      double mean = 0;
      for (int index : part) {
        double[] rest = rest(index, common);
        double middle = Arrays.stream(rest).average().orElse(0);
        double squares = 0;
        for (double one : rest) {
          squares += (one - middle) * (one - middle);
        }
        variances[index] = squares / rest.length;
        mean += variances[index] / part.length;
        for (int time : times[index]) {
          sums[time - 1] += weights[index] * (logs[index][time - 1] - middle);
          counts[time - 1] += weights[index];
        }
      }
      for (int at = 0; at < length; at++) {
        common[at] = counts[at] > 0 ? sums[at] / counts[at] : Double.NaN;
      }
      for (int index : part) {
        weights[index] = 1 / (variances[index] + 0.1 * mean + 1e-12);
      }
    }
    return common;
  }

  private record Judged(LevelAndSeason.Parts parts, double score) {}

  /** The sizes that make what was observed most likely. */
  private static Judged best(
      List<LevelAndSeason.Parts> grid, ToDoubleFunction<LevelAndSeason.Parts> score) {
    return grid.stream()
        .map(parts -> new Judged(parts, score.applyAsDouble(parts)))
        .max(Comparator.comparingDouble(Judged::score))
        .orElseThrow();
  }

  private double score(LevelAndSeason.Parts parts, int[] part, double[] common) {
    return Arrays.stream(judged(part))
        .mapToDouble(index -> fit(parts, times[index]).logLikelihood(rest(index, common)))
        .sum();
  }

  private int judgedValues(int[] part) {
    return Arrays.stream(judged(part)).map(index -> times[index].length).sum();
  }

  /** Some of the series, evenly: sizes need not be learnt from all of very many. */
  private static int[] judged(int[] part) {
    int step = (part.length + MOST_JUDGED - 1) / MOST_JUDGED;
    return IntStream.range(0, part.length)
        .filter(at -> at % step == 0)
        .map(at -> part[at])
        .toArray();
  }

  private static List<LevelAndSeason.Parts> grid(List<Double> slopes) {
    List<LevelAndSeason.Parts> grid = new ArrayList<>();
    for (double level : LEVELS) {
      for (double ofSeason : SEASONS) {
        for (double slope : slopes) {
          grid.add(new LevelAndSeason.Parts(level, ofSeason, slope));
        }
      }
    }
    return grid;
  }

  private LevelAndSeason fit(LevelAndSeason.Parts parts, int[] seen) {
    if (fits.size() >= MOST_KEPT) {
      fits.clear();
    }
    return fits.computeIfAbsent(
        new Seen(parts, Arrays.stream(seen).boxed().toList()),
        key -> new LevelAndSeason(parts, season, seen));
  }
}
