package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidetable.models.evaluation.ForecastAccuracy.Division;
import org.tidetable.models.evaluation.ForecastAccuracy.Lead;
import org.tidetable.models.evaluation.ForecastAccuracy.MethodScore;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.naive.Naive;
import org.tidetable.models.forecast.naive.SeasonalNaive;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

class PlanScoresTest {
  private static final Backtest BACKTEST = new Backtest(6, 5, 2);
  private static final DemandProblem PROBLEM =
      new DemandProblem(
          "any",
          EventKind.EMERGENCY_ATTENDANCE,
          Optional.empty(),
          Grain.MONTH,
          6,
          List.of(50, 80, 95));

  private static final List<Series> SERIES = series();

  private static List<Series> series() {
    Random random = new Random(11);
    List<Series> series = new ArrayList<>();
    for (int one = 0; one < 9; one++) {
      double[] values = new double[60];
      double size = 50 * (one + 1);
      Arrays.setAll(
          values,
          month -> size * (1 + 0.2 * Math.sin(month * Math.PI / 6) + 0.05 * random.nextGaussian()));
      series.add(
          new Series("s" + one, Grain.MONTH, LocalDateTime.parse("2019-04-01T00:00"), values));
    }
    return series;
  }

  private static final DemandForecasts MADE =
      DemandForecasts.make(PROBLEM, BACKTEST, SERIES, List.of(new Naive(), new SeasonalNaive()));

  private static Map<String, Map<LocalDateTime, Double>> plans(int series, int from, double off) {
    Map<String, Map<LocalDateTime, Double>> plans = new HashMap<>();
    for (Series one : SERIES.subList(0, series)) {
      Map<LocalDateTime, Double> plan = new HashMap<>();
      for (int month = from; month < one.length(); month++) {
        plan.put(one.period(month), one.value(month) + off);
      }
      plans.put(one.id(), plan);
    }
    return plans;
  }

  private static MethodScore plan(ForecastAccuracy accuracy) {
    return accuracy.score(ForecastAccuracy.PLAN).orElseThrow();
  }

  @Test
  void a_plan_that_came_true_has_no_error_and_is_ahead_of_what_is_published() {
    DemandForecasts planned = PlanScores.on(MADE, BACKTEST, SERIES, plans(9, 0, 0));

    assertThat(plan(planned.overall()).mase()).hasValue(0);
    assertThat(plan(planned.overall()).series()).isEqualTo(9);
    Lead lead = planned.overall().leads().get(planned.overall().leads().size() - 1);
    assertThat(lead.over()).isEqualTo("plan");
    assertThat(lead.mean())
        .isEqualTo(
            -planned.overall().score(ForecastAccuracy.CHOSEN).orElseThrow().mase().orElseThrow(),
            within(1e-3));
    assertThat(lead.upper()).isNegative();
  }

  @Test
  void a_plan_of_some_months_is_set_beside_the_forecasts_of_those_months_only() {
    // The last two months, of four series: only the newest held-out origin is six months before.
    DemandForecasts planned = PlanScores.on(MADE, BACKTEST, SERIES, plans(4, 58, 1000));

    MethodScore score = plan(planned.accuracies().get(0));
    double[] chosen = new double[2];
    double[] actual = new double[2];
    double[] plan = new double[2];
    for (int at = 0; at < 2; at++) {
      chosen[at] = MADE.published().get(0).expected(0, 1, 5 + at);
      actual[at] = SERIES.get(0).value(58 + at);
      plan[at] = actual[at] + 1000;
    }
    double[] history = Arrays.copyOf(SERIES.get(0).values(), 54);
    assertThat(score.beside()).isEqualTo(ForecastScores.mase(history, actual, chosen, 12));
    assertThat(score.mase()).isEqualTo(ForecastScores.mase(history, actual, plan, 12));
    assertThat(plan(planned.accuracies().get(8)).series()).isZero();
    assertThat(plan(planned.overall()).series()).isEqualTo(4);
  }

  @Test
  void a_plan_that_covers_nothing_leaves_the_board_as_it_is() {
    assertThat(PlanScores.on(MADE, BACKTEST, SERIES, plans(4, 60, 0))).isSameAs(MADE);
    assertThat(PlanScores.on(MADE, BACKTEST, SERIES, Map.of())).isSameAs(MADE);
  }

  @Test
  void thirds_of_the_horizon_and_of_the_series_are_scored_as_the_whole_is() {
    ForecastAccuracy overall = MADE.overall();
    List<ForecastAccuracy> near =
        overall.slices().stream()
            .filter(slice -> slice.by() == Division.HORIZON)
            .map(ForecastAccuracy.Slice::accuracy)
            .toList();
    List<ForecastAccuracy> sizes =
        overall.slices().stream()
            .filter(slice -> slice.by() == Division.VOLUME)
            .map(ForecastAccuracy.Slice::accuracy)
            .toList();

    assertThat(near).hasSize(3).allMatch(one -> one.methods().get(0).series() == 9);
    assertThat(near.stream().mapToInt(ForecastAccuracy::periods).sum())
        .isEqualTo(overall.periods());
    assertThat(sizes).hasSize(3).allMatch(one -> one.methods().get(0).series() == 3);
    assertThat(sizes.stream().mapToDouble(one -> mase(one)).average().orElseThrow())
        .isEqualTo(mase(overall), within(1e-9));
    assertThat(sizes.get(0).total()).isLessThan(sizes.get(2).total());
  }

  private static double mase(ForecastAccuracy one) {
    return one.methods().get(0).mase().orElseThrow();
  }

  @Test
  void the_weighted_interval_score_and_the_pinball_loss_tell_the_same_of_three_ranges() {
    // Over 3 levels and the middle WIS is 2 / 7 of all pinball losses, those of 6 ends among them.
    ForecastAccuracy one = MADE.overall();

    assertThat(one.wis().orElseThrow())
        .isEqualTo(2 * (6 * one.pinball().orElseThrow() + mase(one) / 2) / 7, within(1e-9));
  }
}
