package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a model must change for people whom it has not seen: nothing, its level, level and slope,
 * or all of it. Closed testing from the largest change down keeps the chance of a needless change
 * at 5 %.
 *
 * <p>Source: Vergouwe and others (2017), A closed testing procedure to select an appropriate method
 * for updating prediction models.
 *
 * @param correction what corrects the model's probabilities; empty where they stay or where the
 *     model must be learnt anew
 * @param reason in words, with the figures that decided
 */
public record CalibrationUpdate(
    Step step, Optional<LogisticCalibration> correction, String reason) {

  /** The steps of the ladder, the smallest change first. */
  public enum Step {
    KEEP("kept as it is"),
    INTERCEPT("level corrected"),
    INTERCEPT_AND_SLOPE("level and slope corrected"),
    REFIT("to be learnt anew");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    /** What happens to the model. */
    public String words() {
      return words;
    }
  }

  /** Fewer outcomes than this change nothing. */
  public static final int FEWEST = 100;

  // 95 % points of the chi-squared distribution with one and with two degrees of freedom.
  private static final double ONE = 3.841;
  private static final double TWO = 5.991;
  private static final double SURE = 1.96;

  /**
   * The update that new people call for.
   *
   * @param risks of people whose outcome is known, as the model gives them today
   * @param weights of the rows, 0 or more
   * @param refitted of the same rows, by models learnt from others of these people alone; or empty
   */
  public static CalibrationUpdate choose(
      double[] risks, boolean[] outcomes, double[] weights, Optional<double[]> refitted) {
    require(
        risks.length == outcomes.length && weights.length == outcomes.length,
        "as many outcomes and weights as probabilities");
    if (CalibrationChoice.rarer(outcomes) < FEWEST) {
      return keep(
          "fewer than " + FEWEST + " of the new people have the outcome, or are without it");
    }
    double[] counted = effective(weights);
    double[] logits = LogisticCalibration.logits(risks);
    double before = LogisticFit.likelihood(logits, outcomes, counted);
    Optional<LogisticFit> level = LogisticCalibration.interceptFit(risks, outcomes, counted);
    Optional<LogisticFit> line = LogisticCalibration.likelihoodFit(risks, outcomes, counted);
    if (level.isEmpty() || line.isEmpty() || line.get().coefficients()[1] <= 0) {
      return new CalibrationUpdate(
          Step.REFIT, Optional.empty(), "the model does not rank the new people");
    }
    LogisticCalibration both =
        new LogisticCalibration(line.get().coefficients()[0], line.get().coefficients()[1]);
    if (refitted.isPresent() && better(risks, both, refitted.get(), outcomes, counted)) {
      return new CalibrationUpdate(
          Step.REFIT,
          Optional.empty(),
          "models learnt from the new people alone have a lower log loss, by more than chance");
    }
    double change = 2 * (line.get().logLikelihood() - before);
    double tilt = 2 * (line.get().logLikelihood() - level.get().logLikelihood());
    String figures =
        String.format(
            Locale.ROOT,
            "on the new people the intercept is %.3f and the slope %.3f (chi-squared %.1f for both,"
                + " %.1f for the slope)",
            both.intercept(),
            both.slope(),
            change,
            tilt);
    if (change <= TWO) {
      return keep(figures + ": no more than chance");
    }
    if (tilt <= ONE) {
      return new CalibrationUpdate(
          Step.INTERCEPT,
          Optional.of(new LogisticCalibration(level.get().coefficients()[0], 1)),
          figures + ": the level is off, the slope no more than by chance");
    }
    return new CalibrationUpdate(
        Step.INTERCEPT_AND_SLOPE, Optional.of(both), figures + ": the slope is off");
  }

  private static CalibrationUpdate keep(String reason) {
    return new CalibrationUpdate(Step.KEEP, Optional.empty(), reason);
  }

  private static boolean better(
      double[] risks,
      LogisticCalibration corrected,
      double[] refitted,
      boolean[] outcomes,
      double[] weights) {
    require(refitted.length == risks.length, "as many refitted risks as rows");
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < risks.length; row++) {
      double gain =
          weights[row]
              * (LogOdds.loss(corrected.apply(risks[row]), outcomes[row])
                  - LogOdds.loss(refitted[row], outcomes[row]));
      sum += gain;
      squares += gain * gain;
    }
    return sum > SURE * Math.sqrt(squares);
  }

  /** Weights that sum to the number of rows of equal weight that would say as much. */
  private static double[] effective(double[] weights) {
    double sum = 0;
    double squares = 0;
    for (double weight : weights) {
      sum += weight;
      squares += weight * weight;
    }
    double[] scaled = weights.clone();
    for (int row = 0; row < scaled.length; row++) {
      scaled[row] *= squares > 0 ? sum / squares : 0;
    }
    return scaled;
  }
}
