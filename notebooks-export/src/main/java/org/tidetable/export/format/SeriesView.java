package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Table;

/**
 * One series as published: what happened and what is expected, by the first day of the period.
 * Periods without a number are absent.
 */
record SeriesView(
    Grain grain, SortedMap<LocalDate, Double> past, SortedMap<LocalDate, Ahead> ahead) {

  /** Levels of the ranges, from the widest. */
  static final List<Integer> LEVELS = List.of(95, 80, 50);

  /** A range of one level. */
  record Range(double lower, double upper) {}

  /** A forecast; ranges by level in per cent. */
  record Ahead(double expected, SortedMap<Integer, Range> ranges) {}

  /** Reads the rows of the series: columns as in the README's tables of actuals and forecasts. */
  static SeriesView of(Grain grain, SafeTable actuals, SafeTable forecasts, String seriesId) {
    SortedMap<LocalDate, Double> past = new TreeMap<>();
    Table happened = actuals.where("series_id", seriesId).table();
    for (List<Cell> row : happened.rows()) {
      LocalDate start = Reading.day(row.get(happened.indexOf("period_start")));
      Reading.number(row.get(happened.indexOf("value"))).ifPresent(value -> past.put(start, value));
    }
    SortedMap<LocalDate, Ahead> ahead = new TreeMap<>();
    Table expected = forecasts.where("series_id", seriesId).table();
    for (List<Cell> row : expected.rows()) {
      LocalDate start = Reading.day(row.get(expected.indexOf("period_start")));
      Reading.number(row.get(expected.indexOf("expected")))
          .ifPresent(value -> ahead.put(start, new Ahead(value, ranges(expected, row))));
    }
    return new SeriesView(grain, past, ahead);
  }

  private static SortedMap<Integer, Range> ranges(Table table, List<Cell> row) {
    SortedMap<Integer, Range> ranges = new TreeMap<>();
    for (int level : LEVELS) {
      if (table.has("lower_" + level) && table.has("upper_" + level)) {
        Optional<Double> lower = Reading.number(row.get(table.indexOf("lower_" + level)));
        Optional<Double> upper = Reading.number(row.get(table.indexOf("upper_" + level)));
        lower.ifPresent(low -> upper.ifPresent(up -> ranges.put(level, new Range(low, up))));
      }
    }
    return ranges;
  }

  /** The last period that is known. */
  Optional<LocalDate> latest() {
    return past.isEmpty() ? Optional.empty() : Optional.of(past.lastKey());
  }

  /** The same with only the last periods of the past. */
  SeriesView last(int periods) {
    SortedMap<LocalDate, Double> kept = past;
    if (!past.isEmpty()) {
      kept = past.tailMap(grain.plus(past.lastKey(), 1 - periods));
    }
    return new SeriesView(grain, kept, ahead);
  }

  /**
   * How much more is expected than a year before, as a share, over the forecast periods of the
   * first year that have a counterpart in the past; empty without any.
   */
  Optional<Double> changeOnYear() {
    double expected = 0;
    double before = 0;
    for (var entry : ahead.entrySet()) {
      Double counterpart = past.get(grain.plus(entry.getKey(), -grain.year()));
      if (counterpart != null) {
        expected += entry.getValue().expected();
        before += counterpart;
      }
    }
    return before > 0 ? Optional.of(expected / before - 1) : Optional.empty();
  }

  /** What the chart shows, in at most ten words. */
  String trend() {
    if (ahead.isEmpty()) {
      return "No forecast could be made";
    }
    return changeOnYear()
        .map(
            change ->
                Math.abs(change) < 0.01
                    ? "Expected to stay level with a year before"
                    : "Expected to be "
                        + Figures.percent(change)
                        + (change > 0 ? " higher" : " lower")
                        + " than a year before")
        .orElse("What is expected, with its likely ranges");
  }

  /**
   * The next forecast as a sentence; empty without one.
   *
   * @param unit what is counted; left out where the service's name says it already
   */
  Optional<String> headline(String service, String unit, String place) {
    if (ahead.isEmpty()) {
      return Optional.empty();
    }
    LocalDate next = ahead.firstKey();
    Ahead first = Objects.requireNonNull(ahead.get(next));
    StringBuilder sentence = new StringBuilder();
    sentence.append(service).append(" in ").append(inside(place)).append(": ");
    sentence.append(spoken(first.expected(), unit));
    if (!service.toLowerCase(Locale.ROOT).contains(unit.toLowerCase(Locale.ROOT))) {
      sentence.append(' ').append(unit);
    }
    sentence.append(" expected ").append(grain.when(next));
    if (first.ranges().containsKey(80)) {
      Range likely = first.ranges().get(80);
      sentence.append(", likely between ").append(spoken(likely.lower(), unit));
      sentence.append(" and ").append(spoken(likely.upper(), unit));
    }
    Double before = past.get(grain.plus(next, -grain.year()));
    if (before != null && before > 0) {
      double change = first.expected() / before - 1;
      sentence.append(
          Math.abs(change) < 0.001
              ? "; that is level with a year earlier"
              : "; that is "
                  + Figures.percent(change)
                  + (change > 0 ? " above" : " below")
                  + " a year earlier");
    }
    return Optional.of(sentence.append('.').toString());
  }

  /** A rate with one decimal, a number with three figures. */
  private static String spoken(double value, String unit) {
    return unit.contains(" per ") ? Figures.grouped(value, 1) : Figures.spoken(value);
  }

  /** The name of a place as it stands inside a sentence. */
  private static String inside(String place) {
    return place.startsWith("All ") ? "all " + place.substring(4) : place;
  }

  /** Stretches of consecutive periods: nothing is drawn across a gap. */
  <T> List<SortedMap<LocalDate, T>> stretches(SortedMap<LocalDate, T> points) {
    List<SortedMap<LocalDate, T>> stretches = new ArrayList<>();
    for (var entry : points.entrySet()) {
      LocalDate before = grain.plus(entry.getKey(), -1);
      boolean follows =
          !stretches.isEmpty() && stretches.get(stretches.size() - 1).lastKey().equals(before);
      if (!follows) {
        stretches.add(new TreeMap<>());
      }
      stretches.get(stretches.size() - 1).put(entry.getKey(), entry.getValue());
    }
    return stretches;
  }
}
