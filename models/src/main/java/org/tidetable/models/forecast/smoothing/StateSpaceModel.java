package org.tidetable.models.forecast.smoothing;

import java.util.Arrays;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.MultivariateFunctionMappingAdapter;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * One fitted form of exponential smoothing with additive errors: level, optionally a damped trend,
 * optionally a season.
 *
 * <p>Given the smoothing weights, the errors are linear in the initial state, so that the best
 * initial state is found exactly by least squares and only the weights are searched. A missing
 * value moves no state. The weights keep to 0.0001 to 0.9999, trend below level, season below one
 * less level, damping within 0.8 and 0.98.
 *
 * <p>Source: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing; De
 * Livera, Hyndman and Snyder (2011) for the concentrated initial state.
 */
final class StateSpaceModel {
  private static final double LOW = 1e-4;
  private static final double HIGH = 0.9999;
  private static final int MAXIMUM_EVALUATIONS = 400;

  /**
   * @param damped with a damped trend, else without a trend
   * @param season periods of the season, 1 for none
   */
  record Form(boolean damped, int season) {
    int states() {
      return (damped ? 2 : 1) + (season > 1 ? season - 1 : 0);
    }

    int weights() {
      return (damped ? 3 : 1) + (season > 1 ? 1 : 0);
    }

    /** The parameters that an information criterion counts, the error variance included. */
    int parameters() {
      return states() + weights() + 1;
    }
  }

  private final Form form;
  private final double[] values;
  private final int observed;
  private final double centre;

  private final int width;
  private final double[] level;
  private final double[] trend;
  private final double[][] seasonal;
  private final double[] error;
  private final double[][] normal;
  private final double[] start;
  private double squares = Double.POSITIVE_INFINITY;

  /** A model for those values, NaN where missing; it needs more of them than parameters. */
  static StateSpaceModel fit(Form form, double[] values, double tolerance) {
    StateSpaceModel model = new StateSpaceModel(form, values);
    model.search(tolerance);
    return model;
  }

  static boolean canFit(Form form, int observed) {
    return observed > form.parameters() + 1;
  }

