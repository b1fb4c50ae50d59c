package org.tidetable.models.forecast.annual;

import java.util.Arrays;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.RobustRange;
import org.tidetable.models.forecast.Series;

/**
 * A level with a damped trend for a few values, as five to eight years are: the mean over a grid of
 * smoothing weights, each counting the more the better it fits.
 *
 * <p>So few values cannot choose weights: the best ones would follow every turn. For each point of
 * the grid the initial level and slope are those of least squares, with the slope drawn towards 0
 * as by one more value. A point with squared errors {@code S} counts {@code S^(-n / 8)}. A missing
 * value moves no state. Any season is overlooked. A path stays within one range of the history.
 *
 * <p>Source: Gardner and McKenzie (1985), Forecasting trends in time series; Kolassa (2011) for
 * weights by fit.
 */
public record DampedHolt() implements ForecastMethod.Local {
  private static final int MINIMUM_OBSERVED = 4;
  private static final int LONGEST = 60;
  private static final double[] LEVELS = {0.3, 0.5, 0.7, 0.9};
  private static final double[] TRENDS = {0.1, 0.3, 0.6};
  private static final double[] DAMPINGS = {0.8, 0.9, 0.98};
  private static final double FLATNESS = 8;

  @Override
  public String name() {
    return "damped_holt";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    int from = Math.max(0, history.length() - LONGEST);
    double[] values = Arrays.copyOfRange(history.values(), from, history.length());
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    if (known.length < MINIMUM_OBSERVED) {
      return ForecastPath.refused("fewer than " + MINIMUM_OBSERVED + " values were observed");
    }
    double scale = Arrays.stream(known).map(Math::abs).max().orElse(0);
    if (scale == 0) {
      return ForecastPath.of(new double[horizon]);
    }
    double[] scaled = Arrays.stream(values).map(value -> value / scale).toArray();
    double[] path = mean(scaled, known.length, horizon);
    double[] unscaled = Arrays.stream(path).map(value -> value * scale).toArray();
    return ForecastPath.of(new RobustRange(values).cap(unscaled));
  }

  private static double[] mean(double[] values, int observed, int horizon) {
    double[] path = new double[horizon];
    double total = 0;
    for (double level : LEVELS) {
      for (double trend : TRENDS) {
        for (double damping : DAMPINGS) {
          Fit fit = Fit.of(values, level, level * trend, damping);
          double weight = Math.pow(fit.squares() + 1e-12, -observed / FLATNESS);
          double base = fit.level();
          double step = fit.slope();
          for (int ahead = 0; ahead < horizon; ahead++) {
            step *= damping;
            base += step;
            path[ahead] += weight * base;
          }
          total += weight;
        }
      }
    }
    double sum = total;
    return Arrays.stream(path).map(value -> value / sum).toArray();
  }

  /** The last state and the penalised squared errors of one point of the grid. */
  private record Fit(double level, double slope, double squares) {

    /** Runs values, initial level and initial slope side by side: the errors are linear in them. */
    static Fit of(double[] values, double alpha, double beta, double damping) {
      double[] level = {0, 1, 0};
      double[] slope = {0, 0, 1};
      double[] error = new double[3];
      double[][] products = new double[3][3];
      products[2][2] = 1;
      double first =
          Arrays.stream(values).filter(value -> !Double.isNaN(value)).findFirst().orElse(0);
      for (double value : values) {
        for (int column = 0; column < 3; column++) {
          double moved = damping * slope[column];
          double base = level[column] + moved;
          double data = column == 0 ? value - first : 0;
          error[column] = Double.isNaN(value) ? 0 : data - base;
          level[column] = base + alpha * error[column];
          slope[column] = moved + beta * error[column];
        }
        for (int row = 0; row < 3; row++) {
          for (int column = 0; column < 3; column++) {
            products[row][column] += error[row] * error[column];
          }
        }
      }
      double determinant = products[1][1] * products[2][2] - products[1][2] * products[1][2];
      double start =
          (products[1][2] * products[0][2] - products[2][2] * products[0][1]) / determinant;
      double drift =
          (products[1][2] * products[0][1] - products[1][1] * products[0][2]) / determinant;
      double squares = products[0][0] + start * products[0][1] + drift * products[0][2];
      return new Fit(
          first + level[0] + start * level[1] + drift * level[2],
          slope[0] + start * slope[1] + drift * slope[2],
          Math.max(0, squares));
    }
  }
}
