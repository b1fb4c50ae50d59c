package org.tidetable.models.forecast.naive;

import java.util.Arrays;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/** The last value that was observed, repeated: what every other method must beat. */
public record Naive() implements ForecastMethod.Local {
  @Override
  public String name() {
    return "naive";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    for (int index = history.length() - 1; index >= 0; index--) {
      if (!Double.isNaN(history.value(index))) {
        double[] path = new double[horizon];
        Arrays.fill(path, history.value(index));
        return ForecastPath.of(path);
      }
    }
    return ForecastPath.refused("no value was observed");
  }
}
