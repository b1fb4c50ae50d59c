package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Adds up scores: those of held-out origins to a series, those of series to all together. */
final class AccuracyTally {
  private static final class Mean {
    private double sum;
    private double weight;

    void add(OptionalDouble value, double by) {
      if (value.isPresent() && by > 0) {
        sum += by * value.getAsDouble();
        weight += by;
      }
    }

    OptionalDouble get() {
      return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weight);
    }
  }

  private final String id;
  private final List<String> methods;
  private final List<Integer> levels;
  private final Mean[][] scores;
  private final Mean[][] ranges;
  private final int[] series;
  private final Mean wis = new Mean();
  private final Mean pinball = new Mean();
  private int periods;
  private double total;
  private String chosen = "";
  private int added;

  /**
   * @param id of the series; blank for all series together
   */
  AccuracyTally(String id, List<String> methods, List<Integer> levels) {
    this.id = id;
    this.methods = methods;
    this.levels = levels;
    this.series = new int[methods.size()];
    this.scores = means(methods.size(), 5);
    this.ranges = means(levels.size(), 3);
  }

  private static Mean[][] means(int rows, int columns) {
    Mean[][] means = new Mean[rows][columns];
    for (Mean[] row : means) {
      for (int column = 0; column < columns; column++) {
        row[column] = new Mean();
      }
    }
    return means;
  }

  void add(ForecastAccuracy one) {
    periods += one.periods();
    total += one.total();
    // The choice at the latest origin; series together have none of their own.
    chosen = id.isEmpty() ? "" : added == 0 ? one.chosen() : chosen;
    added++;
    for (int method = 0; method < methods.size(); method++) {
      ForecastAccuracy.MethodScore score = one.methods().get(method);
      series[method] =
          id.isEmpty() ? series[method] + score.series() : Math.max(series[method], score.series());
      scores[method][0].add(score.smape(), one.periods());
      scores[method][1].add(score.mase(), 1);
      scores[method][2].add(score.wape(), one.total());
      scores[method][3].add(score.rmsse(), 1);
      scores[method][4].add(score.beside(), 1);
    }
    wis.add(one.wis(), 1);
    pinball.add(one.pinball(), 1);
    for (int level = 0; level < levels.size(); level++) {
      ForecastAccuracy.RangeScore score = one.ranges().get(level);
      ranges[level][0].add(score.coverage(), one.periods());
      ranges[level][1].add(score.meanWidth(), one.periods());
      ranges[level][2].add(score.msis(), 1);
    }
  }

  ForecastAccuracy mean() {
    List<ForecastAccuracy.MethodScore> ofMethods = new ArrayList<>();
    for (int method = 0; method < methods.size(); method++) {
      Mean[] mean = scores[method];
      ofMethods.add(
          new ForecastAccuracy.MethodScore(
              methods.get(method),
              series[method],
              mean[0].get(),
              mean[1].get(),
              mean[2].get(),
              mean[3].get(),
              mean[4].get()));
    }
    List<ForecastAccuracy.RangeScore> ofRanges = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      Mean[] mean = ranges[level];
      ofRanges.add(
          new ForecastAccuracy.RangeScore(
              levels.get(level), mean[0].get(), mean[1].get(), mean[2].get()));
    }
    return new ForecastAccuracy(
        id, chosen, ofMethods, ofRanges, wis.get(), pinball.get(), periods, total);
  }
}
