package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.List;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.TribuoModel;
import org.tidetable.models.tribuo.TribuoModels;

/**
 * L2-regularised logistic regression: the method every other must beat to be kept. Of the costs it
 * takes the one with the least log loss on a fifth of the people, held out; it calibrates on them,
 * then learns from all.
 *
 * @param costs weights of the data against the penalty, more than 0; larger trusts data more
 */
public record LogisticRisk(List<Double> costs) implements RiskMethod {

  /** Three strengths, a factor of about six apart. */
  public static final LogisticRisk STANDARD = new LogisticRisk(List.of(0.005, 0.03, 0.2));

  private static final int HELD_OUT = 5;

  public LogisticRisk {
    require(!costs.isEmpty(), "give at least one cost");
    for (double cost : costs) {
      require(cost > 0, "a cost must be more than 0, but was %s", cost);
    }
    costs = List.copyOf(costs);
  }

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public RiskModel fit(RiskSample training, long seed) {
    Scaling scaling = Scaling.learn(training.features());
    FeatureMatrix scaled = scaling.apply(training.features());
    int[] folds = PersonFolds.inside(training.persons(), HELD_OUT, seed);
    int[] inside = PersonFolds.rows(folds, 0, false);
    int[] outside = PersonFolds.rows(folds, 0, true);
    boolean[] learned = RiskSample.outcomes(training.outcomes(), inside);
    boolean[] heldOut = RiskSample.outcomes(training.outcomes(), outside);
    double best = costs.get(costs.size() - 1);
    Calibration calibration = Calibration.NONE;
    if (Outcomes.bothIn(learned) && Outcomes.bothIn(heldOut)) {
      double least = Double.POSITIVE_INFINITY;
      FeatureMatrix from = scaled.select(inside);
      FeatureMatrix to = scaled.select(outside);
      for (double cost : costs) {
        double[] found = TribuoModels.logistic(from, learned, cost, seed).predict(to);
        double loss = Outcomes.logLoss(found, heldOut);
        if (loss < least) {
          least = loss;
          best = cost;
          calibration = Outcomes.calibration(found, heldOut);
        }
      }
    }
    TribuoModel model = TribuoModels.logistic(scaled, training.outcomes(), best, seed);
    return new RiskModel(name(), scaled.names(), scaling, model, calibration);
  }
}
