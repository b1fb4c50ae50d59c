package org.tidetable.models.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.BoostedSettings;
import org.tidetable.models.tribuo.LabelledRows;
import org.tidetable.models.tribuo.TribuoModel;
import org.tidetable.models.tribuo.TribuoModels;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Scoring against Tribuo, and Shapley values against the library, each on one thread. */
@Tag("benchmark")
class TreeSpeedBenchmarkTest {
  private static final int ROWS = 20_000;
  private static final int EXPLAINED = 1_000;
  private static final int ROUNDS = 9;
  private static final int TREES = 100;
  private static final int DEPTH = 6;

  /** Something to time; the answer is kept, lest the work be left out. */
  private interface Work {
    Object done() throws Exception;
  }

  @Test
  void scoring_is_three_times_as_fast_as_tribuo_and_reasons_as_fast_as_the_library()
      throws Exception {
    FeatureMatrix rows = Grown.world(ROWS, 100, 0.3, 1);
    Grown grown = Grown.trees(rows, TREES, DEPTH, 0);
    boolean[] outcomes = new boolean[ROWS];
    for (int row = 0; row < ROWS; row++) {
      outcomes[row] = grown.outcomes()[row] == 1;
    }
    BoostedSettings settings = new BoostedSettings(TREES, 0.1, DEPTH, 5, 1, 1, 1, 1);
    TribuoModel ours = TribuoModels.boostedTrees(LabelledRows.equal(rows, outcomes), settings, 1);
    Model<Label> same = tribuo(ours);
    List<Example<Label>> examples = examples(rows, outcomes);
    XGBoostModel<Label> itsWay = twoClasses(examples);

    double[] risks = ours.predict(rows);
    List<Prediction<Label>> given = same.predict(examples);
    for (int row = 0; row < ROWS; row++) {
      double wanted = given.get(row).getOutputScores().get("yes").getScore();
      assertThat(risks[row]).isCloseTo(wanted, within(1e-5));
    }
    double[] same1 = ratios(() -> same.predict(examples), () -> ours.predict(rows), ROWS);
    double[] its = ratios(() -> itsWay.predict(examples), () -> ours.predict(rows), ROWS);
    report("scoring against Tribuo's batch, the same trees", same1);
    report("scoring against Tribuo's batch, its own two trees a round", its);

    FeatureMatrix few = rows.select(java.util.stream.IntStream.range(0, EXPLAINED).toArray());
    Booster booster = grown.booster();
    booster.setParam("nthread", 1);
    Shapley shapley = new Shapley(grown.flat("ubj"));
    float[][] wanted = booster.predictContrib(Grown.matrix(few), 0);
    double[][] found = shapley.contributions(few);
    for (int row = 0; row < EXPLAINED; row++) {
      for (int column = 0; column < wanted[row].length; column++) {
        assertThat(found[row][column]).isCloseTo(wanted[row][column], within(1e-5));
      }
    }
    double[] reasons =
        ratios(() -> explained(booster, few), () -> shapley.contributions(few), EXPLAINED);
    report("Shapley values against the library", reasons);
    assertThat(its[0]).isGreaterThan(3);
    assertThat(same1[0]).isGreaterThan(3);
    assertThat(reasons[0]).isGreaterThan(1);
  }

  private static float[][] explained(Booster booster, FeatureMatrix rows) throws XGBoostError {
    DMatrix data = Grown.matrix(rows);
    float[][] contributions = booster.predictContrib(data, 0);
    data.dispose();
    return contributions;
  }

  /** Median ratio of paired rounds, then the rows a second of either. */
  private static double[] ratios(Work theirs, Work ours, int rows) throws Exception {
    double[] ratios = new double[ROUNDS];
    double[] slow = new double[ROUNDS];
    double[] fast = new double[ROUNDS];
    for (int round = -3; round < ROUNDS; round++) {
      double first = seconds(theirs);
      double second = seconds(ours);
      if (round >= 0) {
        ratios[round] = first / second;
        slow[round] = rows / first;
        fast[round] = rows / second;
      }
    }
    return new double[] {median(ratios), median(slow), median(fast)};
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    Object done = work.done();
    long end = System.nanoTime();
    assertThat(done).isNotNull();
    return (end - start) / 1e9;
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void report(String what, double[] found) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f times as fast (%.0f rows a second against %.0f)%n",
        what,
        found[0],
        found[2],
        found[1]);
  }

  private static Model<Label> tribuo(TribuoModel ours) throws Exception {
    Model<Label> model =
        Model.deserialize(ModelProto.parseFrom(ours.serialized())).castModel(Label.class);
    ((XGBoostModel<Label>) model).setNumThreads(1);
    return model;
  }

  private static XGBoostModel<Label> twoClasses(List<Example<Label>> examples) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> rows =
        new MutableDataset<>(new SimpleDataSourceProvenance("made up", labels), labels);
    rows.addAll(examples);
    XGBoostModel<Label> model =
        new XGBoostClassificationTrainer(TREES, 0.1, 0, DEPTH, 5, 1, 1, 1, 0, 1, true, 1)
            .train(rows);
    model.setNumThreads(1);
    return model;
  }

  private static List<Example<Label>> examples(FeatureMatrix rows, boolean[] outcomes) {
    List<Example<Label>> examples = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      int count = rows.start(row + 1) - rows.start(row);
      String[] names = new String[count];
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        names[i] = rows.names().get(rows.column(rows.start(row) + i));
        values[i] = rows.value(rows.start(row) + i);
      }
      examples.add(new ArrayExample<>(new Label(outcomes[row] ? "yes" : "no"), names, values));
    }
    return examples;
  }
}
