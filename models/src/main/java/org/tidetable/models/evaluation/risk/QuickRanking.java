package org.tidetable.models.evaluation.risk;

import java.util.List;
import org.tidetable.models.calibration.LogOdds;
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
    return switch (method) {
      case "boosted_trees" -> trees(training, test, seed);
      case "blended" -> {
        double[] risks = trees(training, test, seed);
        double[] linear = linear(training, test, seed);
        for (int row = 0; row < risks.length; row++) {
          risks[row] = LogOdds.probability((LogOdds.of(risks[row]) + LogOdds.of(linear[row])) / 2);
        }
        yield risks;
      }
      default -> linear(training, test, seed);
    };
  }

  private static double[] trees(RiskSample training, FeatureMatrix test, long seed) {
    return TribuoModels.boostedTrees(
            training.labelled(), BoostedSettings.STANDARD.withRounds(ROUNDS), seed)
        .predict(test);
  }

  private static double[] linear(RiskSample training, FeatureMatrix test, long seed) {
    return new LogisticRisk(List.of(COST)).ranking(training, seed).probabilities(test);
  }
}
