package org.tidetable.models.forecast.learned;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;

/**
 * What all methods share that learn from rows of a series, an origin and a horizon: which rows are
 * drawn, and how answers become paths. Numbers are in units of the level of the series at the
 * origin.
 *
 * <p>At most 12,000 rows are drawn by the seed, evenly over the series; the order of the series
 * does not matter.
 *
 * @param parts what is known of the series beside their numbers; may be none
 */
record RegressionTask(DemandCalendar calendar, SeriesParts parts, long seed) {
  private static final int MAXIMUM_ROWS = 12_000;
  private static final int MINIMUM_ROWS = 100;

  /** How to learn from rows, and what was learnt. */
  interface Learner {
    /**
     * Learns.
     *
     * @param names of the columns
     * @param values the observed ones, in levels
     * @param bases plain guesses of them, in levels
     */
    Answers learn(List<String> names, List<double[]> rows, double[] values, double[] bases);
  }

  /** What to expect of rows, in levels. */
  interface Answers {
    double[] expected(List<double[]> rows, double[] bases);
  }

  ForecastMethod.Trained train(List<Series> histories, int horizon, Learner learner) {
    if (histories.isEmpty()) {
      return series -> refusals(series, "there is no series to learn from");
    }
    require(
        histories.stream().map(Series::grain).distinct().count() == 1,
        "series of one grain are needed");
    Columns columns =
        new Columns(
            new RegressionRows(histories.get(0).grain(), calendar),
            new PartColumns(parts, histories));
    Sample sample = sample(histories, horizon, columns);
    int count = sample.rows.size();
    if (count < MINIMUM_ROWS) {
      return series -> refusals(series, "the series are too few and short to learn from");
    }
    Answers answers =
        learner.learn(
            columns.names(),
            sample.rows,
            Arrays.copyOf(sample.values, count),
            Arrays.copyOf(sample.bases, count));
    return series -> forecast(answers, columns, series, horizon);
  }

  /** The columns of a series by itself, and those of its parts. */
  private record Columns(RegressionRows own, PartColumns ofParts) {
    List<String> names() {
      return Stream.concat(own.names().stream(), ofParts.names().stream()).toList();
    }

    double[] row(Series series, int origin, int target, double level) {
      return ofParts.behind(own.row(series, origin, target, level), series.id());
    }
  }

  private static final class Sample {
    private final List<double[]> rows = new ArrayList<>();
    private final double[] values = new double[MAXIMUM_ROWS];
    private final double[] bases = new double[MAXIMUM_ROWS];

    void add(double[] row, double value, double base) {
      values[rows.size()] = value;
      bases[rows.size()] = base;
      rows.add(row);
    }
  }

  private Sample sample(List<Series> histories, int horizon, Columns columns) {
    List<Series> ordered = new ArrayList<>(histories);
    ordered.sort(Comparator.comparing(Series::id));
    int each = Math.max(1, MAXIMUM_ROWS / ordered.size());
    Sample sample = new Sample();
    int looked = Math.min(ordered.size(), MAXIMUM_ROWS);
    for (int place = 0; place < looked && sample.rows.size() < MAXIMUM_ROWS; place++) {
      Series series = ordered.get((int) ((long) place * ordered.size() / looked));
      int first = Math.max(3, Math.min(series.grain().season(), series.length() / 2));
      if (series.length() <= first) {
        continue;
      }
      SplittableRandom random = new SplittableRandom(seed ^ series.id().hashCode());
      for (int draw = 0;
          draw < Math.min(each, 4 * series.length()) && sample.rows.size() < MAXIMUM_ROWS;
          draw++) {
        int origin = first + random.nextInt(series.length() - first);
        int last = Math.min(series.length(), origin + horizon);
        int period = origin + random.nextInt(last - origin);
        double level = columns.own.level(series, origin);
        if (level > 0 && !Double.isNaN(series.value(period))) {
          sample.add(
              columns.row(series, origin, period, level),
              series.value(period) / level,
              columns.own.base(series, origin, period, level));
        }
      }
    }
    return sample;
  }

  private static List<ForecastPath> forecast(
      Answers answers, Columns columns, List<Series> histories, int horizon) {
    List<double[]> rows = new ArrayList<>();
    List<Double> bases = new ArrayList<>();
    for (Series series : histories) {
      int origin = series.length();
      double level = columns.own.level(series, origin);
      for (int ahead = 0; level > 0 && ahead < horizon; ahead++) {
        rows.add(columns.row(series, origin, origin + ahead, level));
        bases.add(columns.own.base(series, origin, origin + ahead, level));
      }
    }
    double[] expected =
        answers.expected(rows, bases.stream().mapToDouble(Double::doubleValue).toArray());
    List<ForecastPath> paths = new ArrayList<>(histories.size());
    int row = 0;
    for (Series series : histories) {
      double level = columns.own.level(series, series.length());
      if (!(level > 0)) {
        paths.add(ForecastPath.refused("no value other than zero was observed"));
        continue;
      }
      double[] path = new double[horizon];
      for (int ahead = 0; ahead < horizon; ahead++) {
        path[ahead] = level * expected[row++];
      }
      paths.add(ForecastPath.of(new RobustRange(series.values()).cap(path)));
    }
    return paths;
  }

  private static List<ForecastPath> refusals(List<Series> histories, String cause) {
    return histories.stream().map(series -> ForecastPath.refused(cause)).toList();
  }

  /** The values less their bases, the outermost hundredth on each side pulled in. */
  static double[] corrections(double[] values, double[] bases) {
    double[] target = new double[values.length];
    for (int row = 0; row < target.length; row++) {
      target[row] = values[row] - bases[row];
    }
    double[] sorted = target.clone();
    Arrays.sort(sorted);
    double low = sorted[sorted.length / 100];
    double high = sorted[sorted.length - 1 - sorted.length / 100];
    return Arrays.stream(target).map(value -> Math.max(low, Math.min(high, value))).toArray();
  }

  static double[] sum(double[] bases, double[] corrections) {
    double[] sums = new double[bases.length];
    for (int row = 0; row < sums.length; row++) {
      sums[row] = bases[row] + corrections[row];
    }
    return sums;
  }
}
