package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import org.tidetable.models.calibration.Calibration;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.matrix.Scaling;
import org.tidetable.models.tribuo.BoostedSettings;
import org.tidetable.models.tribuo.BoostedTrainer;
import org.tidetable.models.tribuo.TribuoModel;
import org.tidetable.models.tribuo.TribuoModels;

/**
 * Gradient-boosted trees. A fifth of the people, held out, decide how many trees; the other fifths,
 * each held out in turn, calibrate; then all people teach as many more trees as they are more.
 *
 * <p>Source: Chen and Guestrin (2016), XGBoost: a scalable tree boosting system.
 *
 * @param patience stops after that many rounds without a gain
 */
public record BoostedTreesRisk(BoostedSettings settings, int patience) implements RiskMethod {

  /** Settings for some thousand to some million rows. */
  public static final BoostedTreesRisk STANDARD =
      new BoostedTreesRisk(BoostedSettings.STANDARD, 30);

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
    CrossFit parts = new CrossFit(training, seed);
    RiskSample learned = parts.choosers();
    RiskSample heldOut = parts.judges();
    require(
        Outcomes.bothIn(learned.outcomes()) && Outcomes.bothIn(heldOut.outcomes()),
        "too few people of either outcome to hold some out; use the method logistic");
    BoostedTrainer.Stopped stopped =
        TribuoModels.stopEarly(
            learned.features(),
            learned.outcomes(),
            heldOut.features(),
            heldOut.outcomes(),
            settings,
            patience,
            seed);
    BoostedSettings stopping = settings.withRounds(stopped.rounds());
    Calibration calibration =
        parts.calibration(
            part -> TribuoModels.boostedTrees(part.features(), part.outcomes(), stopping, seed));
    // More people bear more trees; as many as before would leave these the more timid.
    int rounds =
        (int) Math.rint((double) stopped.rounds() * features.rows() / learned.features().rows());
    TribuoModel model =
        TribuoModels.boostedTrees(features, training.outcomes(), settings.withRounds(rounds), seed);
    return new RiskModel(
        name(), features.names(), Scaling.none(features.names().size()), model, calibration);
  }
}
