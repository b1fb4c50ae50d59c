package org.tidetable.models.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Scores of point forecasts and of ranges. A period counts where both the actual value and the
 * forecast are numbers; a score that is undefined is empty, never NaN or 0.
 */
public final class ForecastScores {
  private ForecastScores() {}

  /**
   * Symmetric mean absolute percentage error: {@code 200 |a - f| / (|a| + |f|)}, averaged.
   *
   * <p>In per cent, 0 to 200; a period where both are 0 has no error. It punishes forecasts that
   * are too high less than those that are too low, and means little for counts near 0. Empty
   * without a scored period.
   *
   * <p>Source: Makridakis and Hibon (2000), The M3-Competition.
   */
  public static OptionalDouble smape(double[] actual, double[] forecast) {
    double sum = 0;
    int count = 0;
    for (int period = 0; period < actual.length; period++) {
      double error = Math.abs(actual[period] - forecast[period]);
      if (!Double.isNaN(error)) {
        double size = Math.abs(actual[period]) + Math.abs(forecast[period]);
        sum += size == 0 ? 0 : 200 * error / size;
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /**
   * Mean absolute scaled error: forecast error relative to repeating the last season.
   *
   * <p>Unitless, 0 or more; below 1 means smaller errors than the seasonal naive method made within
   * {@code history}, the divisor, so series of any size may be averaged. Empty when history has no
   * two values one season apart, or never changes, or no period is scored.
   *
   * <p>Source: Hyndman and Koehler (2006), Another look at measures of forecast accuracy.
   *
   * @param season periods of a season; 1 for none
   */
  public static OptionalDouble mase(
      double[] history, double[] actual, double[] forecast, int season) {
    return ratio(mae(actual, forecast), seasonalError(history, season));
  }

  /**
   * Weighted absolute percentage error: the sum of absolute errors over the sum of actual values.
   *
   * <p>In per cent, 0 or more. Empty without a scored period, or when all actual values are 0.
   */
  public static OptionalDouble wape(double[] actual, double[] forecast) {
    double errors = 0;
    double total = 0;
    for (int period = 0; period < actual.length; period++) {
      double error = Math.abs(actual[period] - forecast[period]);
      if (!Double.isNaN(error)) {
        errors += error;
        total += Math.abs(actual[period]);
      }
    }
    return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * errors / total);
  }

  /**
   * Root mean squared scaled error: as {@link #mase}, with squares in place of absolute values and
   * one period in place of a season in the divisor.
   *
   * <p>Unitless, 0 or more. Empty when history never changes from one period to the next, or no
   * period is scored.
   *
   * <p>Source: Makridakis, Spiliotis and Assimakopoulos (2022), M5 accuracy competition.
   */
  public static OptionalDouble rmsse(double[] history, double[] actual, double[] forecast) {
    double squares = 0;
    int count = 0;
    for (int period = 0; period < actual.length; period++) {
      double error = actual[period] - forecast[period];
      if (!Double.isNaN(error)) {
        squares += error * error;
        count++;
      }
    }
    double steps = 0;
    int stepCount = 0;
    for (int period = 1; period < history.length; period++) {
      double step = history[period] - history[period - 1];
      if (!Double.isNaN(step)) {
        steps += step * step;
        stepCount++;
      }
    }
    return count == 0 || steps == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(squares / count / (steps / stepCount)));
  }

  /** Share of actual values within their ranges, both ends included; 0 to 1. */
  public static OptionalDouble coverage(double[] actual, double[] lower, double[] upper) {
    int inside = 0;
    int count = 0;
    for (int period = 0; period < actual.length; period++) {
      if (!Double.isNaN(actual[period] + lower[period] + upper[period])) {
        count++;
        inside += actual[period] >= lower[period] && actual[period] <= upper[period] ? 1 : 0;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) inside / count);
  }

  /**
   * Mean scaled interval score: the width of a range plus, for each miss, the distance times {@code
   * 2 / alpha}, over the divisor of {@link #mase}.
   *
   * <p>Unitless, 0 or more, smaller is better: rewards narrow ranges that hold. Empty as {@link
   * #mase} is.
   *
   * <p>Source: Gneiting and Raftery (2007); scaled as in the M4 competition.
   *
   * @param level nominal coverage in per cent; {@code alpha} is {@code 1 - level / 100}
   */
  public static OptionalDouble msis(
      double[] history, double[] actual, double[] lower, double[] upper, int level, int season) {
    double penalty = 2 / (1 - level / 100.0);
    double sum = 0;
    int count = 0;
    for (int period = 0; period < actual.length; period++) {
      double value = actual[period];
      if (!Double.isNaN(value + lower[period] + upper[period])) {
        count++;
        sum +=
            upper[period]
                - lower[period]
                + penalty * Math.max(0, lower[period] - value)
                + penalty * Math.max(0, value - upper[period]);
      }
    }
    OptionalDouble mean = count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    return ratio(mean, seasonalError(history, season));
  }

  /**
   * Pinball loss of a quantile: the distance of the actual value, times {@code share} where it is
   * above and {@code 1 - share} where it is below; averaged, in the unit of the series. Empty
   * without a scored period.
   *
   * <p>Source: Koenker and Bassett (1978), Regression quantiles.
   *
   * @param share of values that should lie below the quantile, 0 to 1
   */
  public static OptionalDouble pinball(double[] actual, double[] quantile, double share) {
    double sum = 0;
    int count = 0;
    for (int period = 0; period < actual.length; period++) {
      double error = actual[period] - quantile[period];
      if (!Double.isNaN(error)) {
        sum += Math.max(share * error, (share - 1) * error);
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /**
   * Weighted interval score: half the absolute error of the middle, plus, for each level, {@code
   * alpha / 2} times its interval score; over the number of levels plus a half. In the unit of the
   * series; with many levels it nears the continuous ranked probability score. Empty without a
   * scored period.
   *
   * <p>Source: Bracher, Ray, Gneiting and Reich (2021), Evaluating epidemic forecasts.
   *
   * @param middle the forecast, standing for the median
   * @param lower by level, then period
   * @param levels nominal coverage in per cent
   */
  public static OptionalDouble wis(
      double[] actual, double[] middle, double[][] lower, double[][] upper, List<Integer> levels) {
    double sum = 0;
    int count = 0;
    for (int period = 0; period < actual.length; period++) {
      double score = Math.abs(actual[period] - middle[period]) / 2;
      for (int level = 0; level < levels.size(); level++) {
        double alpha = 1 - levels.get(level) / 100.0;
        double below = lower[level][period];
        double above = upper[level][period];
        score += alpha / 2 * (above - below);
        score += Math.max(0, below - actual[period]) + Math.max(0, actual[period] - above);
      }
      if (!Double.isNaN(score)) {
        sum += score / (levels.size() + 0.5);
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /** Mean absolute error, in the unit of the series. Empty without a scored period. */
  public static OptionalDouble mae(double[] actual, double[] forecast) {
    double sum = 0;
    int count = 0;
    for (int period = 0; period < actual.length; period++) {
      double error = Math.abs(actual[period] - forecast[period]);
      if (!Double.isNaN(error)) {
        sum += error;
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /**
   * Mean absolute change over one season within {@code history}, in the unit of the series: the
   * error of the seasonal naive method one season ahead. Empty when no two values are one season
   * apart.
   */
  public static OptionalDouble seasonalError(double[] history, int season) {
    double sum = 0;
    int count = 0;
    for (int period = season; period < history.length; period++) {
      double change = Math.abs(history[period] - history[period - season]);
      if (!Double.isNaN(change)) {
        sum += change;
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  private static OptionalDouble ratio(OptionalDouble error, OptionalDouble divisor) {
    return error.isEmpty() || divisor.isEmpty() || divisor.getAsDouble() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(error.getAsDouble() / divisor.getAsDouble());
  }
}
