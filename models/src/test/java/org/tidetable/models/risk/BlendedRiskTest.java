package org.tidetable.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.BoostedSettings;

class BlendedRiskTest {
  private static final BoostedTreesRisk TREES =
      new BoostedTreesRisk(BoostedSettings.STANDARD, 40, 1);
  private static final BlendedRisk BLENDED = new BlendedRisk(LogisticRisk.STANDARD, TREES);
  private static final int FEATURES = 12;

  /** Each feature adds to the risk a little, and two pairs add only together. */
  private static RiskSample world(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> names = new ArrayList<>();
    for (int feature = 0; feature < FEATURES; feature++) {
      names.add("feature " + feature);
    }
    List<double[]> cells = new ArrayList<>();
    boolean[] outcomes = new boolean[rows];
    String[] persons = new String[rows];
    for (int row = 0; row < rows; row++) {
      double[] given = random.doubles(FEATURES, -2, 2).toArray();
      double logOdds = -1 + (given[0] > 0 && given[1] > 0 ? 2.5 : 0);
      logOdds -= given[2] > 0 && given[3] > 0 ? 2.5 : 0;
      for (double each : given) {
        logOdds += 0.3 * each;
      }
      cells.add(given);
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      persons[row] = "person " + row;
    }
    return new RiskSample(FeatureMatrix.ofRows(names, cells), outcomes, persons);
  }

  @Test
  void sums_and_steps_together_tell_more_than_either() {
    RiskSample later = world(6000, 2);
    RiskFits fits = new RiskFits(world(3000, 1), 1);
    double blended = loss(fits.of(BLENDED), later);
    assertThat(blended).isLessThan(loss(fits.of(LogisticRisk.STANDARD), later));
    assertThat(blended).isLessThan(loss(fits.of(TREES), later));
  }

  private static double loss(RiskFit fit, RiskSample sample) {
    return Outcomes.logLoss(fit.model().probabilities(sample.features()), sample);
  }

  @Test
  void what_two_methods_have_learnt_is_not_learnt_again() {
    RiskFits fits = new RiskFits(world(600, 1), 1);
    RiskFit trees = fits.of(TREES);
    RiskFit blended = fits.of(BLENDED);
    assertThat(fits.of(new BoostedTreesRisk(BoostedSettings.STANDARD, 40, 1))).isSameAs(trees);
    assertThat(blended.folds().rows()).isEqualTo(trees.folds().rows());
    RiskModel alone = BLENDED.fit(world(600, 1), 1);
    assertThat(alone.predictor().serialized()).isEqualTo(blended.model().predictor().serialized());
  }

  @Test
  void log_odds_are_the_weighted_mean_of_both_and_so_are_reasons() {
    RiskSample sample = world(600, 1);
    RiskFits fits = new RiskFits(sample, 1);
    RiskModel linear = fits.of(LogisticRisk.STANDARD).model();
    RiskModel trees = fits.of(TREES).model();
    RiskModel blended = fits.of(BLENDED).model();
    double share = Double.parseDouble(blended.predictor().provenance().get("model 1: weight"));
    double[] risks = blended.predictor().predict(sample.features());
    double[] first = linear.predictor().predict(linear.scaling().apply(sample.features()));
    double[] second = trees.predictor().predict(sample.features());
    double[][] reasons =
        blended.predictor().contributions(sample.features(), sample.features().means());
    for (int row = 0; row < risks.length; row++) {
      assertThat(logit(risks[row]))
          .isCloseTo(share * logit(first[row]) + (1 - share) * logit(second[row]), within(1e-6));
      assertThat(Arrays.stream(reasons[row]).sum()).isCloseTo(logit(risks[row]), within(1e-4));
    }
  }

  private static double logit(double risk) {
    return Math.log(risk / (1 - risk));
  }
}
