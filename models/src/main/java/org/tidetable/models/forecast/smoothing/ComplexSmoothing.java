package org.tidetable.models.forecast.smoothing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * Complex exponential smoothing: the form of season (none, simple, partial, full) with the smallest
 * corrected Akaike criterion; a season needs two observed ones.
 *
 * <p>It follows levels and trends with one complex weight and does not ask which of the two is
 * there. Its seasons are additive. It looks at the last 2,000 periods; its paths can explode and
 * keep to the range of the history.
 *
 * <p>Source: Svetunkov, Kourentzes and Ord (2022), Complex exponential smoothing; Svetunkov and
 * Kourentzes (2018), Complex exponential smoothing for seasonal time series.
 */
public record ComplexSmoothing() implements ForecastMethod.Local {
  private static final int LONGEST = 2_000;
  private static final int FEWEST = 5;

  @Override
  public String name() {
    return "complex_smoothing";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] values = history.recent(LONGEST);
    int season = history.grain().season();
    var adjustment = SeasonalAdjustment.of(values, season);
    if (adjustment.observed() < FEWEST) {
      return ForecastPath.refused("fewer than " + FEWEST + " values were observed");
    }
    double[] path = best(values, adjustment, season).forecast(horizon);
    return new RobustRange(values).path(path);
  }

  private static ComplexModel best(double[] values, SeasonalAdjustment adjustment, int season) {
    List<ComplexModel> models = new ArrayList<>();
    for (ComplexModel.Form form : ComplexModel.Form.values()) {
      boolean seasonal = form != ComplexModel.Form.NONE;
      if (!seasonal || (season > 1 && adjustment.observed() >= 2 * season)) {
        models.add(ComplexModel.fit(form, values, adjustment, season));
      }
    }
    return models.stream().min(Comparator.comparingDouble(ComplexModel::criterion)).orElseThrow();
  }
}
