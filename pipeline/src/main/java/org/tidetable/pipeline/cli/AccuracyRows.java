package org.tidetable.pipeline.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.ForecastAccuracy;
import org.tidetable.models.evaluation.ForecastAccuracy.MethodScore;
import org.tidetable.models.evaluation.ForecastAccuracy.RangeScore;
import org.tidetable.models.forecast.Forecast;

/** Held-out scores as rows of the files that {@code backtest} writes. */
final class AccuracyRows {
  static final List<Integer> LEVELS = List.of(80, 95);

  private static final List<String> SCORES =
      List.of(
          "smape",
          "mase",
          "wape",
          "rmsse",
          "coverage_80",
          "coverage_95",
          "width_80",
          "width_95",
          "msis_95",
          "wis");

  private AccuracyRows() {}

  static List<String> leaderboardHeader() {
    return joined(List.of("method", "series"), SCORES);
  }

  /** All methods, best mase first; ranges are made, and scored, around the chosen paths only. */
  static List<List<String>> leaderboard(
      ForecastAccuracy overall, Function<OptionalDouble, String> number) {
    return overall.methods().stream()
        .filter(AccuracyRows::isTried)
        .sorted(
            Comparator.comparingDouble(
                (MethodScore score) -> score.mase().orElse(Double.POSITIVE_INFINITY)))
        .map(
            score ->
                joined(
                    List.of(score.method(), Integer.toString(score.series())),
                    scores(overall, score, number)))
        .toList();
  }

  /** A method that suits none of the series has no scores to show. */
  private static boolean isTried(MethodScore score) {
    return score.series() > 0 || score.method().equals(ForecastAccuracy.CHOSEN);
  }

  static List<String> bySeriesHeader() {
    return joined(
        joined(List.of("series_id", "chosen_method", "method"), SCORES),
        List.of("beats_naive", "reason"));
  }

  /** One row for each series and method; one with the reason where a series has no score. */
  static Stream<List<String>> bySeries(DemandForecasts forecasts) {
    Map<String, ForecastAccuracy> byId = new HashMap<>();
    forecasts.accuracies().forEach(accuracy -> byId.put(accuracy.seriesId(), accuracy));
    return forecasts.forecasts().stream()
        .flatMap(
            forecast -> {
              ForecastAccuracy accuracy = byId.get(forecast.seriesId());
              return accuracy == null ? Stream.of(unscored(forecast)) : scored(accuracy);
            });
  }

  private static Stream<List<String>> scored(ForecastAccuracy accuracy) {
    String beats = accuracy.beatsNaive().map(yes -> yes ? "yes" : "no").orElse("not known");
    return accuracy.methods().stream()
        .filter(AccuracyRows::isTried)
        .map(
            score ->
                joined(
                    joined(
                        List.of(accuracy.seriesId(), accuracy.chosen(), score.method()),
                        scores(accuracy, score, CsvOutput::number)),
                    List.of(beats, "")));
  }

  private static List<String> unscored(Forecast forecast) {
    String reason =
        forecast.fold(made -> "too short to hold out its end", notMade -> notMade.cause());
    return joined(
        joined(List.of(forecast.seriesId(), "", ""), Collections.nCopies(SCORES.size(), "")),
        List.of("not known", reason));
  }

  static List<String> partsHeader() {
    return List.of("by", "third", "periods", "mase", "coverage_80", "coverage_95");
  }

  /** The chosen paths by third of the horizon, near first, and of the series' size, small first. */
  static Stream<List<String>> parts(ForecastAccuracy overall) {
    return overall.parts().stream()
        .map(
            part ->
                List.of(
                    part.by().name().toLowerCase(Locale.ROOT),
                    Integer.toString(part.third()),
                    Integer.toString(part.periods()),
                    CsvOutput.number(part.error()),
                    CsvOutput.number(part.coverage().get(0)),
                    CsvOutput.number(part.coverage().get(1))));
  }

  private static List<String> scores(
      ForecastAccuracy accuracy, MethodScore score, Function<OptionalDouble, String> number) {
    List<String> cells = new ArrayList<>();
    for (OptionalDouble value : List.of(score.smape(), score.mase(), score.wape(), score.rmsse())) {
      cells.add(number.apply(value));
    }
    boolean chosen = score.method().equals(ForecastAccuracy.CHOSEN);
    for (Function<RangeScore, OptionalDouble> measure :
        List.<Function<RangeScore, OptionalDouble>>of(
            RangeScore::coverage, RangeScore::meanWidth)) {
      for (int level : LEVELS) {
        cells.add(number.apply(chosen ? range(accuracy, level, measure) : OptionalDouble.empty()));
      }
    }
    cells.add(
        number.apply(chosen ? range(accuracy, 95, RangeScore::msis) : OptionalDouble.empty()));
    cells.add(number.apply(chosen ? accuracy.wis() : OptionalDouble.empty()));
    return cells;
  }

  private static OptionalDouble range(
      ForecastAccuracy accuracy, int level, Function<RangeScore, OptionalDouble> measure) {
    return accuracy.ranges().stream()
        .filter(range -> range.level() == level)
        .findFirst()
        .map(measure)
        .orElse(OptionalDouble.empty());
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
