package org.tidetable.models.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;

/**
 * Models saved by version 0.1.0 still load. They were written by {@code ModelStore.write} of {@code
 * RiskMethod.named(name).fit(Fixture.read().sample(), 7)}.
 */
class FrozenModelTest {
  private static final FeatureMatrix THREE =
      FeatureMatrix.ofRows(
          List.of("a", "b", "c"),
          List.of(new double[] {0, 0, 0}, new double[] {5, 1.5, 0}, new double[] {2, -3, 1}));

  @Test
  void a_saved_logistic_regression_predicts_as_it_did() throws Exception {
    assertThat(frozen("logistic")).containsExactly(LOGISTIC, within(1e-9));
  }

  @Test
  void saved_boosted_trees_predict_as_they_did() throws Exception {
    assertThat(frozen("boosted_trees")).containsExactly(TREES, within(1e-6));
  }

  private static double[] frozen(String method) throws Exception {
    Path folder = Path.of(FrozenModelTest.class.getResource("frozen/" + method).toURI());
    return ModelStore.read(folder).model().probabilities(THREE);
  }

  private static final double[] LOGISTIC = {
    0.22895737898183574, 0.7352563997633844, 0.13620836389496557
  };
  private static final double[] TREES = {
    0.43757185339927673, 0.6155897378921509, 0.18335150182247162
  };
}
