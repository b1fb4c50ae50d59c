package org.tidetable.models.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;

class CrossFitTest {

  /** Two rows a person; every tenth person has the outcome. */
  private static RiskSample people(int persons) {
    int[] rows = IntStream.range(0, 2 * persons).toArray();
    boolean[] outcomes = new boolean[rows.length];
    String[] names = new String[rows.length];
    for (int row : rows) {
      outcomes[row] = row / 2 % 10 == 0;
      names[row] = "person " + row / 2;
    }
    return new RiskSample(
        FeatureMatrix.ofRows(
            List.of("a"), Arrays.stream(rows).mapToObj(row -> new double[] {row}).toList()),
        outcomes,
        names);
  }

  private static int learntToCalibrate(RiskSample sample) {
    AtomicInteger made = new AtomicInteger();
    new CrossFit(sample, 1)
        .folds(
            part -> {
              made.incrementAndGet();
              return matrix -> {
                double[] risks = new double[matrix.rows()];
                Arrays.fill(risks, 0.1);
                return risks;
              };
            });
    return made.get();
  }

  @Test
  void many_outcomes_are_calibrated_by_fewer_parts() {
    assertThat(learntToCalibrate(people(2_000))).as("400 rows with the outcome").isEqualTo(4);
    assertThat(learntToCalibrate(people(50_000))).as("10,000 with it").isEqualTo(2);
  }

  @Test
  void some_rows_are_of_whole_persons() {
    RiskSample all = people(25_000);
    RiskSample some = CrossFit.some(all, 1);
    Set<String> persons = Arrays.stream(some.persons()).collect(Collectors.toSet());
    assertThat(some.persons()).hasSize(2 * persons.size());
    assertThat(some.persons().length).isBetween(12_000, 20_500);
    assertThat(CrossFit.some(people(5_000), 1).persons()).hasSize(10_000);
  }
}
