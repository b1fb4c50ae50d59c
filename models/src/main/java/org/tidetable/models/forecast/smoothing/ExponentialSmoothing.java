package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * Exponential smoothing: the form with the smallest corrected Akaike criterion among level or
 * damped trend, without season, with an additive one, or (on logarithms, where all values are
 * positive) with a multiplicative one.
 *
 * <p>There is no multiplicative trend, and a path stays within one range of the history above and
 * below it, and at 0 or more when the history does: this family can explode. A weekly season is too
 * long for these forms: with two observed years an average season is taken out and put back. Long
 * histories are cut to their last periods, 400 or 10 seasons.
 *
 * <p>Source: Hyndman and Khandakar (2008), Automatic time series forecasting.
 */
public record ExponentialSmoothing() implements ForecastMethod.Local {
  private static final double TOLERANCE = 1e-4;
  private static final int MINIMUM_OBSERVED = 4;

  @Override
  public String name() {
    return "exponential_smoothing";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] values = recent(history);
    int observed = observed(values);
    if (observed < MINIMUM_OBSERVED) {
      return ForecastPath.refused("fewer than " + MINIMUM_OBSERVED + " values were observed");
    }
    int season = history.grain().season();
    double[] path = season == 52 ? weekly(values, horizon) : smooth(values, season, horizon);
    return ForecastPath.of(new RobustRange(values).cap(path));
  }

  /** From the first observed value, and not more than the recent past. */
  private static double[] recent(Series history) {
    double[] values = history.values();
    int limit = Math.max(400, 10 * history.grain().season());
    int from = Math.max(0, values.length - limit);
    while (from < values.length && Double.isNaN(values[from])) {
      from++;
    }
    return Arrays.copyOfRange(values, from, values.length);
  }

  private static double[] smooth(double[] values, int season, int horizon) {
    int observed = observed(values);
    StateSpaceModel flat = fit(false, 1, values);
    if (season > 1 && StateSpaceModel.canFit(new StateSpaceModel.Form(false, season), observed)) {
      StateSpaceModel seasonal = fit(false, season, values);
      if (seasonal.criterion() < flat.criterion()) {
        return seasonal(seasonal, values, season, horizon);
      }
    }
    if (StateSpaceModel.canFit(new StateSpaceModel.Form(true, 1), observed)) {
      StateSpaceModel damped = fit(true, 1, values);
      if (damped.criterion() < flat.criterion()) {
        return damped.forecast(horizon);
      }
    }
    return flat.forecast(horizon);
  }

  private static double[] seasonal(StateSpaceModel flat, double[] values, int season, int horizon) {
    StateSpaceModel best = flat;
    if (StateSpaceModel.canFit(new StateSpaceModel.Form(true, season), observed(values))) {
      StateSpaceModel damped = fit(true, season, values);
      best = damped.criterion() < best.criterion() ? damped : best;
    }
    if (Arrays.stream(values).anyMatch(value -> value <= 0)) {
      return best.forecast(horizon);
    }
    double[] logarithms = Arrays.stream(values).map(Math::log).toArray();
    // On the log scale the likelihood of the values themselves has this factor in addition.
    double jacobian = 2 * Arrays.stream(logarithms).filter(value -> !Double.isNaN(value)).sum();
    StateSpaceModel multiplicative = fit(false, season, logarithms);
    if (multiplicative.criterion() + jacobian < best.criterion()) {
      return Arrays.stream(multiplicative.forecast(horizon)).map(Math::exp).toArray();
    }
    return best.forecast(horizon);
  }

  private static StateSpaceModel fit(boolean damped, int season, double[] values) {
    return StateSpaceModel.fit(new StateSpaceModel.Form(damped, season), values, TOLERANCE);
  }

  /** Takes out the mean season, if two whole years were observed, and puts it back. */
  private static double[] weekly(double[] values, int horizon) {
    int season = 52;
    if (observed(values) < 2 * season) {
      return smooth(values, 1, horizon);
    }
    double[] effect = SeasonalMeans.of(values, season);
    double[] adjusted = new double[values.length];
    for (int time = 0; time < values.length; time++) {
      adjusted[time] = values[time] - effect[time % season];
    }
    double[] path = smooth(adjusted, 1, horizon);
    for (int ahead = 0; ahead < horizon; ahead++) {
      path[ahead] += effect[(values.length + ahead) % season];
    }
    return path;
  }

  private static int observed(double[] values) {
    return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }
}
