package org.tidetable.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.calibration.Calibration;
import org.tidetable.models.calibration.CalibrationChoice;
import org.tidetable.models.calibration.LogisticCalibration;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.BoostedSettings;
import org.tidetable.models.tribuo.TribuoModel;
import org.tidetable.models.tribuo.TribuoModels;

class RiskMethodTest {
  private static final Fixture FIXTURE = Fixture.read();

  @Test
  void logistic_regression_agrees_with_scikit_learn() {
    TribuoModel model = TribuoModels.logistic(FIXTURE.features(), FIXTURE.outcomes(), 0.7, 1);
    assertThat(model.predict(FIXTURE.features())).containsExactly(FIXTURE.logistic(), within(2e-3));
    for (String name : List.of("a", "b", "c")) {
      double weight = FIXTURE.scores().get("weight_" + name);
      assertThat(model.importance().get(name)).isCloseTo(Math.abs(weight), within(5e-3));
    }
  }

  @Test
  void boosted_trees_agree_with_xgboost_in_python() {
    BoostedSettings settings = new BoostedSettings(25, 0.2, 3, 2, 1, 1, 1.5, 1);
    TribuoModel model =
        TribuoModels.boostedTrees(FIXTURE.features(), FIXTURE.outcomes(), settings, 11);
    assertThat(model.predict(FIXTURE.features())).containsExactly(FIXTURE.trees(), within(1e-5));
  }

  @Test
  void contributions_sum_to_the_log_odds() {
    for (String method : List.of("logistic", "boosted_trees")) {
      RiskModel model = RiskMethod.named(method).fit(FIXTURE.sample(), 3);
      double[] probabilities = model.probabilities(FIXTURE.features());
      double[][] contributions = model.contributions(FIXTURE.features());
      for (int row = 0; row < probabilities.length; row++) {
        double logOdds = Math.log(probabilities[row] / (1 - probabilities[row]));
        assertThat(Arrays.stream(contributions[row]).sum()).isCloseTo(logOdds, within(1e-4));
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_bytes_whatever_the_threads() {
    for (String method : List.of("logistic", "boosted_trees")) {
      RiskModel one = RiskMethod.named(method).fit(FIXTURE.sample(), 3);
      RiskModel other = RiskMethod.named(method).fit(FIXTURE.sample(), 3);
      assertThat(one.predictor().serialized()).isEqualTo(other.predictor().serialized());
    }
    double[] single = treesWith(1).predict(FIXTURE.features());
    assertThat(treesWith(2).predict(FIXTURE.features())).containsExactly(single);
  }

  private static TribuoModel treesWith(int threads) {
    BoostedSettings settings = new BoostedSettings(20, 0.1, 4, 1, 0.8, 0.7, 1, threads);
    return TribuoModels.boostedTrees(FIXTURE.features(), FIXTURE.outcomes(), settings, 5);
  }

  @Test
  void many_threads_may_predict_at_once() {
    RiskModel model = BoostedTreesRisk.STANDARD.fit(FIXTURE.sample(), 3);
    double[] alone = model.probabilities(FIXTURE.features());
    IntStream.range(0, 16)
        .parallel()
        .forEach(i -> assertThat(model.probabilities(FIXTURE.features())).containsExactly(alone));
  }

  @Test
  void calibration_recovers_a_distortion_that_is_known() {
    SplittableRandom random = new SplittableRandom(4);
    int rows = 40_000;
    double[] distorted = new double[rows];
    boolean[] outcomes = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      double logOdds = 4 * random.nextDouble() - 3;
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      distorted[row] = 1 / (1 + Math.exp(-(2 * logOdds + 1)));
    }
    LogisticCalibration found = (LogisticCalibration) CalibrationChoice.learn(distorted, outcomes);
    assertThat(found.slope()).isCloseTo(0.5, within(0.02));
    assertThat(found.intercept()).isCloseTo(-0.5, within(0.04));
  }

  @Test
  void probabilities_that_are_right_already_are_left_alone() {
    double[] risks = new double[1000];
    boolean[] outcomes = new boolean[1000];
    for (int row = 0; row < 1000; row++) {
      risks[row] = row < 500 ? 0.2 : 0.8;
      outcomes[row] = row % 5 == 0 ^ row >= 500;
    }
    assertThat(CalibrationChoice.learn(risks, outcomes)).isEqualTo(Calibration.none());
  }

  @Test
  void one_outcome_only_and_no_feature_are_refused_in_words() {
    FeatureMatrix one = FeatureMatrix.ofRows(List.of("a"), List.of(new double[] {1}));
    RiskSample row = new RiskSample(one, new boolean[] {true}, new String[] {"ann"});
    assertThatThrownBy(() -> LogisticRisk.STANDARD.fit(row, 1))
        .hasMessageContaining("a risk needs both outcomes");
    assertThatThrownBy(() -> BoostedTreesRisk.STANDARD.fit(row, 1))
        .hasMessageContaining("too few people");
    FeatureMatrix none = FeatureMatrix.ofRows(List.of(), List.of(new double[0], new double[0]));
    RiskSample empty =
        new RiskSample(none, new boolean[] {true, false}, new String[] {"ann", "bob"});
    assertThatThrownBy(() -> LogisticRisk.STANDARD.fit(empty, 1))
        .hasMessageContaining("no feature");
    assertThatThrownBy(() -> RiskMethod.named("crystal"))
        .hasMessage("there is no risk method \"crystal\"; use logistic or boosted_trees");
  }

  @Test
  void no_person_is_split_and_folds_within_a_fold_are_dealt_apart() {
    String[] persons = new String[3000];
    for (int row = 0; row < persons.length; row++) {
      persons[row] = "person " + row % 1000;
    }
    int[] folds = PersonFolds.of(persons, 5, 9);
    for (int row = 0; row < persons.length; row++) {
      assertThat(folds[row]).isEqualTo(folds[row % 1000]);
    }
    int[] inner = PersonFolds.inside(persons, 5, 9);
    int[] first = PersonFolds.rows(folds, 0, true);
    assertThat(Arrays.stream(first).map(row -> inner[row]).distinct().count()).isEqualTo(5);
  }
}
