package org.tidetable.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.calibration.Calibration;
import org.tidetable.models.calibration.CalibrationChoice;
import org.tidetable.models.calibration.LogisticCalibration;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.BoostedSettings;
import org.tidetable.models.tribuo.LabelledRows;
import org.tidetable.models.tribuo.TribuoModel;
import org.tidetable.models.tribuo.TribuoModels;

class RiskMethodTest {
  private static final Fixture FIXTURE = Fixture.read();

  private static LabelledRows rows() {
    return LabelledRows.equal(FIXTURE.features(), FIXTURE.outcomes());
  }

  @Test
  void logistic_regression_agrees_with_scikit_learn() {
    TribuoModel model = TribuoModels.logistic(rows(), 0.7, 1);
    assertThat(model.predict(FIXTURE.features())).containsExactly(FIXTURE.logistic(), within(2e-3));
    List<String> names = List.of("a", "b", "c");
    double[][] ones = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    double[][] added =
        model.contributions(FeatureMatrix.ofRows(names, List.of(ones)), new double[3]);
    for (int i = 0; i < ones.length; i++) {
      double weight = FIXTURE.scores().get("weight_" + names.get(i));
      assertThat(added[i][i]).isCloseTo(weight, within(5e-3));
    }
  }

  @Test
  void boosted_trees_agree_with_xgboost_in_python() {
    BoostedSettings settings = new BoostedSettings(25, 0.2, 3, 2, 1, 1, 1.5, 1);
    TribuoModel model = TribuoModels.boostedTrees(rows(), settings, 11);
    assertThat(model.predict(FIXTURE.features())).containsExactly(FIXTURE.trees(), within(1e-5));
  }

  @Test
  void rows_that_count_more_count_as_in_scikit_learn_and_xgboost() {
    Weighted wanted = Weighted.read();
    LabelledRows rows = new LabelledRows(FIXTURE.features(), FIXTURE.outcomes(), wanted.weights());
    assertThat(TribuoModels.logistic(rows, 0.7, 1).predict(FIXTURE.features()))
        .containsExactly(wanted.logistic(), within(1e-4));
    BoostedSettings settings = new BoostedSettings(25, 0.2, 3, 2, 1, 1, 1.5, 1);
    assertThat(TribuoModels.boostedTrees(rows, settings, 11).predict(FIXTURE.features()))
        .containsExactly(wanted.trees(), within(1e-5));
  }

  @Test
  void trees_that_only_rank_are_the_trees_that_are_kept() {
    BoostedTreesRisk method = new BoostedTreesRisk(BoostedSettings.STANDARD, 5, 1);
    RiskModel ranking = method.ranking(FIXTURE.sample(), 1);
    assertThat(ranking.calibration()).isEqualTo(Calibration.none());
    assertThat(ranking.probabilities(FIXTURE.features()))
        .isEqualTo(method.fit(FIXTURE.sample(), 1).predictor().predict(FIXTURE.features()));
  }

  @Test
  void a_risk_that_may_only_rise_never_falls() {
    BoostedSettings settings =
        new BoostedSettings(25, 0.2, 3, 2, 1, 1, 1.5, 1).withDirections(Map.of("b", 1, "c", -1));
    TribuoModel model = TribuoModels.boostedTrees(rows(), settings, 11);
    assertThat(model.predict(FIXTURE.features()))
        .containsExactly(Weighted.read().rising(), within(1e-5));
    double[][] climbing = new double[40][];
    for (int i = 0; i < climbing.length; i++) {
      climbing[i] = new double[] {2, 0.25 * (i + 1), 1};
    }
    double[] risks = model.predict(FeatureMatrix.ofRows(List.of("a", "b", "c"), List.of(climbing)));
    for (int i = 1; i < risks.length; i++) {
      assertThat(risks[i]).isGreaterThanOrEqualTo(risks[i - 1]);
    }
    assertThat(risks[39]).isGreaterThan(risks[0]);
  }

  @Test
  void weights_that_are_whole_numbers_do_as_many_copies_do() {
    float[] weights = new float[600];
    int[] copies = new int[900];
    for (int row = 0; row < 600; row++) {
      weights[row] = row < 300 ? 2 : 1;
      copies[row] = row;
    }
    for (int row = 0; row < 300; row++) {
      copies[600 + row] = row;
    }
    RiskSample copied = FIXTURE.sample().select(copies);
    double[] once =
        TribuoModels.logistic(
                new LabelledRows(FIXTURE.features(), FIXTURE.outcomes(), weights), 0.7, 1)
            .predict(FIXTURE.features());
    double[] often = TribuoModels.logistic(copied.labelled(), 0.7, 1).predict(FIXTURE.features());
    assertThat(once).containsExactly(often, within(3e-3));
  }

