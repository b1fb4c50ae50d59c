package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.pipeline.conf.Planning;

/**
 * What planners know, beside what the model expects and never inside it: lines that hold for a
 * period are added up, per cents of what the model expects among them. What is added to a part is
 * added to the totals that hold it too.
 */
final class Adjusted {
  static final List<Column> COLUMNS =
      List.of(
          Column.estimate(
              "adjustment",
              "Adjustment",
              "",
              "What planners of this run add for what no model can know, to the series or to its"
                  + " parts: theirs and not the publisher's; not part of expected"),
          Column.estimate(
              "adjusted_expected",
              "Expected, adjusted",
              "",
              "Expected and adjustment together, not below 0 where expected is not: the planners' and"
                  + " not the publisher's"),
          Column.text(
              "adjustment_reason",
              "Reason of adjustment",
              "Why, and who says so, after the code of a part's area: the planners' and not the"
                  + " publisher's"));

  private final Map<String, Map<LocalDate, Sum>> sums = new HashMap<>();

  /** Of one series and period. */
  private static final class Sum {
    private double own;
    private double ofParts;
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> reasonsOfParts = new LinkedHashSet<>();
  }

  /**
   * @param lines by series
   * @param forecasts of all series
   * @param totals which series hold which; ignored where values do not add up
   * @param addUp whether the values of parts add up to those of their totals
   */
  Adjusted(
      Map<String, List<Planning.Adjustment>> lines,
      List<Row> forecasts,
      SeriesTotals totals,
      boolean addUp) {
    for (Row row : forecasts) {
      String id = row.getAs(DemandSeries.SERIES_ID);
      for (Planning.Adjustment line : lines.getOrDefault(id, List.of())) {
        LocalDate day = day(row);
        if (!day.isBefore(line.from()) && !day.isAfter(line.to())) {
          Double expected = row.getAs("expected");
          Sum sum = sum(id, day);
          sum.own += expected == null ? 0 : of(line, expected);
          sum.reasons.add(line.reason() + " (" + line.who() + ")");
        }
      }
    }
    if (addUp) {
      addToTotals(lines.keySet(), forecasts, totals);
    }
  }

  private void addToTotals(Set<String> parts, List<Row> forecasts, SeriesTotals totals) {
    for (Row row : forecasts) {
      String id = row.getAs(DemandSeries.SERIES_ID);
      Double expected = row.getAs("expected");
      if (!parts.contains(id) || expected == null || !has(id, day(row))) {
        continue;
      }
      Sum part = sum(id, day(row));
      double change = together(expected, part.own) - expected;
      for (String total : totals.above(id)) {
        Sum sum = sum(total, day(row));
        sum.ofParts += change;
        String place = id.contains("/") ? id.substring(id.indexOf('/') + 1) : id;
        part.reasons.forEach(reason -> sum.reasonsOfParts.add(place + ": " + reason));
      }
    }
  }

  private static double of(Planning.Adjustment line, double expected) {
    return line.percent() ? expected * line.amount() / 100 : line.amount();
  }

  private static double together(double expected, double adjustment) {
    double adjusted = expected + adjustment;
    return expected >= 0 ? Math.max(0, adjusted) : adjusted;
  }

  private static LocalDate day(Row row) {
    return row.<java.sql.Date>getAs("period_start").toLocalDate();
  }

  private boolean has(String id, LocalDate day) {
    return sums.getOrDefault(id, Map.of()).containsKey(day);
  }

  private Sum sum(String id, LocalDate day) {
    return sums.computeIfAbsent(id, any -> new HashMap<>()).computeIfAbsent(day, any -> new Sum());
  }

  /** The cells of {@link #COLUMNS} for a row of a forecast. */
  List<Cell> cells(Row row) {
    String id = row.getAs(DemandSeries.SERIES_ID);
    if (!has(id, day(row))) {
      return List.of(Cell.missing(""), Cell.missing(""), Cell.BLANK);
    }
    Sum sum = sum(id, day(row));
    Set<String> all = new LinkedHashSet<>(sum.reasons);
    all.addAll(sum.reasonsOfParts);
    Cell reasons = Cell.text(String.join("; ", all));
    Double expected = row.getAs("expected");
    if (expected == null) {
      return List.of(Cell.missing(""), Cell.missing(""), reasons);
    }
    double adjustment = sum.own + sum.ofParts;
    return List.of(Cell.number(adjustment), Cell.number(together(expected, adjustment)), reasons);
  }
}
