package org.tidetable.models.forecast.calendar;

import java.util.Arrays;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * Several seasons at once, without a calendar: hours have a day and a week, days a week and a year,
 * weeks a year. Each is smoothed out of what the others and the trend leave, in turn; the rest is a
 * level that follows the values, and the last cycle of each season repeats.
 *
 * <p>On logarithms where all values are positive. A year needs two observed ones; weeks with less
 * are refused. Bank holidays are unknown to it: they are noise.
 *
 * <p>Source: Bandara, Hyndman and Bergmeir (2021), MSTL, with moving means in place of loess.
 */
public record MultipleSeasons() implements ForecastMethod.Local {
  private static final int ROUNDS = 3;
  private static final int DAYS_OF_YEAR = 365;
  private static final int MOST_HOURS = 2 * 8766;
  private static final int MOST_DAYS = 8 * 366;

  /**
   * A pattern that repeats.
   *
   * @param period periods after which it does
   * @param cycles before and after, that make it, the nearer the more
   * @param around neighbours on either side that are averaged in
   */
  private record Season(double period, int cycles, int around) {}

  @Override
  public String name() {
    return "multiple_seasons";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] values = recent(history);
    int observed = (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    Season[] seasons =
        switch (history.grain()) {
          case HOUR -> new Season[] {new Season(24, 14, 0), new Season(168, 8, 0)};
          case DAY ->
              values.length < 2 * DAYS_OF_YEAR
                  ? new Season[] {new Season(7, 12, 0)}
                  : new Season[] {new Season(7, 12, 0), new Season(365.2425, 8, 12)};
          case WEEK -> new Season[] {new Season(52.1775, 8, 1)};
          case MONTH, QUARTER, YEAR -> new Season[0];
        };
    if (seasons.length == 0) {
      return ForecastPath.refused("several seasons are for hours, days and weeks");
    }
    double longest = seasons[seasons.length - 1].period();
    if (values.length < 2 * longest || observed < longest / 2) {
      return ForecastPath.refused(
          "fewer than two whole seasons were observed, of " + Math.round(longest) + " periods");
    }
    boolean positive = Arrays.stream(values).allMatch(value -> Double.isNaN(value) || value > 0);
    double[] scaled = positive ? Arrays.stream(values).map(Math::log).toArray() : values;
    double[] path = continued(scaled, seasons, horizon);
    double[] back = positive ? Arrays.stream(path).map(Math::exp).toArray() : path;
    return ForecastPath.of(new RobustRange(values).cap(back));
  }

  private static double[] recent(Series history) {
    int most =
        switch (history.grain()) {
          case HOUR -> MOST_HOURS;
          case DAY -> MOST_DAYS;
          case WEEK, MONTH, QUARTER, YEAR -> Integer.MAX_VALUE;
        };
    int from = Math.max(0, history.length() - most);
    while (from < history.length() && Double.isNaN(history.value(from))) {
      from++;
    }
    return Arrays.copyOfRange(history.values(), from, history.length());
  }

  private static double[] continued(double[] values, Season[] seasons, int horizon) {
    double[][] effects = new double[seasons.length][values.length];
    double[] trend = new double[values.length];
    int window = (int) Math.round(seasons[seasons.length - 1].period()) | 1;
    for (int round = 0; round < ROUNDS; round++) {
      double[] rest = less(values, effects, -1);
      trend = movingMean(rest, window);
      for (int season = 0; season < seasons.length; season++) {
        double[] left = less(values, effects, season);
        for (int time = 0; time < left.length; time++) {
          left[time] -= trend[time];
        }
        effects[season] = cycle(left, seasons[season]);
      }
    }
    double[] rest = LevelErrors.withoutOutliers(less(values, effects, -1), 0.1);
    int shortest = (int) Math.round(seasons[0].period());
    int reach = Math.min(shortest == 7 ? 28 : shortest == 24 ? 168 : 8, horizon);
    int order = shortest == 24 ? 26 : shortest == 7 ? 7 : 4;
    double[] path =
        new LevelErrors(rest, new LevelErrors.Settings(1, reach, order)).forecast(horizon);
    for (int ahead = 0; ahead < horizon; ahead++) {
      for (int season = 0; season < seasons.length; season++) {
        path[ahead] += repeated(effects[season], seasons[season].period(), ahead);
      }
    }
    return path;
  }

  /** The values less all effects but one. */
  private static double[] less(double[] values, double[][] effects, int kept) {
    double[] left = values.clone();
    for (int season = 0; season < effects.length; season++) {
      for (int time = 0; season != kept && time < left.length; time++) {
        left[time] -= effects[season][time];
      }
    }
    return left;
  }

  /** The last cycle, repeated; a year is a quarter of a day longer than its days. */
  private static double repeated(double[] effect, double period, int ahead) {
    double back = Math.ceil((ahead + 1) / period) * period;
    int place = effect.length + ahead - (int) Math.round(back);
    return effect[Math.max(0, Math.min(effect.length - 1, place))];
  }

  /** At each time the mean of the same place in the cycles around, less the mean of a cycle. */
  private static double[] cycle(double[] values, Season season) {
    int around = season.around();
    double[] near = around == 0 ? values : movingMean(values, 2 * around + 1);
    double[] effect = new double[values.length];
    for (int time = 0; time < values.length; time++) {
      double sum = 0;
      double weights = 0;
      for (int number = -season.cycles(); number <= season.cycles(); number++) {
        long place = time + Math.round(number * season.period());
        if (place >= 0 && place < values.length && !Double.isNaN(near[(int) place])) {
          double weight = season.cycles() + 1 - Math.abs(number);
          sum += weight * near[(int) place];
          weights += weight;
        }
      }
      effect[time] = weights == 0 ? 0 : sum / weights;
    }
    double[] mean = movingMean(effect, (int) Math.round(season.period()) | 1);
    for (int time = 0; time < values.length; time++) {
      effect[time] -= mean[time];
    }
    return effect;
  }

  /** Means of what is known in a window, centred except at the ends, where it is whole too. */
  private static double[] movingMean(double[] values, int window) {
    double[] sums = new double[values.length + 1];
    int[] counts = new int[values.length + 1];
    for (int time = 0; time < values.length; time++) {
      boolean missing = Double.isNaN(values[time]);
      sums[time + 1] = sums[time] + (missing ? 0 : values[time]);
      counts[time + 1] = counts[time] + (missing ? 0 : 1);
    }
    double[] means = new double[values.length];
    double last = 0;
    for (int time = 0; time < values.length; time++) {
      int begin = Math.max(0, Math.min(time - window / 2, values.length - window));
      int end = Math.min(values.length, begin + window);
      int count = counts[end] - counts[begin];
      last = count == 0 ? last : (sums[end] - sums[begin]) / count;
      means[time] = last;
    }
    return means;
  }
}
