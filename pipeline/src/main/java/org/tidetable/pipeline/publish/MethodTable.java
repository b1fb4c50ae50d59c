package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.PlannerConfig;
import org.tidetable.pipeline.publish.ReportTables.Line;

/** How the methods of a demand did, for the report: drawn from the published accuracy only. */
public final class MethodTable {
  private static final String CHOSEN = "chosen";

  private MethodTable() {}

  /**
   * How the methods did on held-out periods, all series of a demand together: what is published
   * first, then by their errors.
   */
  public static Table of(Configuration.Demand demand, Table accuracy) {
    List<Column> columns =
        List.of(
            Column.dimension(
                "method",
                "Method",
                Column.Type.STRING,
                "chosen is the combined forecast that is published"),
            Column.estimate("series", "Series", "", "How many were scored"),
            Column.estimate("mase", "MASE", "", "Below 1 beats repeating the past"),
            Column.estimate("wape", "WAPE", "%", "Errors over values"),
            Column.estimate("held_80", "In 80 % range", "%", "Of held-out values"),
            Column.estimate("held_95", "In 95 % range", "%", "Of held-out values"),
            Column.text(
                "added",
                "MASE above that of chosen",
                "Below 0 errs less; the range is what 95 of 100 such sets of series would give"),
            Column.text("beats_naive", "No worse than naive", "The verdict for what is published"));
    List<List<Cell>> rows = new ArrayList<>();
    ReportTables.lines(accuracy).stream()
        .filter(line -> line.text("series_id").equals(demand.problem().name()))
        .filter(line -> line.text("part_kind").equals("all"))
        .sorted(
            Comparator.comparing((Line line) -> !isChosen(line))
                .thenComparing(line -> line.number("mase")))
        .forEach(
            line ->
                rows.add(
                    List.of(
                        Cell.text(method(line, demand)),
                        ReportTables.cell(line.number("series")),
                        ReportTables.cell(line.number("mase")),
                        ReportTables.cell(line.number("wape")),
                        held(line, "coverage_80"),
                        held(line, "coverage_95"),
                        Cell.text(added(line)),
                        Cell.text(isChosen(line) ? line.text("beats_naive") : ""))));
    return new Table(
        "accuracy_" + demand.problem().name(),
        "How good such forecasts were: " + demand.written().title(),
        "Over the last periods, held out",
        DimensionTables.OWN,
        columns,
        rows);
  }

  private static boolean isChosen(Line line) {
    return line.text("method").equals(CHOSEN);
  }

  private static Cell held(Line line, String column) {
    return isChosen(line)
        ? ReportTables.cell(100 * line.number(column))
        : Cell.missing("no range of its own");
  }

  private static String method(Line line, Configuration.Demand demand) {
    PlannerConfig.Plan plan = demand.written().plan();
    String method = line.text("method").replace('_', ' ');
    return plan != null && method.equals("plan") ? "plan of " + plan.publishedBy() : method;
  }

  private static String added(Line line) {
    double mean = line.number("value_added");
    double lower = line.number("value_added_lower_95");
    if (Double.isNaN(mean)) {
      return "";
    }
    return Double.isNaN(lower)
        ? String.format(Locale.ROOT, "%.3f", mean)
        : String.format(
            Locale.ROOT, "%.3f (%.3f to %.3f)", mean, lower, line.number("value_added_upper_95"));
  }
}