  private StateSpaceModel(Form form, double[] values) {
    this.form = form;
    this.values = values;
    this.observed = (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    this.centre = Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(0);
    this.width = form.states() + 1;
    this.level = new double[width];
    this.trend = new double[width];
    this.seasonal = new double[form.season()][width];
    this.error = new double[width];
    this.normal = new double[width][width];
    this.start = new double[width];
  }

  /** Sum of the squared one-step errors. */
  double squares() {
    return squares;
  }

  /** Corrected Akaike criterion, up to a constant that is the same for all forms. */
  double criterion() {
    int parameters = form.parameters();
    double floor = 1e-12 * Math.max(1e-12, centre * centre) * observed;
    return observed * Math.log(Math.max(squares, floor))
        + 2.0 * parameters
        + 2.0 * parameters * (parameters + 1) / (observed - parameters - 1);
  }

  private void search(double tolerance) {
    int count = form.weights();
    double[] low = new double[count];
    double[] high = new double[count];
    double[] guess = new double[count];
    Arrays.fill(low, LOW);
    Arrays.fill(high, HIGH);
    guess[0] = 0.3;
    if (form.damped()) {
      guess[1] = 0.1;
      low[2] = 0.8;
      high[2] = 0.98;
      guess[2] = 0.95;
    }
    if (form.season() > 1) {
      guess[count - 1] = 0.1;
    }
    var bounded = new MultivariateFunctionMappingAdapter(this::objective, low, high);
    double[] best = guess;
    try {
      PointValuePair found =
          new SimplexOptimizer(new SimpleValueChecker(-1, tolerance))
              .optimize(
                  new MaxEval(MAXIMUM_EVALUATIONS),
                  new ObjectiveFunction(bounded),
                  GoalType.MINIMIZE,
                  new InitialGuess(bounded.boundedToUnbounded(guess)),
                  new NelderMeadSimplex(count, 1.0));
      best = bounded.unboundedToBounded(found.getPoint());
    } catch (TooManyEvaluationsException stillMoving) {
      best = lowest;
    }
    squares = sumOfSquares(best);
  }

  private double[] lowest = new double[0];
  private double lowestValue = Double.POSITIVE_INFINITY;

  private double objective(double[] weights) {
    double value = Math.log(Math.max(Double.MIN_NORMAL, sumOfSquares(weights)));
    if (lowest.length == 0 || value < lowestValue) {
      lowest = weights.clone();
      lowestValue = value;
    }
    return value;
  }

  /** Runs through the values with those weights, and leaves the final state behind. */
  private double sumOfSquares(double[] weights) {
    double alpha = weights[0];
    double beta = form.damped() ? alpha * weights[1] : 0;
    double phi = form.damped() ? weights[2] : 0;
    double gamma = form.season() > 1 ? (1 - alpha) * weights[weights.length - 1] : 0;
    reset();
    for (int time = 0; time < values.length; time++) {
      step(values[time], seasonal[time % form.season()], alpha, beta, phi, gamma);
    }
    solve();
    double total = normal[0][0];
    for (int state = 1; state < width; state++) {
      total += 2 * start[state] * normal[0][state];
      for (int other = 1; other < width; other++) {
        total +=
            start[state] * start[other] * normal[Math.min(state, other)][Math.max(state, other)];
      }
    }
    damping = phi;
    return Math.max(0, total);
  }

  private double damping;

  /** Column 0 is what the values do; column k what the k-th number of the initial state does. */
  private void reset() {
    Arrays.fill(level, 0);
    Arrays.fill(trend, 0);
    level[1] = 1;
    int next = 2;
    if (form.damped()) {
      trend[next++] = 1;
    }
    for (double[] position : seasonal) {
      Arrays.fill(position, 0);
    }
    for (int position = 0; position < form.season() - 1; position++) {
      seasonal[position][next] = 1;
      seasonal[form.season() - 1][next++] = -1;
    }
    for (double[] row : normal) {
      Arrays.fill(row, 0);
    }
  }

  private void step(
      double value, double[] position, double alpha, double beta, double phi, double gamma) {
    boolean missing = Double.isNaN(value);
    boolean withSeason = form.season() > 1;
    for (int column = 0; column < width; column++) {
      double moved = phi * trend[column];
      double expected = level[column] + moved + (withSeason ? position[column] : 0);
      double surprise = missing ? 0 : (column == 0 ? value - centre : 0) - expected;
      error[column] = surprise;
      level[column] += moved + alpha * surprise;
      trend[column] = moved + beta * surprise;
      if (withSeason) {
        position[column] += gamma * surprise;
      }
    }
    if (!missing) {
      for (int row = 0; row < width; row++) {
        double scale = error[row];
        double[] target = normal[row];
        for (int column = row; column < width; column++) {
          target[column] += scale * error[column];
        }
      }
    }
  }

  /** Least squares by Cholesky's factor, with a trace of ridge for positions never observed. */
  private void solve() {
    int states = width - 1;
    double[][] factor = new double[states][states];
    double[] right = new double[states];
    for (int row = 0; row < states; row++) {
      for (int column = 0; column <= row; column++) {
        double sum =
            normal[column + 1][row + 1]
                + (row == column ? 1e-9 * (1 + normal[row + 1][row + 1]) : 0);
        for (int inner = 0; inner < column; inner++) {
          sum -= factor[row][inner] * factor[column][inner];
        }
        factor[row][column] =
            row == column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[column][column];
      }
      double sum = -normal[0][row + 1];
      for (int inner = 0; inner < row; inner++) {
        sum -= factor[row][inner] * right[inner];
      }
      right[row] = sum / factor[row][row];
    }
    for (int row = states - 1; row >= 0; row--) {
      double sum = right[row];
      for (int inner = row + 1; inner < states; inner++) {
        sum -= factor[inner][row] * start[inner + 1];
      }
      start[row + 1] = sum / factor[row][row];
    }
    start[0] = 1;
  }

  /** The expected values of the periods that follow. */
  double[] forecast(int horizon) {
    double[] path = new double[horizon];
    double slope = at(trend);
    double base = at(level) + centre;
    double discount = damping;
    for (int ahead = 0; ahead < horizon; ahead++) {
      base += discount * slope;
      discount *= damping;
      int position = (values.length + ahead) % form.season();
      path[ahead] = base + (form.season() > 1 ? at(seasonal[position]) : 0);
    }
    return path;
  }

  private double at(double[] columns) {
    double sum = 0;
    for (int column = 0; column < width; column++) {
      sum += columns[column] * start[column];
    }
    return sum;
  }
}
