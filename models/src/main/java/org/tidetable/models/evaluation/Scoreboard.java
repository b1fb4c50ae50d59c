package org.tidetable.models.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.tidetable.models.evaluation.ForecastAccuracy.Division;
import org.tidetable.models.evaluation.ForecastAccuracy.Slice;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.vocabulary.Grain;

/** Scores of the forecasts that would have been made at the held-out origins. */
final class Scoreboard {
  private final Map<String, AccuracyTally> bySeries = new LinkedHashMap<>();
  private final List<String> methods = new ArrayList<>(List.of(ForecastAccuracy.CHOSEN));
  private final List<Integer> levels;
  private final List<Thirds.Held> held = new ArrayList<>();
  private final List<Map<String, AccuracyTally>> byThird =
      List.of(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  private final Map<String, Double> sizes = new LinkedHashMap<>();

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
          int origin = run;
          made.apply(index)
              .fold(forecast -> add(score, forecast, one, backtest, origin), notMade -> false);
        }
      }
    }
  }

  private boolean add(
      HeldOutScore score, Forecast.Made forecast, SeriesBacktest one, Backtest backtest, int run) {
    if (score.periods() == 0) {
      return false;
    }
    add(bySeries, forecast, score);
    held.add(score.held(forecast));
    sizes.putIfAbsent(forecast.seriesId(), one.size(run));
    int parts = byThird.size();
    for (int third = 0; third < parts; third++) {
      int from = third * backtest.horizon() / parts;
      int to = (third + 1) * backtest.horizon() / parts;
      HeldOutScore part = new HeldOutScore(one, backtest, levels, run, from, to);
      if (part.periods() > 0) {
        add(byThird.get(third), forecast, part);
      }
    }
    return true;
  }

  private void add(Map<String, AccuracyTally> tallies, Forecast.Made forecast, HeldOutScore score) {
    tallies
        .computeIfAbsent(forecast.seriesId(), id -> new AccuracyTally(id, methods, levels))
        .add(score.of(forecast));
  }

  /** One for each series that has a score, in their order. */
  List<ForecastAccuracy> accuracies() {
    return means(bySeries);
  }

  private static List<ForecastAccuracy> means(Map<String, AccuracyTally> tallies) {
    return tallies.values().stream().map(AccuracyTally::mean).toList();
  }

  /** All series together. */
  ForecastAccuracy overall() {
    AccuracyTally overall = new AccuracyTally("", methods, levels);
    List<ForecastAccuracy> all = accuracies();
    all.forEach(overall::add);
    return overall.mean().with(Thirds.of(held, levels.size()), Leads.of(all), slices(all));
  }

  private List<Slice> slices(List<ForecastAccuracy> all) {
    List<Slice> slices = new ArrayList<>();
    for (int third = 0; third < byThird.size(); third++) {
      slice(Division.HORIZON, third, means(byThird.get(third)), slices);
    }
    // By the size that was known at the newest held-out origin: what came has no say in it.
    List<ForecastAccuracy> bySize =
        all.stream()
            .sorted(
                Comparator.comparingDouble(
                        (ForecastAccuracy one) -> sizes.getOrDefault(one.seriesId(), 0.0))
                    .thenComparing(ForecastAccuracy::seriesId))
            .toList();
    for (int third = 0; third < byThird.size(); third++) {
      int from = third * bySize.size() / byThird.size();
      int to = (third + 1) * bySize.size() / byThird.size();
      slice(Division.VOLUME, third, bySize.subList(from, to), slices);
    }
    return slices;
  }

  private static void slice(
      Division by, int third, List<ForecastAccuracy> series, List<Slice> slices) {
    ForecastAccuracy.together(series)
        .ifPresent(accuracy -> slices.add(new Slice(by, third + 1, accuracy)));
  }
}
