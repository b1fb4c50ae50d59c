package org.tidetable.pipeline.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.pipeline.conf.Planning;

/**
 * What planners know, beside what the model expects and never inside it: lines that hold for a
 * period are added up, per cents of what the model expects among them.
 */
final class Adjusted {
  static final List<Column> COLUMNS =
      List.of(
          Column.estimate(
              "adjustment",
              "Adjustment",
              "",
              "What planners of this run add for what no model can know: theirs and not the"
                  + " publisher's; not part of expected"),
          Column.estimate(
              "adjusted_expected",
              "Expected, adjusted",
              "",
              "Expected and adjustment together, not below 0 where expected is not: the planners' and"
                  + " not the publisher's"),
          Column.text(
              "adjustment_reason",
              "Reason of adjustment",
              "Why, and who says so: the planners' and not the publisher's"));

  private final Map<String, List<Planning.Adjustment>> lines;

  /**
   * @param lines by series
   */
  Adjusted(Map<String, List<Planning.Adjustment>> lines) {
    this.lines = lines;
  }

  /** The cells of {@link #COLUMNS} for a row of a forecast. */
  List<Cell> cells(Row row) {
    LocalDate day = row.<java.sql.Date>getAs("period_start").toLocalDate();
    List<Planning.Adjustment> held =
        lines.getOrDefault(row.<String>getAs(DemandSeries.SERIES_ID), List.of()).stream()
            .filter(line -> !day.isBefore(line.from()) && !day.isAfter(line.to()))
            .toList();
    if (held.isEmpty()) {
      return List.of(Cell.missing(""), Cell.missing(""), Cell.BLANK);
    }
    Cell reasons =
        Cell.text(
            held.stream()
                .map(line -> line.reason() + " (" + line.who() + ")")
                .distinct()
                .collect(Collectors.joining("; ")));
    Double expected = row.getAs("expected");
    if (expected == null) {
      return List.of(Cell.missing(""), Cell.missing(""), reasons);
    }
    double adjustment = 0;
    for (Planning.Adjustment line : held) {
      adjustment += line.percent() ? expected * line.amount() / 100 : line.amount();
    }
    double adjusted = expected + adjustment;
    return List.of(
        Cell.number(adjustment),
        Cell.number(expected >= 0 ? Math.max(0, adjusted) : adjusted),
        reasons);
  }
}
