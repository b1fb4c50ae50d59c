package org.tidetable.pipeline.cli;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tidetable.models.evaluation.HierarchyForecasts;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.vocabulary.Grain;

/**
 * Forecasts as rows of the file that {@code forecast} writes: one for each series and horizon,
 * whether it was made or not.
 *
 * @param levels of the ranges, in the order of their columns
 */
record ForecastRows(Grain grain, int horizon, List<Integer> levels) {
  /** The place of the expected value in a row. */
  static final int EXPECTED = 3;

  static final String MADE = "made";
  static final String NOT_MADE = "not_made";

  List<String> header() {
    List<String> header =
        new ArrayList<>(List.of("series_id", "period_start", "horizon", "expected"));
    for (int level : levels) {
      header.add("lower_" + level);
      header.add("upper_" + level);
    }
    header.add("status");
    header.add("reason");
    return header;
  }

  /** The rows of a forecast, by horizon. */
  Stream<List<String>> rows(Forecast forecast) {
    return forecast.fold(
        made -> made.points().stream().map(point -> point(made, point)),
        notMade ->
            IntStream.rangeClosed(1, horizon)
                .mapToObj(
                    ahead ->
                        empty(
                            notMade.seriesId(),
                            grain.plus(notMade.origin(), ahead - 1L),
                            ahead,
                            notMade.cause())));
  }

  private List<String> point(Forecast.Made made, Forecast.Point point) {
    String id = made.seriesId();
    if (!point.reason().isEmpty()) {
      return empty(id, point.periodStart(), point.horizon(), point.reason());
    }
    List<String> cells = start(id, point.periodStart(), point.horizon());
    cells.add(CsvOutput.number(point.expected()));
    for (int level : levels) {
      Forecast.Interval range =
          point.intervals().stream().filter(one -> one.level() == level).findFirst().orElseThrow();
      cells.add(CsvOutput.number(range.lower()));
      cells.add(CsvOutput.number(range.upper()));
    }
    cells.add(MADE);
    cells.add(made.method().equals(HierarchyForecasts.FROM_TOTALS) ? made.why() : "");
    return cells;
  }

  private List<String> empty(String id, LocalDateTime period, int ahead, String reason) {
    List<String> cells = start(id, period, ahead);
    cells.addAll(Collections.nCopies(1 + 2 * levels.size(), ""));
    cells.add(NOT_MADE);
    cells.add(reason);
    return cells;
  }

  private List<String> start(String id, LocalDateTime period, int ahead) {
    List<String> cells = new ArrayList<>();
    cells.add(id);
    cells.add(grain == Grain.HOUR ? period.toString() : period.toLocalDate().toString());
    cells.add(Integer.toString(ahead));
    return cells;
  }
}
