package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.BoostedSettings;
import org.tidetable.models.tribuo.BoostedTrainer;
import org.tidetable.models.tribuo.TribuoModel;
import org.tidetable.models.tribuo.TribuoModels;

/**
 * Gradient-boosted trees. A fifth of the people, held out, decide how many trees and correct the
 * calibration; the trees then learn from all.
 *
 * <p>Source: Chen and Guestrin (2016), XGBoost: a scalable tree boosting system.
 *
 * @param patience stops after that many rounds without a gain
 */
public record BoostedTreesRisk(BoostedSettings settings, int patience) implements RiskMethod {

  /** Settings for some thousand to some million rows. */
  public static final BoostedTreesRisk STANDARD =
      new BoostedTreesRisk(BoostedSettings.STANDARD, 30);

  private static final int HELD_OUT = 5;

  public BoostedTreesRisk {
    require(patience >= 1, "patience must be 1 or more, but was %s", patience);
  }

  @Override
  public String name() {
    return "boosted_trees";
  }

  @Override
  public RiskModel fit(RiskSample training, long seed) {
    FeatureMatrix features = training.features();
    int[] folds = PersonFolds.inside(training.persons(), HELD_OUT, seed);
    int[] inside = PersonFolds.rows(folds, 0, false);
    int[] outside = PersonFolds.rows(folds, 0, true);
    boolean[] learned = RiskSample.outcomes(training.outcomes(), inside);
    boolean[] heldOut = RiskSample.outcomes(training.outcomes(), outside);
    require(
        Outcomes.bothIn(learned) && Outcomes.bothIn(heldOut),
        "too few people of either outcome to hold some out; use the method logistic");
    BoostedTrainer.Stopped stopped =
        TribuoModels.stopEarly(
            features.select(inside),
            learned,
            features.select(outside),
            heldOut,
            settings,
            patience,
            seed);
    TribuoModel model =
        TribuoModels.boostedTrees(
            features, training.outcomes(), settings.withRounds(stopped.rounds()), seed);
    return new RiskModel(
        name(),
        features.names(),
        Scaling.none(features.names().size()),
        model,
        Outcomes.calibration(stopped.heldOut(), heldOut));
  }
}
