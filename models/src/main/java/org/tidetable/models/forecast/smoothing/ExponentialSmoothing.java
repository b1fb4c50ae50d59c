package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * Exponential smoothing: the mean of all forms of level, trend and season, weighted by how well
 * each fits for its number of parameters.
 *
 * <p>Trends are damped, and errors relative where the season is; quarters and years, whose horizons
 * are few periods, also have undamped trends and relative errors of their own. There is no
 * multiplicative trend, and a path stays within one range of the history above and below it, and at
 * 0 or more when the history does: this family can explode. A weekly season is too long for these
 * forms: with two observed years an average season is taken out and put back. Long histories are
 * cut to their last periods, 400 or 10 seasons.
 *
 * <p>Source: Hyndman and Khandakar (2008), Automatic time series forecasting; Kolassa (2011) for
 * the weights.
 */
public record ExponentialSmoothing() implements ForecastMethod.Local {
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
    Grain grain = history.grain();
    boolean all = grain == Grain.QUARTER || grain == Grain.YEAR;
    double[] path =
        grain == Grain.WEEK
            ? weekly(values, horizon)
            : FormAverage.path(values, grain.season(), all, horizon);
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

  /** Takes out the mean season, if two whole years were observed, and puts it back. */
  private static double[] weekly(double[] values, int horizon) {
    int season = Grain.WEEK.season();
    if (observed(values) < 2 * season) {
      return FormAverage.path(values, 1, false, horizon);
    }
    double[] effect = SeasonalMeans.of(values, season);
    double[] adjusted = new double[values.length];
    for (int time = 0; time < values.length; time++) {
      adjusted[time] = values[time] - effect[time % season];
    }
    double[] path = FormAverage.path(adjusted, 1, false, horizon);
    for (int ahead = 0; ahead < horizon; ahead++) {
      path[ahead] += effect[(values.length + ahead) % season];
    }
    return path;
  }

  private static int observed(double[] values) {
    return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }
}