  @Test
  void where_times_are_known_later_rows_of_other_people_judge() {
    long[] times = new long[600];
    for (int row = 0; row < 600; row++) {
      times[row] = row % 4;
    }
    CrossFit parts = new CrossFit(FIXTURE.sample().withTimes(times), 3);
    assertThat(parts.judges().times()).containsOnly(3);
    assertThat(parts.choosers().times()).containsOnly(0, 1);
    assertThat(parts.choosers().persons()).doesNotContain(parts.judges().persons());
  }

  @Test
  void categories_by_rate_never_hear_of_their_own_row() {
    int rows = 4000;
    SplittableRandom random = new SplittableRandom(2);
    List<String> names = new ArrayList<>();
    for (int category = 0; category < 400; category++) {
      names.add("code=" + category);
    }
    List<double[]> marks = new ArrayList<>();
    boolean[] outcomes = new boolean[rows];
    String[] persons = new String[rows];
    for (int row = 0; row < rows; row++) {
      double[] mark = new double[400];
      mark[random.nextInt(400)] = 1;
      marks.add(mark);
      outcomes[row] = random.nextDouble() < 0.3;
      persons[row] = "person " + row;
    }
    RiskSample sample = new RiskSample(FeatureMatrix.ofRows(names, marks), outcomes, persons);
    FeatureMatrix others = CategoryRates.ofOthers(sample, 1);
    FeatureMatrix own = CategoryRates.learn(sample).apply(sample.features());
    assertThat(others.names()).hasSize(401).endsWith("code, rate");
    // Outcomes are pure chance: an honest rate cannot tell them, one that heard them can.
    assertThat(difference(own, outcomes)).isGreaterThan(0.02);
    assertThat(difference(others, outcomes)).isBetween(-0.01, 0.01);
  }

