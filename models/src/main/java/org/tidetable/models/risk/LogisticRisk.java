package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.List;
import java.util.stream.IntStream;
import org.tidetable.models.calibration.Calibration;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.matrix.Scaling;
import org.tidetable.models.tribuo.TribuoModel;
import org.tidetable.models.tribuo.TribuoModels;

/**
 * L2-regularised logistic regression: the method every other must beat to be kept. Of the costs it
 * takes the one with the least log loss on a fifth of the people, held out; the other fifths, each
 * held out in turn, calibrate it; then it learns from all.
 *
 * @param costs weights of the data against the penalty, more than 0; larger trusts data more
 */
public record LogisticRisk(List<Double> costs) implements RiskMethod {

  /** Three strengths, a factor of about six apart. */
  public static final LogisticRisk STANDARD = new LogisticRisk(List.of(0.005, 0.03, 0.2));

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
    RiskSample sample = training.withFeatures(scaled);
    CrossFit parts = new CrossFit(sample, seed);
    double best = best(parts, seed);
    Calibration calibration = parts.calibration(part -> learn(part, best, seed)::predict);
    return new RiskModel(name(), scaled.names(), scaling, learn(sample, best, seed), calibration);
  }

  /** The first cost, without a choice and without calibration: enough to rank people. */
  public RiskModel ranking(RiskSample training, long seed) {
    Scaling scaling = Scaling.learn(training.features());
    FeatureMatrix scaled = scaling.apply(training.features());
    RiskSample sample = training.withFeatures(scaled);
    TribuoModel model = learn(sample, costs.get(0), seed);
    return new RiskModel(name(), scaled.names(), scaling, model, Calibration.none());
  }

  private double best(CrossFit parts, long seed) {
    RiskSample from = parts.choosers();
    RiskSample to = parts.judges();
    if (costs.size() == 1 || !Outcomes.bothIn(from.outcomes()) || !Outcomes.bothIn(to.outcomes())) {
      return costs.get(costs.size() - 1);
    }
    double[] losses =
        IntStream.range(0, costs.size())
            .parallel()
            .mapToDouble(
                i -> {
                  double[] found = learn(from, costs.get(i), seed).predict(to.features());
                  return Outcomes.logLoss(found, to);
                })
            .toArray();
    int least = 0;
    for (int i = 1; i < losses.length; i++) {
      least = losses[i] < losses[least] ? i : least;
    }
    return costs.get(least);
  }

  private static TribuoModel learn(RiskSample sample, double cost, long seed) {
    return TribuoModels.logistic(sample.labelled(), cost, seed);
  }
}
