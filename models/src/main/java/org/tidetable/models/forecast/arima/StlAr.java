package org.tidetable.models.forecast.arima;

import com.github.servicenow.ds.stats.stl.SeasonalTrendLoess;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.smoothing.SeasonalAdjustment;

/**
 * A season by loess, repeated as it was in its last year, and an autoregression for what is left.
 *
 * <p>Source: Cleveland, Cleveland, McRae and Terpenning (1990), STL; Hyndman and Athanasopoulos
 * (2021), Forecasting: Principles and Practice, section 5.7.
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
    var adjustment = SeasonalAdjustment.of(values, period);
    double[] filled = adjustment.filled();
    int n = filled.length;
    if (n < FEWEST) {
      return ForecastPath.refused("fewer than " + FEWEST + " values were observed");
    }
    double[] season = season(filled, period);
    double[] rest = new double[n];
    for (int time = 0; time < n; time++) {
      rest[time] = filled[time] - season[time];
    }
    double[] path = Autoregression.chosen(rest, highest(n)).path(rest, horizon);
    for (int ahead = 0; ahead < horizon; ahead++) {
      path[ahead] += season[n - period + ahead % period];
    }
    return new RobustRange(values).path(path);
  }

  private static int highest(int n) {
    return Math.min(n / 4, (int) (10 * Math.log10(n)));
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
