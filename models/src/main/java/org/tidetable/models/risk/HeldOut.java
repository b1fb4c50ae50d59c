package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import org.tidetable.models.calibration.LogOdds;

/**
 * Risks of some rows of a sample, each by a model that had not learnt from the row's person, as the
 * model says them, before any calibration. Callers do not write to the arrays.
 *
 * @param rows their places in the sample
 */
public record HeldOut(int[] rows, double[] risks) {
  /** No rows. */
  static final HeldOut NONE = new HeldOut(new int[0], new double[0]);

  public HeldOut {
    require(rows.length == risks.length, "%s rows, %s risks", rows.length, risks.length);
  }

  /**
   * The weighted mean of the log-odds of two models of the same rows.
   *
   * @param share the weight of these, 0 to 1; the others have the rest
   */
  HeldOut blended(HeldOut others, double share) {
    require(java.util.Arrays.equals(rows, others.rows), "two models held out other rows");
    double[] blended = new double[risks.length];
    for (int i = 0; i < blended.length; i++) {
      blended[i] =
          LogOdds.probability(
              share * LogOdds.of(risks[i]) + (1 - share) * LogOdds.of(others.risks[i]));
    }
    return new HeldOut(rows, blended);
  }
}
