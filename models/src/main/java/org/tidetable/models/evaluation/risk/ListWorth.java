package org.tidetable.models.evaluation.risk;

import static org.tidetable.models.vocabulary.Require.require;

import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/**
 * What a list of given people holds: one made place by place, say, where {@link Capacity} takes the
 * highest risks of all.
 *
 * @param places on the list; a count of people, to be protected
 * @param predictiveValue share of the list that has the outcome
 * @param sensitivity share of all outcomes that is on the list
 */
public record ListWorth(int places, Measure predictiveValue, Measure sensitivity) {
  private static final int DRAWS = 200;

  /**
   * The worth of a list.
   *
   * @param tested everybody it was chosen from
   * @param listed whether each of them is on it
   * @param seed of the draws of persons behind an interval; the list stays as it is
   */
  public static ListWorth of(Tested tested, boolean[] listed, long seed) {
    require(listed.length == tested.rows(), "%s marks for %s rows", listed.length, tested.rows());
    int places = 0;
    for (boolean on : listed) {
      places += on ? 1 : 0;
    }
    Measure[] measures =
        new PersonDraws(tested.persons(), tested.weights(), DRAWS, seed)
            .measure(weights -> shares(tested.outcomes(), listed, weights));
    return new ListWorth(places, measures[0], measures[1]);
  }

  private static double[] shares(boolean[] outcomes, boolean[] listed, double[] weights) {
    double on = 0;
    double found = 0;
    double all = 0;
    for (int row = 0; row < weights.length; row++) {
      on += listed[row] ? weights[row] : 0;
      all += outcomes[row] ? weights[row] : 0;
      found += listed[row] && outcomes[row] ? weights[row] : 0;
    }
    return new double[] {on > 0 ? found / on : Double.NaN, all > 0 ? found / all : Double.NaN};
  }
}
