package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.tidetable.models.forecast.Series;

/**
 * Scores of numbers that somebody else had planned with, beside those of the chosen paths, over the
 * periods of held-out origins that such a plan covers.
 *
 * <p>A plan is one number for a period, whenever it was made; each held-out origin whose periods it
 * covers counts it, so that it is weighed as the methods are.
 */
public final class PlanScores {
  private static final List<String> METHODS =
      List.of(ForecastAccuracy.CHOSEN, ForecastAccuracy.PLAN);

  private PlanScores() {}

  /**
   * The same forecasts, their accuracy with {@value ForecastAccuracy#PLAN} among the methods; as
   * they are where no plan covers a period that is scored.
   *
   * @param series those of the forecasts, in their order, as they were learnt from
   * @param plans by series id, then first moment of the period
   */
  public static DemandForecasts on(
      DemandForecasts made,
      Backtest backtest,
      List<Series> series,
      Map<String, Map<LocalDateTime, Double>> plans) {
    require(series.size() == made.published().size(), "as many series as forecasts are needed");
    Map<String, ForecastAccuracy> planned = new TreeMap<>();
    for (int index = 0; index < series.size(); index++) {
      Series one = series.get(index);
      Map<LocalDateTime, Double> plan = plans.get(one.id());
      if (plan != null) {
        SeriesBacktest backtested = new SeriesBacktest(one, made.published().get(index), backtest);
        score(backtested, backtest, plan).ifPresent(score -> planned.put(one.id(), score));
      }
    }
    if (planned.isEmpty()) {
      return made;
    }
    List<ForecastAccuracy> accuracies =
        made.accuracies().stream()
            .map(one -> and(one, Optional.ofNullable(planned.get(one.seriesId()))))
            .toList();
    AccuracyTally all = new AccuracyTally("", METHODS, List.of());
    planned.values().forEach(all::add);
    ForecastAccuracy overall = and(made.overall(), Optional.of(all.mean()));
    return new DemandForecasts(
        made.forecasts(),
        accuracies,
        overall.with(overall.parts(), Leads.of(accuracies), overall.slices()),
        made.published());
  }

  private static Optional<ForecastAccuracy> score(
      SeriesBacktest one, Backtest backtest, Map<LocalDateTime, Double> plan) {
    AccuracyTally tally = new AccuracyTally(one.series().id(), METHODS, List.of());
    boolean any = false;
    for (int run = 1; run <= backtest.lastHeldOut(); run++) {
      if (!one.isHeldOut(run)) {
        continue;
      }
      double[] path = new double[backtest.horizon()];
      int known = backtest.known(one.series(), run);
      for (int ahead = 1; ahead <= path.length; ahead++) {
        path[ahead - 1] = plan.getOrDefault(one.series().period(known + ahead - 1), Double.NaN);
      }
      double[] chosen = one.paths(run)[0];
      HeldOutScore score = new HeldOutScore(one, backtest, List.of(), run);
      ForecastAccuracy.MethodScore ofPlan = score.score(ForecastAccuracy.PLAN, path, chosen);
      if (ofPlan.series() > 0) {
        any = true;
        tally.add(
            new ForecastAccuracy(
                one.series().id(),
                "",
                List.of(score.score(ForecastAccuracy.CHOSEN, chosen, chosen), ofPlan),
                List.of(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                score.periods(path),
                score.total(path)));
      }
    }
    return any ? Optional.of(tally.mean()) : Optional.empty();
  }

  private static ForecastAccuracy and(ForecastAccuracy one, Optional<ForecastAccuracy> planned) {
    List<ForecastAccuracy.MethodScore> methods = new ArrayList<>(one.methods());
    methods.add(
        planned
            .flatMap(score -> score.score(ForecastAccuracy.PLAN))
            .orElse(
                new ForecastAccuracy.MethodScore(
                    ForecastAccuracy.PLAN,
                    0,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty())));
    return new ForecastAccuracy(
        one.seriesId(),
        one.chosen(),
        methods,
        one.ranges(),
        one.wis(),
        one.pinball(),
        one.periods(),
        one.total(),
        one.parts(),
        one.leads(),
        one.slices());
  }
}
