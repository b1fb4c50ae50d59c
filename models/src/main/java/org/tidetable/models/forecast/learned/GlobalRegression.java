package org.tidetable.models.forecast.learned;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.TribuoRegression;

/**
 * Boosted trees over all series at once: one row for a series, an origin and a horizon, from lags
 * and the calendar, in units of the level of the series at the origin.
 *
 * <p>Direct: the horizon is a feature, so no forecast feeds another. At most 12,000 rows are drawn
 * by the seed, evenly over the series; the order of the series does not matter.
 */
public record GlobalRegression(DemandCalendar calendar, long seed)
    implements ForecastMethod.Global {
  private static final int MAXIMUM_ROWS = 12_000;
  private static final int MINIMUM_ROWS = 100;
  private static final TribuoRegression.Settings TREES =
      new TribuoRegression.Settings(70, 4, 0.08, 20, 0.8, 0.7);

  @Override
  public String name() {
    return "regression";
  }

  @Override
  public Trained train(List<Series> histories, int horizon) {
    if (histories.isEmpty()) {
      return series -> refusals(series, "there is no series to learn from");
    }
    require(
        histories.stream().map(Series::grain).distinct().count() == 1,
        "series of one grain are needed");
    RegressionRows columns = new RegressionRows(histories.get(0).grain(), calendar);
    Sample sample = sample(histories, horizon, columns);
    if (sample.rows.size() < MINIMUM_ROWS) {
      return series -> refusals(series, "the series are too few and short to learn from");
    }
    double[] target = Arrays.copyOf(sample.targets, sample.rows.size());
    double[] sorted = target.clone();
    Arrays.sort(sorted);
    double low = sorted[sorted.length / 100];
    double high = sorted[sorted.length - 1 - sorted.length / 100];
    for (int row = 0; row < target.length; row++) {
      target[row] = Math.max(low, Math.min(high, target[row]));
    }
    FeatureMatrix matrix = FeatureMatrix.ofRows(columns.names(), sample.rows);
    TribuoRegression trees = TribuoRegression.train(matrix, target, TREES, seed);
    return series -> forecast(trees, columns, series, horizon);
  }

  private static final class Sample {
    private final List<double[]> rows = new ArrayList<>();
    private final double[] targets = new double[MAXIMUM_ROWS];

    void add(double[] row, double target) {
      targets[rows.size()] = target;
      rows.add(row);
    }
  }

  private Sample sample(List<Series> histories, int horizon, RegressionRows columns) {
    List<Series> ordered = new ArrayList<>(histories);
    ordered.sort(Comparator.comparing(Series::id));
    int each = Math.max(1, MAXIMUM_ROWS / ordered.size());
    Sample sample = new Sample();
    int step = Math.max(1, ordered.size() / MAXIMUM_ROWS);
    for (int index = 0;
        index < ordered.size() && sample.rows.size() < MAXIMUM_ROWS;
        index += step) {
      Series series = ordered.get(index);
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
        double level = columns.level(series, origin);
        if (level > 0 && !Double.isNaN(series.value(period))) {
          sample.add(
              columns.row(series, origin, period, level),
              series.value(period) / level - columns.base(series, origin, period, level));
        }
      }
    }
    return sample;
  }

  private static List<ForecastPath> forecast(
      TribuoRegression trees, RegressionRows columns, List<Series> histories, int horizon) {
    List<double[]> rows = new ArrayList<>();
    for (Series series : histories) {
      double level = columns.level(series, series.length());
      for (int ahead = 0; level > 0 && ahead < horizon; ahead++) {
        rows.add(columns.row(series, series.length(), series.length() + ahead, level));
      }
    }
    double[] corrections = trees.predict(FeatureMatrix.ofRows(columns.names(), rows));
    List<ForecastPath> paths = new ArrayList<>(histories.size());
    int row = 0;
    for (Series series : histories) {
      int origin = series.length();
      double level = columns.level(series, origin);
      if (!(level > 0)) {
        paths.add(ForecastPath.refused("no value other than zero was observed"));
        continue;
      }
      double[] path = new double[horizon];
      for (int ahead = 0; ahead < horizon; ahead++) {
        double base = columns.base(series, origin, origin + ahead, level);
        path[ahead] = level * (base + corrections[row++]);
      }
      paths.add(ForecastPath.of(new RobustRange(series.values()).cap(path)));
    }
    return paths;
  }

  private static List<ForecastPath> refusals(List<Series> histories, String cause) {
    return histories.stream().map(series -> ForecastPath.refused(cause)).toList();
  }
}
