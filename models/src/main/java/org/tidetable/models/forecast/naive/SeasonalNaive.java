package org.tidetable.models.forecast.naive;

import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/**
 * The value of the same period one season before; where it is missing, of the season before that,
 * and so on.
 *
 * <p>Where no season holds a value, the nearest observed neighbour of the same period one season
 * before is taken: half-term is not in the same week of every year. The season is {@link
 * org.tidetable.models.vocabulary.Grain#season()}; refused when no value was observed.
 */
public record SeasonalNaive() implements ForecastMethod.Local {
  @Override
  public String name() {
    return "seasonal_naive";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    int season = history.grain().season();
    if (history.observed() == 0) {
      return ForecastPath.refused("no value was observed");
    }
    double[] path = new double[horizon];
    for (int ahead = 1; ahead <= horizon; ahead++) {
      int target = history.length() - 1 + ahead;
      int source = target - season * ((ahead + season - 1) / season);
      path[ahead - 1] = earlier(history, source, season);
    }
    return ForecastPath.of(path);
  }

  private static double earlier(Series history, int source, int season) {
    for (int index = source; index >= 0; index -= season) {
      if (!Double.isNaN(history.value(index))) {
        return history.value(index);
      }
    }
    int start = Math.max(0, Math.min(source, history.length() - 1));
    for (int distance = 0; distance <= history.length(); distance++) {
      if (start - distance >= 0 && !Double.isNaN(history.value(start - distance))) {
        return history.value(start - distance);
      }
      if (start + distance < history.length() && !Double.isNaN(history.value(start + distance))) {
        return history.value(start + distance);
      }
    }
    throw new IllegalStateException("a series with an observed value has a nearest one");
  }
}
