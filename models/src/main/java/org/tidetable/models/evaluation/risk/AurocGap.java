package org.tidetable.models.evaluation.risk;

import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/** How much better some risks rank the same people than others do. */
public final class AurocGap {
  private AurocGap() {}

  /**
   * The AUROC of the first less that of the second, with a 95 % interval that resamples persons:
   * each draw is scored by both.
   */
  public static Measure between(Tested first, Tested second, long seed) {
    WeightedRisks mine = new WeightedRisks(first.risks(), first.outcomes());
    WeightedRisks other = new WeightedRisks(second.risks(), second.outcomes());
    return new PersonDraws(first.persons(), first.weights(), RiskScores.RESAMPLES, seed)
        .measure(
            weights ->
                new double[] {
                  mine.auroc(mine.sorted(weights)) - other.auroc(other.sorted(weights))
                })[0];
  }
}
