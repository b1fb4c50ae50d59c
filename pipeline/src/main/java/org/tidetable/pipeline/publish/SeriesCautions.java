package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidetable.export.format.Grain;
import org.tidetable.export.table.Table;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.publish.ReportTables.Line;

/**
 * What must stand beside the numbers of one series: past ranges that held too seldom, and a change
 * of level that a change against the past measures instead of the demand. The same for its row in a
 * table and for its chart.
 */
public final class SeriesCautions {
  private static final double PROMISED = 0.8;

  private final Configuration.Demand demand;
  private final Map<String, Line> held = new HashMap<>();
  private final Map<String, List<Line>> changes = new HashMap<>();
  private final Map<String, Compared> compared = new HashMap<>();

  /** From when on a series is compared with its past, and how much more is expected a period. */
  private record Compared(LocalDate from, double more, int periods) {
    Compared and(Compared other) {
      return new Compared(
          from.isBefore(other.from) ? from : other.from,
          more + other.more,
          periods + other.periods);
    }
  }

  /** Published tables of one demand. */
  public record Tables(Table actuals, Table forecasts, Table accuracy, Table notes) {}

  public SeriesCautions(Configuration.Demand demand, Tables tables) {
    this.demand = demand;
    Map<String, Map<LocalDate, Double>> past = ReportTables.past(tables.actuals());
    for (Line line : ReportTables.lines(tables.forecasts())) {
      LocalDate before =
          ReportTables.yearBefore(LocalDate.parse(line.text("period_start")), demand);
      Double value = past.getOrDefault(line.text("series_id"), Map.of()).get(before);
      if (value != null && line.text("status").equals("made")) {
        compared.merge(
            line.text("series_id"),
            new Compared(before, line.number("expected") - value, 1),
            Compared::and);
      }
    }
    for (Line line : ReportTables.lines(tables.accuracy())) {
      if (line.text("part_kind").equals("all") && line.text("method").equals("chosen")) {
        held.put(line.text("series_id"), line);
      }
    }
    for (Line line : ReportTables.lines(tables.notes())) {
      if (line.text("note").equals("level_change")) {
        changes.computeIfAbsent(line.text("series_id"), any -> new ArrayList<>()).add(line);
      }
    }
  }

  /** How often past 80 % ranges of the series held, and on how many periods; empty if unknown. */
  Optional<Line> held(String series) {
    return Optional.ofNullable(held.get(series));
  }

  /** More seldom than chance allows: two standard errors of so many periods below the promise. */
  private boolean heldTooSeldom(String series) {
    return held(series)
        .filter(
            line ->
                line.number("coverage_80")
                    < PROMISED - 2 * Math.sqrt(PROMISED * (1 - PROMISED) / line.number("periods")))
        .isPresent();
  }

  /**
   * The largest change of level after that day which may stand behind a difference: it goes the
   * same way, and at least half of it is left. What returned, as after Christmas, is none.
   *
   * @param more how much more there is in a period than before
   */
  private Optional<Line> changeBehind(String series, LocalDate day, double more) {
    return changes.getOrDefault(series, List.of()).stream()
        .filter(line -> LocalDate.parse(line.text("period_start")).isAfter(day))
        .filter(line -> Math.signum(line.number("size")) == Math.signum(more))
        .filter(line -> Math.abs(line.number("size")) <= 2 * Math.abs(more))
        .max(
            Comparator.comparingDouble((Line line) -> Math.abs(line.number("size")))
                .thenComparing(line -> line.text("period_start")));
  }

  private Optional<Line> change(String series) {
    return Optional.ofNullable(compared.get(series))
        .flatMap(each -> changeBehind(series, each.from(), each.more() / each.periods()));
  }

  private String when(Line change) {
    return Grain.valueOf(demand.problem().grain().name())
        .inWords(LocalDate.parse(change.text("period_start")));
  }

  /**
   * A change of level that may stand behind a difference, in a few words; blank without one.
   *
   * @param more how much more there is in a period than before
   */
  String changeSince(String series, LocalDate day, double more) {
    return changeBehind(series, day, more).map(this::inWords).orElse("");
  }

  private String inWords(Line change) {
    return "the level changed: " + when(change);
  }

  /** What stands in the row of a series, in a few words; blank without any. */
  String inRow(String series) {
    return String.join(
        "; ",
        Stream.of(
                heldTooSeldom(series) ? "ranges held too seldom" : "",
                change(series).map(this::inWords).orElse(""))
            .filter(words -> !words.isEmpty())
            .toList());
  }

  /** The same in sentences; blank without any. */
  public String inSentences(String series) {
    List<String> sentences = new ArrayList<>();
    if (heldTooSeldom(series)) {
      sentences.add(
          held(series)
              .map(
                  line ->
                      String.format(
                          Locale.ROOT,
                          "Past 80 %% ranges held only %.0f %% of what came here: plan with wider"
                              + " ones.",
                          100 * line.number("coverage_80")))
              .orElse(""));
    }
    change(series)
        .ifPresent(
            line ->
                sentences.add(
                    "The level changed ("
                        + when(line)
                        + ": "
                        + line.text("words")
                        + "), so what was counted may have changed: do not read the change against"
                        + " the year before as one of demand."));
    return String.join(" ", sentences);
  }
}
