package org.tidetable.models.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidetable.models.matrix.FeatureMatrix;

class FlatForestTest {

  @ParameterizedTest(
      name = "{0} trees of depth {1}, {2} of the cells filled, gamma {3}, leaves {4}")
  @CsvSource({
    "1, 1, 0.5, 0, 0", "1, 4, 1.0, 0, 0", "20, 2, 0.3, 0, 0", "20, 3, 0.3, 0, 0",
    "30, 4, 0.9, 0, 0", "40, 5, 0.2, 0, 0", "20, 6, 0.4, 0, 0", "10, 7, 0.4, 0, 0",
    "12, 8, 0.3, 0, 0", "5, 12, 0.3, 0, 0", "3, 4, 0.5, 1e9, 0", "25, 5, 0.3, 2, 0",
    "40, 7, 0.3, 0, 8", "10, 12, 0.5, 0, 20"
  })
  void margins_and_shapley_values_are_those_of_the_library(
      int trees, int depth, double filled, double gamma, int leaves) throws Exception {
    Grown grown = Grown.trees(Grown.world(700, 22, filled, depth), trees, depth, gamma, leaves);
    FlatForest forest = grown.flat("ubj");
    float[] margins = forest.margins(grown.rows());
    float[] wanted = grown.margins();
    double[][] found = new Shapley(forest).contributions(grown.rows());
    float[][] given = grown.booster().predictContrib(Grown.matrix(grown.rows()), 0);
    for (int row = 0; row < margins.length; row++) {
      assertThat(margins[row]).isCloseTo(wanted[row], within(1e-6f));
      assertThat(Arrays.stream(found[row]).sum()).isCloseTo(margins[row], within(1e-5));
      for (int column = 0; column < found[row].length; column++) {
        assertThat(found[row][column]).isCloseTo(given[row][column], within(1e-5));
      }
    }
  }

  @Test
  void shapley_values_are_those_of_their_definition() throws Exception {
    Grown grown = Grown.trees(Grown.world(300, 4, 0.6, 3), 3, 3, 0);
    FlatForest forest = grown.flat("json");
    double[][] found = new Shapley(forest).contributions(grown.rows());
    for (int row = 0; row < 40; row++) {
      float[] cells = new float[8];
      for (int slot = 0; slot < 8; slot++) {
        cells[slot] = slot % 2 == 0 ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
      }
      for (int e = grown.rows().start(row); e < grown.rows().start(row + 1); e++) {
        int place = forest.placeOf(grown.rows().column(e));
        if (place >= 0) {
          cells[2 * place] = grown.rows().value(e);
          cells[2 * place + 1] = grown.rows().value(e);
        }
      }
      for (int place = 0; place < forest.columns().length; place++) {
        assertThat(found[row][forest.columns()[place]])
            .isCloseTo(byDefinition(forest, cells, place), within(1e-6));
      }
    }
  }

  /** The mean over all orders of what knowing a column adds, by every subset of the others. */
  private static double byDefinition(FlatForest forest, float[] cells, int place) {
    int count = forest.columns().length;
    double sum = 0;
    for (int known = 0; known < 1 << count; known++) {
      if ((known >> place & 1) == 0) {
        int size = Integer.bitCount(known);
        double orders = factorial(size) * factorial(count - size - 1) / factorial(count);
        sum += orders * (mean(forest, cells, known | 1 << place) - mean(forest, cells, known));
      }
    }
    return sum;
  }

  private static double factorial(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  private static double mean(FlatForest forest, float[] cells, int known) {
    return IntStream.range(0, forest.trees())
        .mapToDouble(tree -> mean(forest, cells, known, forest.root(tree)))
        .sum();
  }

  private static double mean(FlatForest forest, float[] cells, int known, int node) {
    if (forest.leaf(node)) {
      return forest.value(node);
    }
    int left = forest.left(node);
    if ((known >> forest.place(node) & 1) == 1) {
      boolean less = cells[forest.slot(node)] < forest.threshold(node);
      return mean(forest, cells, known, less ? left : left + 1);
    }
    double share = (double) forest.weight(left) / forest.weight(node);
    return share * mean(forest, cells, known, left)
        + (1 - share) * mean(forest, cells, known, left + 1);
  }

  @Test
  void few_rows_get_the_same_bits_as_many() throws Exception {
    Grown grown = Grown.trees(Grown.world(400, 15, 0.4, 8), 20, 5, 0);
    double[][] many = new Shapley(grown.flat("ubj")).contributions(grown.rows());
    double[][] one =
        new Shapley(grown.flat("ubj")).contributions(grown.rows().select(new int[] {7}));
    assertThat(one[0]).containsExactly(many[7]);
    float[] margins = grown.flat("json").margins(grown.rows());
    FeatureMatrix single = grown.rows().select(new int[] {7});
    assertThat(grown.flat("ubj").margins(single)).containsExactly(margins[7]);
    FeatureMatrix none = grown.rows().select(new int[0]);
    assertThat(grown.flat("ubj").margins(none)).isEmpty();
    assertThat(new Shapley(grown.flat("ubj")).contributions(none)).isEmpty();
  }

  @Test
  void many_threads_may_ask_at_once() throws Exception {
    Grown grown = Grown.trees(Grown.world(400, 15, 0.4, 8), 20, 5, 0);
    FlatForest forest = grown.flat("ubj");
    Shapley shapley = new Shapley(forest);
    double[][] alone = new Shapley(forest).contributions(grown.rows());
    IntStream.range(0, 12)
        .parallel()
        .forEach(
            i -> {
              double[][] found = shapley.contributions(grown.rows());
              for (int row = 0; row < alone.length; row++) {
                assertThat(found[row]).containsExactly(alone[row]);
              }
            });
  }

  @Test
  void rounded_trees_predict_the_same_and_tell_no_exact_weight() throws Exception {
    Grown grown = Grown.trees(Grown.world(900, 12, 0.5, 4), 15, 4, 0);
    TreeDocument exact = TreeDocument.read(grown.booster().toByteArray("ubj"));
    assertThat(exact.exactWeights()).isPositive();
    TreeDocument rounded = exact.rounded();
    assertThat(rounded.exactWeights()).isZero();
    Booster loaded = XGBoost.loadModel(rounded.json());
    float[][] margins = loaded.predict(Grown.matrix(grown.rows()), true);
    float[] wanted = grown.margins();
    FlatForest forest = grown.flat(rounded);
    double[][] found = new Shapley(forest).contributions(grown.rows());
    float[][] given = loaded.predictContrib(Grown.matrix(grown.rows()), 0);
    for (int row = 0; row < wanted.length; row++) {
      assertThat(margins[row][0]).isEqualTo(wanted[row]);
      assertThat(Arrays.stream(found[row]).sum()).isCloseTo(wanted[row], within(1e-5));
      for (int column = 0; column < found[row].length; column++) {
        assertThat(found[row][column]).isCloseTo(given[row][column], within(1e-5));
      }
    }
  }

  @Test
  void damaged_trees_are_refused_in_words() throws Exception {
    Grown grown = Grown.trees(Grown.world(200, 5, 0.5, 4), 2, 3, 0);
    byte[] whole = grown.booster().toByteArray("ubj");
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> TreeDocument.read(cut)).hasMessageStartingWith("the saved trees are ");
    byte[] other = "{\"learner\": {}}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TreeDocument.read(other))
        .hasMessage("the saved trees are not of one yes-or-no outcome");
    int[] fewer = {0, 1};
    assertThatThrownBy(() -> new FlatForest(TreeDocument.read(whole), fewer, 2))
        .hasMessageContaining("something else than the columns of training");
  }
}
