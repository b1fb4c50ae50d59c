package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Optional;
import java.util.function.Function;

/**
 * Corrects low and high probabilities apart: the log-odds become {@code c + a ln(p) - b ln(1 - p)}.
 * With {@code a = b} it is the logistic correction.
 *
 * <p>Source: Kull, Silva Filho and Flach (2017), Beta calibration.
 *
 * @param a 0 or more: how low probabilities are stretched
 * @param b 0 or more: how high ones are
 */
public record BetaCalibration(double a, double b, double c) implements Calibration {
  private static final double LEAST = 1e-9;

  public BetaCalibration {
    require(
        a >= 0 && b >= 0 && a + b > 0 && Double.isFinite(a + b) && Double.isFinite(c),
        "a beta calibration rises, but a is %s and b is %s",
        a,
        b);
  }

  /** The correction that fits outcomes best; a coefficient that would turn the order is 0. */
  public static Optional<BetaCalibration> fit(
      double[] probabilities, boolean[] outcomes, double[] weights) {
    double[] low = new double[probabilities.length];
    double[] high = new double[probabilities.length];
    for (int row = 0; row < low.length; row++) {
      double p = inside(probabilities[row]);
      low[row] = Math.log(p);
      high[row] = -Math.log(1 - p);
    }
    double[] ones = LogisticCalibration.ones(low.length);
    double[] none = new double[low.length];
    Optional<LogisticFit> both =
        LogisticFit.of(new double[][] {low, high, ones}, none, outcomes, weights);
    if (both.isEmpty()) {
      return Optional.empty();
    }
    double[] found = both.get().coefficients();
    if (found[0] >= 0 && found[1] >= 0) {
      return made(found[0], found[1], found[2]);
    }
    boolean keepHigh = found[0] < 0;
    return LogisticFit.of(new double[][] {keepHigh ? high : low, ones}, none, outcomes, weights)
        .map(LogisticFit::coefficients)
        .flatMap(one -> keepHigh ? made(0, one[0], one[1]) : made(one[0], 0, one[1]));
  }

  private static Optional<BetaCalibration> made(double a, double b, double c) {
    return a >= 0 && b >= 0 && a + b > 0
        ? Optional.of(new BetaCalibration(a, b, c))
        : Optional.empty();
  }

  private static double inside(double probability) {
    return Math.min(1 - LEAST, Math.max(LEAST, probability));
  }

  @Override
  public double apply(double probability) {
    double p = inside(probability);
    return LogOdds.probability(c + a * Math.log(p) - b * Math.log(1 - p));
  }

  @Override
  public String name() {
    return "beta";
  }

  @Override
  public <T> T fold(
      Function<LogisticCalibration, T> logistic,
      Function<BetaCalibration, T> beta,
      Function<IsotonicCalibration, T> isotonic,
      Function<UpdatedCalibration, T> updated,
      T none) {
    return beta.apply(this);
  }
}
