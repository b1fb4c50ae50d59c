package org.tidetable.models.forecast.learned;

import java.util.List;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.TribuoRegression;

/**
 * Boosted trees over all series at once: one row for a series, an origin and a horizon, from lags
 * and the calendar, in units of the level of the series at the origin.
 *
 * <p>Direct: the horizon is a feature, so no forecast feeds another. The trees correct a plain
 * guess, by squared error. At most 12,000 rows are drawn by the seed.
 */
public record GlobalRegression(DemandCalendar calendar, long seed)
    implements ForecastMethod.Global {
  static final TribuoRegression.Settings TREES =
      new TribuoRegression.Settings(70, 4, 0.08, 20, 0.8, 0.7);

  @Override
  public String name() {
    return "regression";
  }

  @Override
  public Trained train(List<Series> histories, int horizon) {
    return new RegressionTask(calendar, SeriesParts.NONE, seed)
        .train(
            histories,
            horizon,
            (names, rows, values, bases) -> {
              double[] target = RegressionTask.corrections(values, bases);
              var trees =
                  TribuoRegression.train(FeatureMatrix.ofRows(names, rows), target, TREES, seed);
              return (asked, guesses) ->
                  RegressionTask.sum(guesses, trees.predict(FeatureMatrix.ofRows(names, asked)));
            });
  }
}
