package org.tidetable.models.evaluation.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.BoostedTreesRisk;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.LogisticRisk;
import org.tidetable.models.tribuo.BoostedSettings;

class MethodChoiceTest {
  private static final List<Double> HALF = List.of(0.5);

  /** So many people with the outcome, of whom one method sees some and the other others. */
  private static Tested people(int people, int seen) {
    double[] risks = new double[people];
    boolean[] outcomes = new boolean[people];
    String[] persons = new String[people];
    for (int row = 0; row < people; row++) {
      outcomes[row] = row % 4 == 0;
      risks[row] = outcomes[row] && row / 4 < seen ? 0.9 : 0.1;
      persons[row] = "person " + row;
    }
    return Tested.of(risks, outcomes, persons);
  }

  private static MethodChoice choice(
      Tested simpleTested, Tested simpleAll, Tested tested, Tested all) {
    return MethodChoice.of(
        List.of(
            new MethodChoice.Candidate("logistic", simpleTested, simpleAll),
            new MethodChoice.Candidate("boosted_trees", tested, all)),
        HALF);
  }

  @Test
  void people_held_out_where_methods_learnt_decide_what_a_few_tested_ones_cannot() {
    // Two cases more among forty people may be chance; twenty more among a thousand are not.
    Tested few = people(40, 4);
    Tested fewMore = people(40, 6);
    assertThat(choice(few, few, fewMore, fewMore).chosen()).isEqualTo("logistic");
    Tested many = people(1000, 100).and(few);
    Tested manyMore = people(1000, 120).and(fewMore);
    assertThat(choice(few, many, fewMore, manyMore).chosen()).isEqualTo("boosted_trees");
  }

  @Test
  void a_gain_that_the_tested_people_do_not_share_is_none() {
    Tested few = people(40, 4);
    Tested fewer = people(40, 3);
    MethodChoice choice =
        choice(few, people(1000, 100).and(few), fewer, people(1000, 140).and(fewer));
    assertThat(choice.chosen()).isEqualTo("logistic");
    assertThat(choice.decision()).contains("but lower on the people tested, so logistic is kept");
  }

  @Test
  void each_method_must_beat_the_one_that_is_kept() {
    Tested simple = people(1000, 100);
    Tested better = people(1000, 140);
    MethodChoice choice =
        MethodChoice.of(
            List.of(
                new MethodChoice.Candidate("logistic", simple, simple),
                new MethodChoice.Candidate("boosted_trees", better, better),
                new MethodChoice.Candidate("blended", better, better)),
            HALF);
    assertThat(choice.chosen()).isEqualTo("boosted_trees");
    assertThat(choice.decision()).endsWith("so boosted_trees is kept");
  }

  @Test
  void one_needless_visit_at_the_highest_threshold_does_not_decide_alone() {
    Tested simple = people(1000, 100);
    Tested better = people(1000, 140);
    better.risks()[1] = 0.995;
    MethodChoice choice =
        MethodChoice.of(
            List.of(
                new MethodChoice.Candidate("logistic", simple, simple),
                new MethodChoice.Candidate("boosted_trees", better, better)),
            List.of(0.5, 0.99));
    // 39 more at a half; 99 fewer at 99 %, where they count a fiftieth.
    assertThat(choice.chosen()).isEqualTo("boosted_trees");
  }

  @Test
  void the_gap_between_two_rankings_has_an_interval_of_its_own() {
    Tested one = people(1000, 100);
    Tested other = people(1000, 140);
    RiskScores.Measure gap = AurocGap.between(other, one, 1);
    // Forty more of 250 cases stand above everybody else, not among them: half of 0.16.
    assertThat(gap.value().orElseThrow())
        .isEqualTo(0.08, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(gap.lower().orElseThrow()).isBetween(0.05, 0.08);
    assertThat(AurocGap.between(one, one, 1).upper().orElseThrow()).isZero();
  }

  @Test
  void rows_that_taught_decide_too_as_models_see_them_that_had_not_learnt_from_the_person() {
    SplittableRandom random = new SplittableRandom(3);
    int rows = 2600;
    List<double[]> cells = new ArrayList<>();
    boolean[] outcomes = new boolean[rows];
    String[] persons = new String[rows];
    long[] times = new long[rows];
    for (int row = 0; row < rows; row++) {
      double[] given = random.doubles(2, -1, 1).toArray();
      cells.add(given);
      outcomes[row] = random.nextDouble() < (given[0] * given[1] > 0 ? 0.7 : 0.1);
      persons[row] = "person " + row;
      times[row] = row < 2400 ? row / 800 : 3;
    }
    RiskValidation validation =
        new RiskValidation(
            FeatureSource.of(FeatureMatrix.ofRows(List.of("one", "other"), cells)),
            outcomes,
            persons,
            List.of(LogisticRisk.STANDARD, new BoostedTreesRisk(BoostedSettings.STANDARD, 20, 1)),
            RiskValidation.Rivals.of(Map.of()),
            1);
    RiskValidation.Report report = validation.byTime(times, 200.0 / rows);
    assertThat(report.rows()).hasSize(200);
    assertThat(report.chosen()).isEqualTo("boosted_trees");
    RiskScores.Measure tested =
        report.netBenefit().gains().stream()
            .filter(each -> each.rival().equals("logistic"))
            .findFirst()
            .orElseThrow()
            .average();
    Matcher told = Pattern.compile("gain (-?[0-9.]+) to (-?[0-9.]+)\\)").matcher(report.decision());
    assertThat(told.find()).isTrue();
    double width = Double.parseDouble(told.group(2)) - Double.parseDouble(told.group(1));
    double testedWidth = 1000 * (tested.upper().orElseThrow() - tested.lower().orElseThrow());
    // Thirteen times as many rows: about a third as wide.
    assertThat(width).isLessThan(testedWidth / 2);
  }
}
