package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.List;
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
  public RiskFit learn(RiskFits fits) {
    Scaling scaling = Scaling.learn(fits.training().features());
    FeatureMatrix scaled = scaling.apply(fits.training().features());
    RiskSample sample = fits.training().withFeatures(scaled);
    long seed = fits.seed();
    CrossFit parts = new CrossFit(sample, seed);
    Tried tried = best(parts, seed);
    RiskModel raw =
        RiskModel.raw(
            name(), scaled.names(), scaling, learn(sample, tried.cost, seed), CategoryRates.NONE);
    return RiskFit.calibrated(
        raw,
        parts.folds(part -> learn(part, tried.cost, seed)::predict),
        parts.later(tried.judged),
        sample);
  }

  /** The first cost, without a choice and without calibration: enough to rank people. */
  public RiskModel ranking(RiskSample training, long seed) {
    Scaling scaling = Scaling.learn(training.features());
    FeatureMatrix scaled = scaling.apply(training.features());
    RiskSample sample = training.withFeatures(scaled);
    TribuoModel model = learn(sample, costs.get(0), seed);
    return RiskModel.raw(name(), scaled.names(), scaling, model, CategoryRates.NONE);
  }

  /** A cost, and what it makes of the rows that judge; nothing where these cannot judge. */
  private record Tried(double cost, double[] judged) {}

  private Tried best(CrossFit parts, long seed) {
    RiskSample from = parts.choosers();
    RiskSample to = parts.judges();
    if (!Outcomes.bothIn(from.outcomes()) || !Outcomes.bothIn(to.outcomes())) {
      return new Tried(costs.get(costs.size() - 1), new double[0]);
    }
    List<Tried> tried =
        costs.stream()
            .parallel()
            .map(cost -> new Tried(cost, learn(from, cost, seed).predict(to.features())))
            .toList();
    Tried least = tried.get(0);
    for (Tried each : tried.subList(1, tried.size())) {
      least = Outcomes.logLoss(each.judged, to) < Outcomes.logLoss(least.judged, to) ? each : least;
    }
    return least;
  }

  private static TribuoModel learn(RiskSample sample, double cost, long seed) {
    return TribuoModels.logistic(sample.labelled(), cost, seed);
  }
}