  /** How much higher the last column is on rows with the outcome. */
  private static double difference(FeatureMatrix matrix, boolean[] outcomes) {
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int row = 0; row < outcomes.length; row++) {
      int side = outcomes[row] ? 1 : 0;
      sums[side] += matrix.value(matrix.start(row + 1) - 1);
      counts[side]++;
    }
    return sums[1] / counts[1] - sums[0] / counts[0];
  }

  @Test
  void what_a_rate_adds_is_a_reason_of_the_mark_that_stood() {
    CategoryRates rates =
        new CategoryRates(
            List.of(new CategoryRates.Category("a, rate", List.of(0, 1, 2), List.of(.1, .2, .3))));
    FeatureMatrix rows =
        FeatureMatrix.ofRows(
            List.of("a=x", "a=y", "a=other"),
            List.of(new double[] {0, 1, 0}, new double[] {0, 0, 0}));
    double[][] given = {{1, 2, 3, 10, 7}, {1, 2, 3, 20, 7}};
    double[][] folded = rates.fold(given, rows);
    assertThat(folded[0]).containsExactly(1, 12, 3, 7);
    assertThat(folded[1]).containsExactly(1, 2, 23, 7);
    ReasonGroups.Reason reason =
        ReasonGroups.BY_COLUMN.strongest(rows.names(), folded[0], 3).get(0);
    assertThat(reason).isEqualTo(new ReasonGroups.Reason("a", 16));
  }

  @Test
  void reasons_are_summed_over_groups_in_planner_words() {
    ReasonGroups groups =
        new ReasonGroups(
            Map.of("ed_30d", "emergency visits", "ed_365d", "emergency visits", "ward", "where"));
    List<String> features = List.of("ed_30d", "age", "ed_365d", "ward=east", "ward is missing");
    assertThat(groups.strongest(features, new double[] {.3, -.5, .4, .1, .1, 99}, 2))
        .containsExactly(
            new ReasonGroups.Reason("emergency visits", .7), new ReasonGroups.Reason("age", -.5));
  }

  @Test
  void five_outcomes_teach_a_logistic_regression_and_no_trees() {
    boolean[] five = new boolean[600];
    for (int row = 0; row < 5; row++) {
      five[row * 100] = true;
    }
    RiskSample few = new RiskSample(FIXTURE.features(), five, FIXTURE.persons());
    double[] risks = LogisticRisk.STANDARD.fit(few, 1).probabilities(FIXTURE.features());
    assertThat(Arrays.stream(risks).average().orElseThrow()).isBetween(0.002, 0.05);
    boolean[] one = new boolean[600];
    one[0] = true;
    assertThatThrownBy(
            () ->
                BoostedTreesRisk.STANDARD.fit(
                    new RiskSample(FIXTURE.features(), one, FIXTURE.persons()), 1))
        .hasMessageContaining("use the method logistic");
  }

  @Test
  void constant_and_repeated_features_change_no_ranking() {
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < 600; row++) {
      double[] cells = new double[5];
      for (int e = FIXTURE.features().start(row); e < FIXTURE.features().start(row + 1); e++) {
        cells[FIXTURE.features().column(e)] = FIXTURE.features().value(e);
      }
      cells[3] = cells[0];
      cells[4] = 1;
      rows.add(cells);
    }
    FeatureMatrix more = FeatureMatrix.ofRows(List.of("a", "b", "c", "copy", "same"), rows);
    BoostedTreesRisk plain = new BoostedTreesRisk(BoostedSettings.STANDARD, 20, 1);
    RiskModel model = plain.fit(new RiskSample(more, FIXTURE.outcomes(), FIXTURE.persons()), 3);
    assertThat(Arrays.stream(model.contributions(more, more.means())))
        .allMatch(added -> added[4] == 0);
    double[] risks = model.probabilities(more);
    assertThat(Arrays.stream(risks).allMatch(risk -> risk > 0 && risk < 1)).isTrue();
    FeatureMatrix swapped = FeatureMatrix.ofRows(List.of("b", "a", "c", "copy", "same"), rows);
    assertThatThrownBy(() -> model.probabilities(swapped))
        .hasMessageContaining("other columns were given");
  }

  @Test
  void contributions_sum_to_the_log_odds() {
    for (String method : List.of("logistic", "boosted_trees", "blended")) {
      RiskModel model = RiskMethod.named(method).fit(FIXTURE.sample(), 3);
      double[] probabilities = model.probabilities(FIXTURE.features());
      double[][] contributions =
          model.contributions(FIXTURE.features(), FIXTURE.features().means());
      for (int row = 0; row < probabilities.length; row++) {
        double logOdds = Math.log(probabilities[row] / (1 - probabilities[row]));
        assertThat(Arrays.stream(contributions[row]).sum()).isCloseTo(logOdds, within(1e-4));
      }
    }
  }

  @Test
  void what_is_linear_adds_nothing_for_somebody_who_is_as_is_usual() {
    RiskModel model = RiskMethod.named("logistic").fit(FIXTURE.sample(), 3);
    double[] usual = FIXTURE.features().means();
    FeatureMatrix one = FeatureMatrix.ofRows(FIXTURE.features().names(), List.of(usual));
    double[] row = model.contributions(one, usual)[0];
    assertThat(Arrays.stream(row, 0, usual.length).map(Math::abs).max().orElseThrow())
        .isLessThan(1e-5);
    double[] fromZero = model.contributions(one, new double[usual.length])[0];
    assertThat(Arrays.stream(fromZero, 0, usual.length).map(Math::abs).max().orElseThrow())
        .isGreaterThan(0.1);
  }

  @Test
  void the_same_seed_gives_the_same_bytes_whatever_the_threads() {
    for (String method : List.of("logistic", "boosted_trees", "blended")) {
      RiskModel one = RiskMethod.named(method).fit(FIXTURE.sample(), 3);
      RiskModel other = RiskMethod.named(method).fit(FIXTURE.sample(), 3);
      assertThat(one.predictor().serialized()).isEqualTo(other.predictor().serialized());
    }
    double[] single = treesWith(1).predict(FIXTURE.features());
    assertThat(treesWith(2).predict(FIXTURE.features())).containsExactly(single);
  }

  private static TribuoModel treesWith(int threads) {
    BoostedSettings settings = new BoostedSettings(20, 0.1, 4, 1, 0.8, 0.7, 1, threads);
    return TribuoModels.boostedTrees(rows(), settings, 5);
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
        .hasMessage("there is no risk method \"crystal\"; use logistic, boosted_trees or blended");
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
