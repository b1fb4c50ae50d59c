package org.tidetable.models.evaluation.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.calibration.CalibrationFixture;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.RiskMethod;

class RiskWorthTest {
  private static final CalibrationFixture FIXTURE = CalibrationFixture.read();

  @Test
  void net_benefit_is_what_a_table_worked_by_hand_gives() {
    // Ten people, three with the outcome. From 20 % on, four are seen: two rightly, two needlessly.
    double[] risks = {0.9, 0.6, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    boolean[] came = {true, false, true, false, true, false, false, false, false, false};
    NetBenefit found = worth(risks, came, List.of(0.2, 0.5));
    assertThat(found.curves().get("ours").get(0)).isCloseTo((2 - 2 * 0.25) / 10, within(1e-12));
    assertThat(found.curves().get("ours").get(1)).isCloseTo((1 - 1) / 10.0, within(1e-12));
    assertThat(found.curves().get(NetBenefit.ALL).get(0))
        .isCloseTo((3 - 7 * 0.25) / 10, within(1e-12));
    assertThat(found.curves().get(NetBenefit.ALL).get(1)).isCloseTo((3 - 7) / 10.0, within(1e-12));
    NetBenefit.Gain overAll = found.gains().get(0);
    assertThat(overAll.rival()).isEqualTo(NetBenefit.ALL);
    assertThat(overAll.average().value().orElseThrow())
        .isCloseTo((0.15 - 0.125 + 0 + 0.4) / 2, within(1e-12));
    assertThat(overAll.at().get(1).value().orElseThrow()).isCloseTo(0.4, within(1e-12));
    assertThat(found.gains().get(1).rival()).isEqualTo(NetBenefit.NONE);
    assertThat(found.gains().get(1).average().value().orElseThrow())
        .isCloseTo(0.075, within(1e-12));
  }

  private static NetBenefit worth(double[] risks, boolean[] came, List<Double> thresholds) {
    Map<String, Tested> methods = new LinkedHashMap<>();
    methods.put("ours", Tested.of(risks, came, persons(risks.length)));
    return NetBenefit.of(methods, "ours", thresholds);
  }

  @Test
  void the_interval_of_a_gain_holds_the_truth_nineteen_times_in_twenty() {
    int held = 0;
    for (int world = 0; world < 300; world++) {
      SplittableRandom random = new SplittableRandom(world);
      double[] risks = new double[600];
      boolean[] came = new boolean[600];
      for (int row = 0; row < risks.length; row++) {
        risks[row] = random.nextDouble();
        came[row] = random.nextDouble() < risks[row];
      }
      // Above t the mean outcome is (1 + t) / 2, and 1 - t of the people are there.
      double t = 0.4;
      double truth = (1 - t) * ((1 + t) / 2 - (1 - t) / 2 * t / (1 - t));
      RiskScores.Measure gain = worth(risks, came, List.of(t)).gains().get(1).average();
      held += gain.lower().orElseThrow() <= truth && truth <= gain.upper().orElseThrow() ? 1 : 0;
    }
    assertThat(held / 300.0).isBetween(0.92, 0.98);
  }

  @Test
  void a_list_tells_how_many_to_see_for_one_true_case_and_what_it_costs() {
    double[] risks = new double[100];
    boolean[] came = new boolean[100];
    for (int row = 0; row < 100; row++) {
      risks[row] = row < 20 ? 0.5 - row / 1000.0 : 0.01;
      came[row] = (row % 4 == 0 && row < 20) || row == 99;
    }
    List<Capacity> lists = Capacity.of(Tested.of(risks, came, persons(100)), List.of(20), 1);
    assertThat(lists.stream().map(Capacity::places).toList()).containsExactly(1, 5, 10, 20);
    Capacity twenty = lists.get(3);
    assertThat(twenty.predictiveValue().value()).hasValue(0.25);
    assertThat(twenty.sensitivity().value().orElseThrow()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(twenty.perTrueCase().value()).hasValue(4);
    assertThat(twenty.costPerTrueCase(150).value()).hasValue(600);
    assertThat(twenty.perTrueCase().lower().orElseThrow()).isLessThan(4);
    assertThat(twenty.perTrueCase().upper().orElseThrow()).isGreaterThan(4);
  }

  @Test
  void a_list_that_was_made_place_by_place_is_judged_as_it_stands() {
    double[] risks = new double[400];
    boolean[] came = new boolean[400];
    boolean[] listed = new boolean[400];
    for (int row = 0; row < 400; row++) {
      listed[row] = row < 100;
      came[row] = row % 4 == 0;
    }
    ListWorth list = ListWorth.of(Tested.of(risks, came, persons(400)), listed, 1);
    assertThat(list.places()).isEqualTo(100);
    assertThat(list.predictiveValue().value()).hasValue(0.25);
    assertThat(list.sensitivity().value()).hasValue(0.25);
    double width =
        list.predictiveValue().upper().orElseThrow() - list.predictiveValue().lower().orElseThrow();
    assertThat(width / (2 * 1.96 * Math.sqrt(0.25 * 0.75 / 100))).isBetween(0.8, 1.25);
  }

  @Test
  void intervals_of_a_list_are_as_wide_as_chance_makes_them() {
    SplittableRandom random = new SplittableRandom(12);
    double[] risks = new double[4000];
    boolean[] came = new boolean[4000];
    for (int row = 0; row < risks.length; row++) {
      risks[row] = row < 400 ? 0.4 : 0.1;
      came[row] = random.nextDouble() < risks[row];
    }
    Capacity tenth = Capacity.of(Tested.of(risks, came, persons(4000)), List.of(400), 5).get(5);
    assertThat(tenth.places()).isEqualTo(400);
    double value = tenth.predictiveValue().value().orElseThrow();
    double lower = tenth.predictiveValue().lower().orElseThrow();
    double upper = tenth.predictiveValue().upper().orElseThrow();
    double chance = 2 * 1.96 * Math.sqrt(value * (1 - value) / 400);
    assertThat((upper - lower) / chance).isBetween(0.8, 1.25);
    assertThat(value).isBetween(lower, upper);
  }

  @Test
  void calibration_figures_are_those_of_statsmodels_and_rms() {
    CalibrationFigures found =
        CalibrationFigures.of(
            Tested.of(FIXTURE.risks(), FIXTURE.outcomes(), persons(FIXTURE.risks().length)));
    assertThat(found.slope().orElseThrow()).isCloseTo(FIXTURE.figure("slope"), within(1e-6));
    assertThat(found.level().orElseThrow()).isCloseTo(FIXTURE.figure("level"), within(1e-6));
    assertThat(found.observedOverExpected().orElseThrow())
        .isCloseTo(FIXTURE.figure("oe"), within(1e-8));
    assertThat(found.ici().orElseThrow()).isCloseTo(FIXTURE.figure("ici"), within(1e-6));
    assertThat(found.median().orElseThrow()).isCloseTo(FIXTURE.figure("e50"), within(1e-5));
    assertThat(found.ninetieth().orElseThrow()).isCloseTo(FIXTURE.figure("e90"), within(1e-5));
    assertThat(found.greatest().orElseThrow()).isCloseTo(FIXTURE.figure("emax"), within(1e-5));
    assertThat(found.ece10()).isCloseTo(FIXTURE.figure("ece10"), within(1e-8));
    assertThat(found.ece50()).isCloseTo(FIXTURE.figure("ece50"), within(1e-8));
    assertThat(found.curve()).hasSizeBetween(30, 40);
  }

  @Test
  void rivals_and_points_are_scored_on_the_same_rows_and_trees_win_where_they_find_more() {
    World world = new World(6000);
    RiskValidation validation =
        new RiskValidation(
            FeatureSource.of(world.matrix),
            world.outcomes,
            persons(6000),
            List.of(RiskMethod.named("logistic"), RiskMethod.named("boosted_trees")),
            new RiskValidation.Rivals(
                new double[0],
                Map.of("age_sex", List.of("age"), "area", List.of("area")),
                Map.of(),
                Map.of("points", world.points),
                NetBenefit.between(0.15, 0.45)),
            3);
    RiskValidation.Report report = validation.byPerson(3);
    assertThat(report.results().stream().map(RiskValidation.Result::method).toList())
        .containsExactly("logistic", "boosted_trees", "age_sex", "area", "points");
    assertThat(report.chosen()).isEqualTo("boosted_trees");
    assertThat(report.decision())
        .contains("net benefit higher")
        .contains("on all rows held out, where one acts from a risk t of")
        .contains("and each counts 1 - t, so ");
    double ours = auroc(report, "boosted_trees");
    assertThat(ours).isGreaterThan(auroc(report, "age_sex") + 0.05);
    assertThat(auroc(report, "area")).isBetween(0.45, 0.55);
    assertThat(report.result("points").scores().slope().value().orElseThrow())
        .isCloseTo(1, within(0.3));
    RiskWorth worth = RiskWorth.of(report, Map.of("area", world.areas), List.of(), 1);
    assertThat(worth.verdict().use()).isNotEqualTo(UseVerdict.Use.NOT_USABLE);
    assertThat(worth.capacity())
        .containsOnlyKeys("logistic", "boosted_trees", "age_sex", "area", "points");

    RiskLessons lessons = RiskLessons.of(validation, report);
    Map<String, List<String>> parts = new LinkedHashMap<>();
    parts.put("health", List.of("age"));
    parts.put("education", List.of("absence", "moves"));
    parts.put("nothing", List.of("area"));
    List<RiskLessons.Lift> lifts = lessons.lifts(parts);
    assertThat(lifts).hasSize(4);
    assertThat(lifts.get(0).alone()).isTrue();
    RiskLessons.Lift education = lifts.get(2);
    assertThat(education.part()).isEqualTo("education");
    assertThat(education.auroc().lower().orElseThrow()).isGreaterThan(0.03);
    assertThat(education.netBenefit().lower().orElseThrow()).isGreaterThan(0.005);
    assertThat(lifts.get(3).auroc().value().orElseThrow()).isCloseTo(0, within(0.02));
    assertThat(lifts.get(3).netBenefit().value().orElseThrow()).isCloseTo(0, within(0.005));
    assertThat(lessons.added(parts)).isEqualTo(lifts.subList(1, 4));
    List<RiskLessons.Stability> stability = lessons.stability();
    assertThat(stability).hasSize(3);
    assertThat(stability.get(2).jaccard()).isBetween(0.3, 0.99);
    assertThat(stability.get(2).refits()).isEqualTo(20);
  }

  private static double auroc(RiskValidation.Report report, String method) {
    return report.result(method).scores().auroc().value().orElseThrow();
  }

  private static String[] persons(int rows) {
    String[] persons = new String[rows];
    for (int row = 0; row < rows; row++) {
      persons[row] = "p" + row;
    }
    return persons;
  }

  /** Age matters by itself; absence and moves where both come together, or neither does. */
  private static final class World {
    final FeatureMatrix matrix;
    final boolean[] outcomes;
    final String[] areas;
    final double[] points;

    World(int rows) {
      SplittableRandom random = new SplittableRandom(9);
      List<double[]> cells = new ArrayList<>();
      outcomes = new boolean[rows];
      areas = new String[rows];
      points = new double[rows];
      for (int row = 0; row < rows; row++) {
        double age = random.nextInt(60);
        double absence = random.nextDouble() < 0.35 ? 1 : 0;
        double moves = random.nextDouble() < 0.35 ? 1 : 0;
        double area = random.nextInt(3);
        double logOdds = -3.2 + 0.03 * age + 2.6 * (absence == moves ? 1 : 0);
        outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
        areas[row] = "area " + (int) area;
        points[row] = Math.floor(age / 10);
        cells.add(
            new double[] {
              age, area, absence, absence, absence, absence, moves, moves, moves, moves
            });
      }
      List<String> names = new ArrayList<>(List.of("age", "area"));
      // Trees see a part of the columns each: what counts must stand in several.
      for (String name : List.of("absence", "moves")) {
        for (int term = 1; term <= 4; term++) {
          names.add(name + " term " + term);
        }
      }
      matrix = FeatureMatrix.ofRows(names, cells);
    }
  }
}
