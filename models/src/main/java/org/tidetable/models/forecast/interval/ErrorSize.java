package org.tidetable.models.forecast.interval;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * How large an error is to be expected, as a factor of the scale of a series: the exponential of a
 * weighted sum of traits. Fitted so that {@code |error| / size + log size} is least: the size is
 * the mean size of errors with such traits.
 *
 * <p>Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman (2018), locally weighted conformal
 * prediction; the likelihood is Laplace's.
 *
 * @param weights of the traits
 */
public record ErrorSize(List<Double> weights) {
  private static final int STEPS = 50;
  private static final double RIDGE = 1e-3;
  private static final double ENOUGH = 1e-8;
  private static final double MOST = 3;

  public ErrorSize {
    weights = List.copyOf(weights);
  }

  /** The factor of an error with such traits, above 0. */
  public double factor(double[] traits) {
    return Math.exp(log(traits));
  }

  private double log(double[] traits) {
    require(traits.length == weights.size(), "%s traits for %s", traits.length, weights.size());
    double sum = 0;
    for (int at = 0; at < traits.length; at++) {
      sum += weights.get(at) * traits[at];
    }
    return sum;
  }

  /**
   * Learns the weights by Newton's method.
   *
   * @param traits one row for each error
   * @param sizes of the errors, in units of the scale, 0 or more
   */
  public static ErrorSize fit(List<double[]> traits, double[] sizes) {
    int count = traits.get(0).length;
    double[] weights = new double[count];
    for (int step = 0; step < STEPS; step++) {
      double[] slope = new double[count];
      double[][] curve = new double[count][count];
      for (int row = 0; row < sizes.length; row++) {
        double[] one = traits.get(row);
        double log = 0;
        for (int at = 0; at < count; at++) {
          log += weights[at] * one[at];
        }
        double ratio = sizes[row] * Math.exp(-log);
        for (int at = 0; at < count; at++) {
          slope[at] += (1 - ratio) * one[at];
          for (int other = 0; other <= at; other++) {
            curve[at][other] += Math.max(ratio, 0.05) * one[at] * one[other];
          }
        }
      }
      for (int at = 0; at < count; at++) {
        slope[at] += RIDGE * sizes.length * weights[at];
        curve[at][at] += RIDGE * sizes.length;
        for (int other = 0; other < at; other++) {
          curve[other][at] = curve[at][other];
        }
      }
      double[] move =
          new CholeskyDecomposition(new Array2DRowRealMatrix(curve, false))
              .getSolver()
              .solve(new ArrayRealVector(slope, false))
              .toArray();
      double moved = 0;
      for (int at = 0; at < count; at++) {
        double change = Math.max(-MOST, Math.min(MOST, move[at]));
        weights[at] -= change;
        moved += change * change;
      }
      if (moved < ENOUGH) {
        break;
      }
    }
    List<Double> found = new ArrayList<>();
    for (double weight : weights) {
      found.add(weight);
    }
    return new ErrorSize(found);
  }
}
