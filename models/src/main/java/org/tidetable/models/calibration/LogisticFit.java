package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.Optional;

/**
 * A logistic regression on a handful of columns, without a penalty, by Newton's method. The columns
 * hold the constant too where there is to be one.
 *
 * @param coefficients one for each column
 * @param logLikelihood of the weighted rows at the coefficients
 */
record LogisticFit(double[] coefficients, double logLikelihood) {
  private static final int STEPS = 60;
  private static final double CLOSE = 1e-10;
  private static final double WILD = 200;

  /**
   * The fit, or empty where there is none: one outcome only, columns that repeat one another, or
   * outcomes that a column parts without an error.
   *
   * @param columns each as long as the outcomes
   * @param offset added to the log-odds of each row as it is
   * @param weights 0 or more
   */
  static Optional<LogisticFit> of(
      double[][] columns, double[] offset, boolean[] outcomes, double[] weights) {
    int width = columns.length;
    double[] beta = new double[width];
    double likelihood = likelihood(columns, offset, outcomes, weights, beta);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[width];
      double[][] hessian = new double[width][width];
      sums(columns, offset, outcomes, weights, beta, gradient, hessian);
      Optional<double[]> solved = solve(hessian, gradient);
      if (solved.isEmpty()) {
        return Optional.empty();
      }
      double[] move = solved.get();
      double largest = Arrays.stream(move).map(Math::abs).max().orElse(0);
      double part = 1;
      double[] next = moved(beta, move, part);
      double better = likelihood(columns, offset, outcomes, weights, next);
      // A full step may overshoot where outcomes are rare: halve it until it helps.
      while (better < likelihood - 1e-9 * Math.abs(likelihood) && part > 1e-4) {
        part /= 2;
        next = moved(beta, move, part);
        better = likelihood(columns, offset, outcomes, weights, next);
      }
      beta = next;
      likelihood = better;
      if (Arrays.stream(beta).anyMatch(each -> !(Math.abs(each) < WILD))) {
        return Optional.empty();
      }
      if (largest < CLOSE) {
        return Optional.of(new LogisticFit(beta, likelihood));
      }
    }
    return Optional.empty();
  }

  /** The log likelihood of rows whose log-odds are the offset alone. */
  static double likelihood(double[] offset, boolean[] outcomes, double[] weights) {
    return likelihood(new double[0][], offset, outcomes, weights, new double[0]);
  }

  private static double[] moved(double[] beta, double[] move, double part) {
    double[] next = beta.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] += part * move[i];
    }
    return next;
  }

  private static double logOdds(double[][] columns, double[] offset, double[] beta, int row) {
    double sum = offset[row];
    for (int i = 0; i < beta.length; i++) {
      sum += beta[i] * columns[i][row];
    }
    return sum;
  }

  private static double likelihood(
      double[][] columns, double[] offset, boolean[] outcomes, double[] weights, double[] beta) {
    require(offset.length == outcomes.length && weights.length == outcomes.length, "rows agree");
    double sum = 0;
    for (int row = 0; row < outcomes.length; row++) {
      if (weights[row] > 0) {
        double eta = logOdds(columns, offset, beta, row);
        double signed = outcomes[row] ? eta : -eta;
        // log(1 / (1 + exp(-x))) without overflow.
        sum -=
            weights[row]
                * (signed > 0 ? Math.log1p(Math.exp(-signed)) : -signed + softplus(signed));
      }
    }
    return sum;
  }

  private static double softplus(double negative) {
    return Math.log1p(Math.exp(negative));
  }

  private static void sums(
      double[][] columns,
      double[] offset,
      boolean[] outcomes,
      double[] weights,
      double[] beta,
      double[] gradient,
      double[][] hessian) {
    for (int row = 0; row < outcomes.length; row++) {
      if (weights[row] == 0) {
        continue;
      }
      double p = LogOdds.probability(logOdds(columns, offset, beta, row));
      double residual = weights[row] * ((outcomes[row] ? 1 : 0) - p);
      double spread = weights[row] * p * (1 - p);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += residual * columns[i][row];
        for (int j = 0; j <= i; j++) {
          hessian[i][j] += spread * columns[i][row] * columns[j][row];
        }
      }
    }
    for (int i = 0; i < gradient.length; i++) {
      for (int j = 0; j < i; j++) {
        hessian[j][i] = hessian[i][j];
      }
    }
  }

  /** Gauss with pivots; empty where a column adds nothing to those before it. */
  private static Optional<double[]> solve(double[][] matrix, double[] right) {
    int size = right.length;
    double[] scale = new double[size];
    for (int i = 0; i < size; i++) {
      scale[i] = Math.sqrt(matrix[i][i]);
      if (!(scale[i] > 0)) {
        return Optional.empty();
      }
    }
    double[][] rows = new double[size][size + 1];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = matrix[i][j] / (scale[i] * scale[j]);
      }
      rows[i][size] = right[i] / scale[i];
    }
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int row = column + 1; row < size; row++) {
        pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
      }
      double[] top = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = top;
      if (!(Math.abs(top[column]) > 1e-10)) {
        return Optional.empty();
      }
      for (int row = 0; row < size; row++) {
        if (row != column) {
          double times = rows[row][column] / top[column];
          for (int j = column; j <= size; j++) {
            rows[row][j] -= times * top[j];
          }
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = rows[i][size] / rows[i][i] / scale[i];
    }
    return Optional.of(solution);
  }
}
