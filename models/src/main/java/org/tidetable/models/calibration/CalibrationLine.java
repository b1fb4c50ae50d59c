package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Optional;

/** Fits the logistic correction to the same rows again and again, under other weights. */
public final class CalibrationLine {
  private static final int STEPS = 50;
  private static final double STEEPEST = 50;

  private final double[] logits;
  private final boolean[] outcomes;
  private double startIntercept;
  private double startSlope = 1;

  public CalibrationLine(double[] probabilities, boolean[] outcomes) {
    require(probabilities.length == outcomes.length, "as many outcomes as probabilities");
    this.logits = LogisticCalibration.logits(probabilities);
    this.outcomes = outcomes.clone();
  }

  /** Later fits start at the fit under these weights, which is mostly near. */
  public void startAt(double[] weights) {
    fit(weights)
        .ifPresent(
            found -> {
              startIntercept = found.intercept();
              startSlope = found.slope();
            });
  }

  /**
   * The correction that fits outcomes best, or empty where it is undefined: one outcome only, equal
   * probabilities, or perfect separation.
   *
   * @param weights of the rows, 0 or more
   */
  public Optional<LogisticCalibration> fit(double[] weights) {
    double intercept = startIntercept;
    double slope = startSlope;
    for (int step = 0; step < STEPS; step++) {
      double g0 = 0;
      double g1 = 0;
      double h00 = 0;
      double h01 = 0;
      double h11 = 0;
      for (int row = 0; row < logits.length; row++) {
        double p = 1 / (1 + Math.exp(-intercept - slope * logits[row]));
        double residual = weights[row] * ((outcomes[row] ? 1 : 0) - p);
        double spread = weights[row] * p * (1 - p);
        g0 += residual;
        g1 += residual * logits[row];
        h00 += spread;
        h01 += spread * logits[row];
        h11 += spread * logits[row] * logits[row];
      }
      double determinant = h00 * h11 - h01 * h01;
      if (!(determinant > 1e-10 * Math.max(1e-12, h00 * h11))) {
        return Optional.empty();
      }
      double a = (h11 * g0 - h01 * g1) / determinant;
      double b = (h00 * g1 - h01 * g0) / determinant;
      double shrink = Math.min(1, 2 / Math.max(Math.abs(a), Math.abs(b)));
      intercept += shrink * a;
      slope += shrink * b;
      if (Math.abs(a) + Math.abs(b) < 1e-9) {
        return Math.abs(slope) < STEEPEST
            ? Optional.of(new LogisticCalibration(intercept, slope))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
