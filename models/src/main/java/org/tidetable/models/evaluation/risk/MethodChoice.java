package org.tidetable.models.evaluation.risk;

import java.util.List;
import java.util.Locale;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/**
 * Which method is kept: the simplest, unless another's net benefit is higher by more than chance on
 * all people who were held out, and no lower on those who test.
 *
 * @param chosen its name
 * @param decision why, in words
 */
record MethodChoice(String chosen, String decision) {

  /**
   * A method to choose from.
   *
   * @param tested the rows that test
   * @param heldOut these, and before them rows held out in turn among those learnt from
   */
  record Candidate(String name, Tested tested, Tested heldOut) {}

  /**
   * The choice.
   *
   * @param candidates simplest first, all over the same rows
   * @param thresholds of risk at which somebody would act
   */
  static MethodChoice of(List<Candidate> candidates, List<Double> thresholds) {
    Candidate chosen = candidates.get(0);
    String decision = "the only method";
    for (Candidate challenger : candidates.subList(1, candidates.size())) {
      Measure gain = NetBenefit.evenGain(challenger.heldOut, chosen.heldOut, thresholds);
      boolean more = gain.lower().orElse(0) > 0;
      boolean lasts =
          NetBenefit.evenGain(challenger.tested, chosen.tested, thresholds).value().orElse(-1) >= 0;
      Candidate kept = more && lasts ? challenger : chosen;
      String words = words(chosen, challenger, gain, thresholds, kept, more && !lasts);
      decision = decision.equals("the only method") ? words : decision + "; " + words;
      chosen = kept;
    }
    return new MethodChoice(chosen.name, decision);
  }

  private static String words(
      Candidate simple,
      Candidate challenger,
      Measure gain,
      List<Double> thresholds,
      Candidate kept,
      boolean fades) {
    double mean = gain.value().orElse(0);
    return String.format(
        Locale.ROOT,
        "%s against %s: net benefit %s by %.3f true cases per 1,000 people (95 %% interval of the"
            + " gain %.3f to %.3f) on all rows held out, where one acts from a risk t of %.1f to"
            + " %.1f %% on and each counts 1 - t%s, so %s is kept",
        challenger.name,
        simple.name,
        mean < 0 ? "lower" : "higher",
        1000 * Math.abs(mean),
        1000 * gain.lower().orElse(Double.NaN),
        1000 * gain.upper().orElse(Double.NaN),
        100 * thresholds.get(0),
        100 * thresholds.get(thresholds.size() - 1),
        fades ? ", but lower on the people tested" : "",
        kept.name);
  }
}
