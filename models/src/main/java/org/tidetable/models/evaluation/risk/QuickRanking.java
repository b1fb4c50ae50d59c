package org.tidetable.models.evaluation.risk;

import java.util.List;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.LogisticRisk;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.models.tribuo.BoostedSettings;
import org.tidetable.models.tribuo.TribuoModels;

/**
 * A method of a kind with settings that are given, so that it can be learnt many times over: enough
 * to rank people and to tell what data adds, not to say how high risks are.
 */
final class QuickRanking {
  private static final int ROUNDS = 60;
  private static final double COST = 0.03;

  private QuickRanking() {}

  /** Risks of the test rows, by which to rank them. */
  static double[] risks(String method, RiskSample training, FeatureMatrix test, long seed) {
    return method.equals("boosted_trees")
        ? TribuoModels.boostedTrees(
                training.labelled(), BoostedSettings.STANDARD.withRounds(ROUNDS), seed)
            .predict(test)
        : new LogisticRisk(List.of(COST)).ranking(training, seed).probabilities(test);
  }
}
