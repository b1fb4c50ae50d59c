package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.tidetable.export.format.SeriesView.Ahead;
import org.tidetable.export.format.TableView.Head;

/** What a fan chart shows as a table: the last year, then the forecasts. */
final class SeriesTable {
  private SeriesTable() {}

  static TableView of(String id, String caption, SeriesView series) {
    List<Integer> levels =
        series.ahead().values().stream()
            .findFirst()
            .map(ahead -> List.copyOf(ahead.ranges().keySet()))
            .orElse(List.of());
    List<Head> heads = new ArrayList<>();
    heads.add(new Head("Period", false));
    heads.add(new Head("Happened", true));
    heads.add(new Head("Expected", true));
    levels.forEach(level -> heads.add(new Head(level + "% range", true)));
    List<List<String>> rows = new ArrayList<>();
    int year = Math.min(series.grain().year(), 12);
    SortedMap<LocalDate, Double> past = series.past();
    if (!past.isEmpty()) {
      past = past.tailMap(series.grain().plus(past.lastKey(), 1 - year));
    }
    past.forEach(
        (day, value) -> {
          List<String> row = start(series, day, Figures.inTable(value), "");
          levels.forEach(level -> row.add(""));
          rows.add(row);
        });
    for (Map.Entry<LocalDate, Ahead> entry : series.ahead().entrySet()) {
      Ahead ahead = entry.getValue();
      List<String> row = start(series, entry.getKey(), "", Figures.inTable(ahead.expected()));
      for (int level : levels) {
        SeriesView.Range range = ahead.ranges().get(level);
        row.add(
            range == null
                ? ""
                : Figures.inTable(range.lower()) + " to " + Figures.inTable(range.upper()));
      }
      rows.add(row);
    }
    return new TableView(id, caption, "", heads, rows);
  }

  private static List<String> start(
      SeriesView series, LocalDate day, String happened, String expected) {
    String period = series.grain().inWords(day);
    String named = Character.toUpperCase(period.charAt(0)) + period.substring(1);
    return new ArrayList<>(List.of(named, happened, expected));
  }
}
