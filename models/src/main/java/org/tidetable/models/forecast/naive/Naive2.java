package org.tidetable.models.forecast.naive;

import java.util.Arrays;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.smoothing.SeasonalAdjustment;

/**
 * The bar of the forecasting competitions: the last value without its season, repeated, with the
 * season put back; the last value as it is where there is no significant season.
 *
 * <p>Source: Makridakis and Hibon (2000), The M3-Competition.
 */
public record Naive2() implements ForecastMethod.Local {
  @Override
  public String name() {
    return "naive2";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    if (history.observed() == 0) {
      return ForecastPath.refused("no value was observed");
    }
    double[] values = history.values();
    var adjustment = SeasonalAdjustment.of(values, history.grain().season());
    double[] adjusted = adjustment.adjusted();
    int last = values.length - 1;
    while (Double.isNaN(adjusted[last])) {
      last--;
    }
    double[] path = new double[horizon];
    Arrays.fill(path, adjusted[last]);
    return new RobustRange(values).path(adjustment.seasoned(path));
  }
}
