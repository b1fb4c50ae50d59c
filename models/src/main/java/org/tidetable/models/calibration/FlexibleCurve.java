package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.Optional;

/**
 * The probability that came for each probability that was given, as a smooth curve: logistic
 * regression on a restricted cubic spline of the log-odds, straight beyond its outer knots.
 *
 * <p>Source: Harrell (2015), Regression modeling strategies; Austin and Steyerberg (2019), The
 * integrated calibration index.
 */
public final class FlexibleCurve {
  private static final double[][] PLACES = {
    {0.05, 0.275, 0.5, 0.725, 0.95}, {0.05, 0.35, 0.65, 0.95}, {0.1, 0.5, 0.9}
  };

  private final double[] knots;
  private final double[] coefficients;

  private FlexibleCurve(double[] knots, double[] coefficients) {
    this.knots = knots;
    this.coefficients = coefficients;
  }

  /**
   * The curve with five knots, or with fewer where probabilities are too much alike, or a straight
   * line; empty where not even that can be fitted.
   */
  public static Optional<FlexibleCurve> fit(
      double[] probabilities, boolean[] outcomes, double[] weights) {
    require(probabilities.length == outcomes.length, "as many outcomes as probabilities");
    double[] logits = LogisticCalibration.logits(probabilities);
    double[] sorted = logits.clone();
    Arrays.sort(sorted);
    for (double[] places : PLACES) {
      double[] knots = Arrays.stream(places).map(place -> quantile(sorted, place)).toArray();
      if (rises(knots)) {
        Optional<FlexibleCurve> curve = fit(logits, outcomes, weights, knots);
        if (curve.isPresent()) {
          return curve;
        }
      }
    }
    return fit(logits, outcomes, weights, new double[0]);
  }

  private static Optional<FlexibleCurve> fit(
      double[] logits, boolean[] outcomes, double[] weights, double[] knots) {
    int width = 2 + Math.max(0, knots.length - 2);
    double[][] columns = new double[width][logits.length];
    for (int row = 0; row < logits.length; row++) {
      double[] terms = terms(logits[row], knots);
      for (int i = 0; i < width; i++) {
        columns[i][row] = terms[i];
      }
    }
    return LogisticFit.of(columns, new double[logits.length], outcomes, weights)
        .map(found -> new FlexibleCurve(knots, found.coefficients()));
  }

  /** The probability that came where this one was given. */
  public double at(double probability) {
    double[] terms = terms(LogOdds.of(probability), knots);
    double sum = 0;
    for (int i = 0; i < terms.length; i++) {
      sum += coefficients[i] * terms[i];
    }
    return LogOdds.probability(sum);
  }

  private static double[] terms(double x, double[] knots) {
    int count = knots.length;
    double[] terms = new double[2 + Math.max(0, count - 2)];
    terms[0] = 1;
    terms[1] = x;
    for (int i = 0; i < count - 2; i++) {
      double last = knots[count - 1];
      double before = knots[count - 2];
      double width = last - knots[0];
      terms[2 + i] =
          (cube(x - knots[i])
                  - cube(x - before) * (last - knots[i]) / (last - before)
                  + cube(x - last) * (before - knots[i]) / (last - before))
              / (width * width);
    }
    return terms;
  }

  private static double cube(double x) {
    return x > 0 ? x * x * x : 0;
  }

  private static boolean rises(double[] knots) {
    for (int i = 1; i < knots.length; i++) {
      if (!(knots[i] > knots[i - 1] + 1e-9)) {
        return false;
      }
    }
    return true;
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
