package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.vocabulary.Grain;

/** Scores of the forecasts that would have been made at the held-out origins. */
final class Scoreboard {
  private final Map<String, AccuracyTally> bySeries = new LinkedHashMap<>();
  private final List<String> methods = new ArrayList<>(List.of(ForecastAccuracy.CHOSEN));
  private final List<Integer> levels;
  private final List<Thirds.Held> held = new ArrayList<>();

  /** Forecasts of all series at the origin of a run, by their number. */
  interface AtOrigin {
    IntFunction<Forecast> of(int run);
  }

  Scoreboard(Backtest backtest, CombinedPaths combined, Grain grain, List<Integer> levels) {
    this(
        backtest,
        combined,
        levels,
        run -> new OriginForecasts(backtest, combined, grain, run, levels)::of);
  }

  /** Of forecasts that were made otherwise. */
  Scoreboard(Backtest backtest, CombinedPaths combined, List<Integer> levels, AtOrigin forecasts) {
    this.levels = levels;
    if (combined.size() > 0) {
      methods.addAll(combined.backtest(0).paths().methods());
      methods.add(ForecastAccuracy.AVERAGE);
    }
    for (int run = 1; run <= backtest.lastHeldOut(); run++) {
      IntFunction<Forecast> made = forecasts.of(run);
      for (int index = 0; index < combined.size(); index++) {
        SeriesBacktest one = combined.backtest(index);
        if (one.isHeldOut(run)) {
          HeldOutScore score = new HeldOutScore(one, backtest, levels, run);
          made.apply(index).fold(forecast -> add(score, forecast), notMade -> false);
        }
      }
    }
  }

  private boolean add(HeldOutScore score, Forecast.Made forecast) {
    if (score.periods() > 0) {
      bySeries
          .computeIfAbsent(forecast.seriesId(), id -> new AccuracyTally(id, methods, levels))
          .add(score.of(forecast), score.periods(), score.total());
      held.add(score.held(forecast));
    }
    return true;
  }

  /** One for each series that has a score, in their order. */
  List<ForecastAccuracy> accuracies() {
    return bySeries.values().stream().map(AccuracyTally::mean).toList();
  }

  /** All series together. */
  ForecastAccuracy overall() {
    AccuracyTally overall = new AccuracyTally("", methods, levels);
    bySeries.values().forEach(tally -> overall.add(tally.mean(), tally.periods(), tally.total()));
    return overall.mean(Thirds.of(held, levels.size()), Leads.of(accuracies()));
  }
}
