package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;

/**
 * One fitted form of exponential smoothing.
 *
 * <p>The weights and the whole initial state have the greatest likelihood that Levenberg's and
 * Marquardt's method finds from a plain start: sums of squares with exact derivatives, so that a
 * dozen steps suffice. Weights stay within 0.0001 and 0.9999, that of the trend below that of the
 * level, that of the season below one less that of the level, damping within 0.8 and 0.98.
 *
 * <p>Source: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing; More
 * (1978), The Levenberg-Marquardt algorithm.
 */
final class StateSpaceModel {
  private static final double LOW = 1e-4;
  private static final double HIGH = 0.9999;
  private static final double HIGHEST_DAMPING = 0.98;
  private static final double LOWEST_DAMPING = 0.8;
  private static final int MAXIMUM_STEPS = 60;

  private final Form form;
  private final Recursion recursion;
  private final double scale;
  private final int observed;
  private final double[] low;
  private final double[] high;
  private double[] parameters;
  private double squares;

  /** A model of those values, NaN where missing; at least one is not. */
  static StateSpaceModel fit(Form form, double[] values, double tolerance) {
    return new StateSpaceModel(form, values).search(tolerance);
  }

  /** The same structure with errors of the other kind, from where this search ended. */
  static StateSpaceModel refit(
      StateSpaceModel start, Form.Errors errors, double[] values, double tolerance) {
    StateSpaceModel model = new StateSpaceModel(start.form.with(errors), values);
    model.parameters = start.parameters.clone();
    return model.search(tolerance);
  }

  private StateSpaceModel(Form form, double[] values) {
    this.form = form;
    double mean = 0;
    int known = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        known++;
        mean += (Math.abs(value) - mean) / known;
      }
    }
    observed = known;
    scale = mean > 0 ? mean : 1;
    double[] scaled = Arrays.stream(values).map(value -> value / scale).toArray();
    recursion = new Recursion(form, scaled);
    parameters = PlainStart.of(form, scaled);
    low = new double[parameters.length];
    high = new double[parameters.length];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    Arrays.fill(low, 0, form.weights(), LOW);
    Arrays.fill(high, 0, form.weights(), HIGH);
    if (form.isDamped()) {
      low[2] = LOWEST_DAMPING;
      high[2] = HIGHEST_DAMPING;
    }
  }

  private StateSpaceModel search(double tolerance) {
    squares = recursion.squares(parameters);
    double damping = 1e-3;
    for (int step = 0; step < MAXIMUM_STEPS && squares > 0 && squares < 1e300; step++) {
      recursion.derive(parameters);
      boolean better = false;
      double before = squares;
      while (!better && damping < 1e6) {
        double[] next = step(damping);
        double value = recursion.squares(next);
        better = value < squares;
        if (better) {
          parameters = next;
          squares = value;
          damping = Math.max(1e-9, damping / 8);
        } else {
          damping *= 6;
        }
      }
      if (before - squares <= tolerance * before) {
        break;
      }
    }
    squares = recursion.squares(parameters);
    return this;
  }

  /** One step downhill, within the bounds; a parameter that pushes against its bound stays. */
  private double[] step(double damping) {
    int count = parameters.length;
    int[] free = new int[count];
    int width = 0;
    double[] gradient = recursion.gradient();
    for (int at = 0; at < count; at++) {
      boolean pushed =
          (parameters[at] <= low[at] && gradient[at] > 0)
              || (parameters[at] >= high[at] && gradient[at] < 0);
      if (!pushed) {
        free[width++] = at;
      }
    }
    double[] move = solve(free, width, damping);
    double[] next = parameters.clone();
    for (int row = 0; row < width; row++) {
      int at = free[row];
      next[at] = Math.min(high[at], Math.max(low[at], parameters[at] - move[row]));
    }
    return next;
  }

  /** Solves the damped normal equations by Cholesky's factor. */
  private double[] solve(int[] free, int width, double damping) {
    double[][] normal = recursion.normal();
    double[] gradient = recursion.gradient();
    double[][] factor = new double[width][width];
    double[] move = new double[width];
    for (int row = 0; row < width; row++) {
      double[] line = factor[row];
      for (int column = 0; column <= row; column++) {
        double sum = normal[free[column]][free[row]];
        if (row == column) {
          sum += damping * sum + 1e-12;
        }
        double[] other = factor[column];
        for (int inner = 0; inner < column; inner++) {
          sum -= line[inner] * other[inner];
        }
        line[column] = row == column ? Math.sqrt(Math.max(sum, 1e-14)) : sum / other[column];
      }
      double sum = gradient[free[row]];
      for (int inner = 0; inner < row; inner++) {
        sum -= line[inner] * move[inner];
      }
      move[row] = sum / line[row];
    }
    for (int row = width - 1; row >= 0; row--) {
      double sum = move[row];
      for (int inner = row + 1; inner < width; inner++) {
        sum -= factor[inner][row] * move[inner];
      }
      move[row] = sum / factor[row][row];
    }
    return move;
  }

  Form form() {
    return form;
  }

  /** Twice the negative logarithm of the likelihood, up to a constant for all forms. */
  double deviance() {
    // An exact fit has no likelihood: errors of a millionth of the values are as good as none.
    double floor = 1e-12 * observed;
    return observed * (Math.log(Math.max(squares, floor)) + 2 * Math.log(scale));
  }

  /** Corrected Akaike criterion, up to a constant that is the same for all forms. */
  double criterion() {
    int count = form.parameters();
    return deviance() + 2.0 * count + 2.0 * count * (count + 1) / (observed - count - 1);
  }

  /** The expected values of the periods that follow. */
  double[] forecast(int horizon) {
    return Arrays.stream(recursion.forecast(horizon)).map(value -> value * scale).toArray();
  }
}
