package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.Optional;

/**
 * Corrects probabilities on the scale of log-odds: {@code intercept + slope * logit(p)}.
 *
 * <p>Source: Cox (1958), Two further applications of a model for binary regression.
 *
 * @param slope below 1 when predictions were too extreme
 */
public record Calibration(double intercept, double slope) {

  /** Changes nothing. */
  public static final Calibration NONE = new Calibration(0, 1);

  private static final double LEAST = 1e-9;
  private static final int STEPS = 50;

  public Calibration {
    require(Double.isFinite(intercept) && Double.isFinite(slope), "a calibration is finite");
  }

  /**
   * The correction that fits outcomes best, or empty where it is undefined: one outcome only, equal
   * probabilities, or perfect separation.
   */
  public static Optional<Calibration> fit(double[] probabilities, boolean[] outcomes) {
    int[] weights = new int[outcomes.length];
    Arrays.fill(weights, 1);
    return fit(probabilities, outcomes, weights);
  }

  /** As {@link #fit(double[], boolean[])}, each row counted as often as its weight says. */
  public static Optional<Calibration> fit(
      double[] probabilities, boolean[] outcomes, int[] weights) {
    require(probabilities.length == outcomes.length, "as many outcomes as probabilities");
    double[] logits = Arrays.stream(probabilities).map(Calibration::logit).toArray();
    double intercept = 0;
    double slope = 1;
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
      if (Math.abs(a) + Math.abs(b) < 1e-10) {
        return Math.abs(slope) < 50
            ? Optional.of(new Calibration(intercept, slope))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * The correction to use: none where the slope is already within 0.99 to 1.01 and as many outcomes
   * came as were expected, to 1 %; none also where the fit is undefined or upside down.
   */
  public static Calibration learn(double[] heldOut, boolean[] outcomes) {
    double expected = Arrays.stream(heldOut).sum();
    int observed = 0;
    for (boolean outcome : outcomes) {
      observed += outcome ? 1 : 0;
    }
    boolean level = Math.abs(observed - expected) <= 0.01 * expected;
    return fit(heldOut, outcomes)
        .filter(found -> found.slope > 0.05)
        .filter(found -> !level || Math.abs(found.slope - 1) > 0.01)
        .orElse(NONE);
  }

  /** One corrected probability. */
  public double apply(double probability) {
    if (equals(NONE)) {
      return probability;
    }
    return 1 / (1 + Math.exp(-intercept - slope * logit(probability)));
  }

  private static double logit(double probability) {
    double inside = Math.min(1 - LEAST, Math.max(LEAST, probability));
    return Math.log(inside / (1 - inside));
  }
}
