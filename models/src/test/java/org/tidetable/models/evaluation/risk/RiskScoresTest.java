package org.tidetable.models.evaluation.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.Fixture;
import org.tidetable.models.risk.RiskSample;

class RiskScoresTest {
  private static final Fixture FIXTURE = Fixture.read();

  @Test
  void scores_agree_with_scikit_learn_and_statsmodels() {
    RiskScores scores = RiskScores.of(FIXTURE.risk(), FIXTURE.outcomes(), FIXTURE.persons(), 1);
    assertSame("auroc", scores.auroc());
    assertSame("average_precision", scores.averagePrecision());
    assertSame("brier", scores.brier());
    assertSame("slope", scores.slope());
    assertSame("intercept", scores.intercept());
    assertThat(scores.tenths()).hasSize(10);
    assertThat(scores.tenths().stream().mapToInt(RiskScores.Tenth::rows).sum()).isEqualTo(600);
  }

  private static void assertSame(String name, RiskScores.Measure measure) {
    double expected = FIXTURE.scores().get(name);
    assertThat(measure.value().orElseThrow()).as(name).isCloseTo(expected, within(1e-6));
    assertThat(measure.lower().orElseThrow()).as(name).isLessThan(expected);
    assertThat(measure.upper().orElseThrow()).as(name).isGreaterThan(expected);
  }

  @Test
  void the_list_of_the_highest_half_holds_what_can_be_counted_by_eye() {
    RiskScores scores =
        RiskScores.of(
            new double[] {0.9, 0.8, 0.2, 0.1},
            new boolean[] {true, false, true, false},
            new String[] {"a", "b", "c", "d"},
            List.of(0.5),
            0,
            1);
    assertThat(scores.atShares().get(0).predictiveValue().value()).hasValue(0.5);
    assertThat(scores.atShares().get(0).sensitivity().value()).hasValue(0.5);
    assertThat(scores.auroc().value()).hasValue(0.75);
    assertThat(scores.auroc().lower()).isEmpty();
  }

  @Test
  void where_nobody_has_the_outcome_the_scores_are_empty() {
    RiskScores scores = RiskScores.of(new double[] {0.1}, new boolean[1], new String[] {"a"}, 1);
    assertThat(scores.auroc().value()).isEqualTo(OptionalDouble.empty());
    assertThat(scores.slope().value()).isEmpty();
    assertThat(scores.brier().value()).isPresent();
  }

  @Test
  void outcomes_dealt_at_random_cannot_be_predicted() {
    RiskValidation.Report report = RiskValidation.of(world(6000), 2).byPerson(3);
    assertThat(report.shuffled().meanAuroc()).isBetween(0.48, 0.52);
    assertThat(report.shuffled().passed()).isTrue();
    assertThat(report.result("logistic").scores().auroc().value().orElseThrow()).isGreaterThan(0.7);
  }

  @Test
  void trees_must_earn_their_place_where_the_world_is_linear() {
    assertThat(RiskValidation.of(world(3000), 2).byPerson(3).chosen()).isEqualTo("logistic");
  }

  @Test
  void by_time_only_the_last_rows_are_tested() {
    RiskSample world = world(1000);
    long[] times = new long[1000];
    for (int row = 0; row < 1000; row++) {
      times[row] = row / 100;
    }
    RiskValidation.Report report = RiskValidation.of(world, 2).byTime(times, 0.3);
    assertThat(report.rows()).hasSize(300);
    assertThat(report.rows()[0]).isEqualTo(700);
  }

  /** Two rows a person; the log-odds are linear in two features. */
  private static RiskSample world(int rows) {
    SplittableRandom random = new SplittableRandom(8);
    boolean[] outcomes = new boolean[rows];
    String[] persons = new String[rows];
    java.util.ArrayList<double[]> features = new java.util.ArrayList<>();
    for (int row = 0; row < rows; row++) {
      double[] cells = {4 * random.nextDouble() - 2, random.nextInt(2), random.nextDouble()};
      double logOdds = cells[0] + cells[1] - 1;
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      persons[row] = "p" + row / 2;
      features.add(cells);
    }
    return new RiskSample(
        FeatureMatrix.ofRows(List.of("x", "y", "noise"), features), outcomes, persons);
  }
}
