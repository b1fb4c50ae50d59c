package org.tidetable.models.forecast.naive;

import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * A random walk with drift: the line from the first observed value to the last one, continued from
 * there.
 *
 * <p>Refused with fewer than two observed values. The season is not looked at.
 *
 * <p>Source: Hyndman and Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.2.
 */
public record Drift() implements ForecastMethod.Local {
  @Override
  public String name() {
    return "drift";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] values = history.values();
    if (history.observed() < 2) {
      return ForecastPath.refused("fewer than 2 values were observed");
    }
    int first = 0;
    while (Double.isNaN(values[first])) {
      first++;
    }
    int last = values.length - 1;
    while (Double.isNaN(values[last])) {
      last--;
    }
    double drift = (values[last] - values[first]) / (last - first);
    double[] path = new double[horizon];
    for (int ahead = 0; ahead < horizon; ahead++) {
      path[ahead] = values[last] + drift * (values.length - last + ahead);
    }
    return new RobustRange(values).path(path);
  }
}
