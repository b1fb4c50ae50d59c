package org.tidetable.models.forecast.smoothing;

import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * Optimised Theta: a smoothed level and the best share of the straight line through the history.
 *
 * <p>Works on the seasonally adjusted history, its last 5,000 periods, and puts the season back.
 *
 * <p>Source: Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), Models for optimising
 * the theta method and their relationship to state space models.
 */
public record OptimisedTheta() implements ForecastMethod.Local {
  @Override
  public String name() {
    return "optimised_theta";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] values = history.recent(Theta.LONGEST);
    var adjustment = SeasonalAdjustment.of(values, history.grain().season());
    if (adjustment.observed() < Theta.FEWEST) {
      return ForecastPath.refused("fewer than " + Theta.FEWEST + " values were observed");
    }
    double[] path = ThetaLines.fit(adjustment.adjusted(), false).path(horizon);
    return new RobustRange(values).path(adjustment.seasoned(path));
  }
}
