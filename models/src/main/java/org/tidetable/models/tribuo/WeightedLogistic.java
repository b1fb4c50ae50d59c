package org.tidetable.models.tribuo;

import org.tidetable.models.matrix.FeatureMatrix;

/**
 * Logistic regression of rows that do not all count the same, which LibLinear's Java edition cannot
 * learn: minimises half the sum of squared weights, the constant's included, plus {@code cost}
 * times the weighted log loss summed over rows. Newton steps, each solved by conjugate gradients.
 *
 * <p>Source: Lin, Weng and Keerthi (2008), Trust region Newton method for logistic regression; here
 * with a backtracking line search.
 */
final class WeightedLogistic {
  private static final int STEPS = 50;
  private static final int INNER = 60;
  private static final double TOLERANCE = 1e-4;

  private final FeatureMatrix matrix;
  private final boolean[] outcomes;
  private final double[] costs;
  private final int width;

  WeightedLogistic(LabelledRows rows, double cost) {
    this.matrix = rows.features();
    this.outcomes = rows.outcomes();
    this.width = matrix.names().size();
    this.costs = new double[outcomes.length];
    for (int row = 0; row < costs.length; row++) {
      costs[row] = cost * rows.weights()[row];
    }
  }

  /** The weight of each column, then the constant. */
  double[] learn() {
    double[] weights = new double[width + 1];
    double[] margins = new double[costs.length];
    double loss = loss(weights, margins);
    double first = -1;
    for (int step = 0; step < STEPS; step++) {
      double[] residuals = new double[costs.length];
      double[] curvatures = new double[costs.length];
      for (int row = 0; row < costs.length; row++) {
        double risk = 1 / (1 + Math.exp(-margins[row]));
        residuals[row] = costs[row] * (risk - (outcomes[row] ? 1 : 0));
        curvatures[row] = costs[row] * risk * (1 - risk);
      }
      double[] gradient = back(residuals);
      for (int i = 0; i <= width; i++) {
        gradient[i] += weights[i];
      }
      double size = Math.sqrt(dot(gradient, gradient));
      first = first < 0 ? size : first;
      if (size <= TOLERANCE * first) {
        break;
      }
      double[] direction = solve(gradient, curvatures);
      double slope = dot(gradient, direction);
      double[] change = forth(direction);
      double part = 1;
      while (part > 1e-10) {
        double[] tried = sum(weights, part, direction);
        double[] shifted = sum(margins, part, change);
        double found = loss(tried, shifted);
        if (found <= loss + 1e-4 * part * slope) {
          weights = tried;
          margins = shifted;
          loss = found;
          break;
        }
        part /= 2;
      }
      if (part <= 1e-10) {
        break;
      }
    }
    return weights;
  }

  private double loss(double[] weights, double[] margins) {
    double loss = dot(weights, weights) / 2;
    for (int row = 0; row < costs.length; row++) {
      double margin = outcomes[row] ? margins[row] : -margins[row];
      loss += costs[row] * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
    }
    return loss;
  }

  /** Minus the gradient divided by the curvature, nearly. */
  private double[] solve(double[] gradient, double[] curvatures) {
    double[] solution = new double[width + 1];
    double[] rest = sum(new double[width + 1], -1, gradient);
    double[] search = rest.clone();
    double size = dot(rest, rest);
    double enough = 0.01 * size;
    for (int inner = 0; inner < INNER && size > enough; inner++) {
      double[] bent = forth(search);
      for (int row = 0; row < bent.length; row++) {
        bent[row] *= curvatures[row];
      }
      double[] product = sum(back(bent), 1, search);
      double length = size / dot(search, product);
      solution = sum(solution, length, search);
      rest = sum(rest, -length, product);
      double left = dot(rest, rest);
      search = sum(rest, left / size, search);
      size = left;
    }
    return solution;
  }

  private double[] forth(double[] weights) {
    double[] margins = new double[costs.length];
    for (int row = 0; row < margins.length; row++) {
      double sum = weights[width];
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        sum += weights[matrix.column(entry)] * matrix.value(entry);
      }
      margins[row] = sum;
    }
    return margins;
  }

  private double[] back(double[] rows) {
    double[] sums = new double[width + 1];
    for (int row = 0; row < rows.length; row++) {
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        sums[matrix.column(entry)] += rows[row] * matrix.value(entry);
      }
      sums[width] += rows[row];
    }
    return sums;
  }

  private static double[] sum(double[] one, double part, double[] other) {
    double[] sum = new double[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + part * other[i];
    }
    return sum;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
