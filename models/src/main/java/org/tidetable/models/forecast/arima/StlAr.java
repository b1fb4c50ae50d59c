package org.tidetable.models.forecast.arima;

import com.github.servicenow.ds.stats.stl.SeasonalTrendLoess;
import java.util.Arrays;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.smoothing.SeasonalAdjustment;

/**
 * A season by loess, repeated as it was in its last year, and an autoregression for the steps from
 * period to period of what is left: the mean of its two paths with the mean step as drift and
 * without drift, which is half the drift, as in the Theta method.
 *
 * <p>On logarithms where all values are positive. Looks at the last 5,000 periods; a season needs
 * more than two observed ones. Missing values are interpolated without their season first.
 *
 * <p>Source: Cleveland, Cleveland, McRae and Terpenning (1990), STL: A seasonal-trend decomposition
 * procedure based on loess; settings as R's forecast::mstl. Forecasting what is left apart: Hyndman
 * and Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.7.
 */
public record StlAr() implements ForecastMethod.Local {
  private static final int LONGEST = 5_000;
  private static final int FEWEST = 5;
  private static final int SEASONS = 11;

  @Override
  public String name() {
    return "stl_ar";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    double[] values = history.recent(LONGEST);
    int period = history.grain().season();
    boolean logarithms = Arrays.stream(values).noneMatch(value -> value <= 0);
    double[] scaled = logarithms ? Arrays.stream(values).map(Math::log).toArray() : values;
    var adjustment = SeasonalAdjustment.of(scaled, period);
    if (adjustment.observed() < FEWEST) {
      return ForecastPath.refused("fewer than " + FEWEST + " values were observed");
    }
    double[] path = continued(adjustment.filled(), period, horizon);
    return new RobustRange(values)
        .path(logarithms ? Arrays.stream(path).map(Math::exp).toArray() : path);
  }

  private static double[] continued(double[] filled, int period, int horizon) {
    int n = filled.length;
    double[] season = season(filled, period);
    double[] steps = new double[n - 1];
    for (int time = 1; time < n; time++) {
      steps[time - 1] = filled[time] - season[time] - (filled[time - 1] - season[time - 1]);
    }
    int highest = Math.min(steps.length / 4, (int) (10 * Math.log10(steps.length)));
    double drift = Arrays.stream(steps).average().orElse(0);
    double[] drifting = Autoregression.chosen(steps, drift, highest).path(steps, horizon);
    double[] still = Autoregression.chosen(steps, 0, highest).path(steps, horizon);
    double[] path = new double[horizon];
    double level = filled[n - 1] - season[n - 1];
    for (int ahead = 0; ahead < horizon; ahead++) {
      level += (drifting[ahead] + still[ahead]) / 2;
      path[ahead] = level + (n > period ? season[n - period + ahead % period] : 0);
    }
    return path;
  }

  /** Zero where fewer than two seasons were observed. */
  static double[] season(double[] filled, int period) {
    if (period < 2 || filled.length <= 2 * period) {
      return new double[filled.length];
    }
    int trend = odd(1.5 * period / (1 - 1.5 / SEASONS));
    int low = odd(period);
    return new SeasonalTrendLoess.Builder()
        .setPeriodLength(period)
        .setSeasonalWidth(SEASONS)
        .setSeasonalDegree(0)
        .setSeasonalJump(tenth(SEASONS))
        .setTrendWidth(trend)
        .setTrendJump(tenth(trend))
        .setLowpassWidth(low)
        .setLowpassJump(tenth(low))
        .setNonRobust()
        .buildSmoother(filled)
        .decompose()
        .getSeasonal();
  }

  private static int odd(double width) {
    int whole = (int) Math.ceil(width);
    return whole + (whole + 1) % 2;
  }

  private static int tenth(int width) {
    return (width + 9) / 10;
  }
}
