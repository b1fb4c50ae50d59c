package org.tidetable.models.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.tribuo.BoostedSettings;
import org.tidetable.models.tribuo.LabelledRows;
import org.tidetable.models.tribuo.TribuoModels;

/** What trees do with a hundred thousand rows and more. */
class VeryManyRowsTest {
  private static final BoostedSettings SETTINGS = new BoostedSettings(200, 0.2, 7, 2, 0.8, 1, 1, 1);

  /** A sum of two small effects among columns that say nothing, so that deep trees learn chance. */
  private static RiskSample sample(int count) {
    SplittableRandom random = new SplittableRandom(8);
    List<double[]> rows = new ArrayList<>();
    boolean[] outcomes = new boolean[count];
    for (int row = 0; row < count; row++) {
      double[] cells = IntStream.range(0, 6).mapToDouble(i -> 1 + random.nextInt(30)).toArray();
      rows.add(cells);
      double logOdds = -2 + 0.03 * cells[0] - 0.02 * cells[1];
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
    }
    return new RiskSample(
        FeatureMatrix.ofRows(List.of("a", "b", "c", "d", "e", "f"), rows),
        outcomes,
        IntStream.range(0, count).mapToObj(row -> "person " + row).toArray(String[]::new));
  }

  private static Map<String, String> kept(RiskSample sample, int trials) {
    return new BoostedTreesRisk(SETTINGS, 3, trials).ranking(sample, 1).predictor().provenance();
  }

  private static int stopped(RiskSample sample, BoostedSettings settings) {
    CrossFit parts = new CrossFit(sample, 1);
    return TribuoModels.stopEarly(
            parts.choosers().labelled(), parts.judges().labelled(), settings, 3, 1)
        .rounds();
  }

  @Test
  void they_grow_trees_of_few_leaves_and_no_more_than_served() {
    RiskSample many = sample(100_000);
    BoostedSettings small =
        SETTINGS.withRate(0.4, 200).withShape(7, 20, 0.5, 20).withLeaves(8).withRowShare(1);
    assertThat(kept(many, 2))
        .containsEntry("eta", "0.4")
        .containsEntry("max_leaves", "8")
        .containsEntry("subsample", "1.0")
        .containsEntry("trees", "" + stopped(many, small));
  }

  @Test
  void a_tree_of_few_leaves_is_deep_where_that_pays_only() {
    LabelledRows rows = sample(5_000).labelled();
    BoostedSettings one = new BoostedSettings(1, 0.2, 5, 2, 1, 1, 1, 1);
    assertThat(leaves(rows, one)).isGreaterThan(16);
    assertThat(leaves(rows, one.withLeaves(6))).isLessThanOrEqualTo(6).isGreaterThan(2);
  }

  /** So many different risks as a single tree tells apart. */
  private static long leaves(LabelledRows rows, BoostedSettings settings) {
    double[] risks = TribuoModels.boostedTrees(rows, settings, 1).predict(rows.features());
    return Arrays.stream(risks).distinct().count();
  }

  @Test
  void fewer_rows_teach_as_many_more_trees_as_they_are_more() {
    RiskSample fewer = sample(60_000);
    double more = 60_000.0 / new CrossFit(fewer, 1).choosers().outcomes().length;
    assertThat(kept(fewer, 1))
        .containsEntry("eta", "0.2")
        .containsEntry("trees", "" + Math.round(more * stopped(fewer, SETTINGS)));
  }
}
