package org.tidetable.models.calibration;

/** Probabilities on the scale on which effects add up. */
public final class LogOdds {
  private static final double LEAST = 1e-9;

  private LogOdds() {}

  /** The log-odds of a probability, which is first kept 1e-9 away from 0 and 1. */
  public static double of(double probability) {
    double inside = Math.min(1 - LEAST, Math.max(LEAST, probability));
    return Math.log(inside / (1 - inside));
  }

  /** The probability with those log-odds. */
  public static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** Minus the log of what the probability gave to what came. */
  public static double loss(double probability, boolean outcome) {
    return -Math.log(Math.max(1e-12, outcome ? probability : 1 - probability));
  }
}
