package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;

/** What a planner should hear first of how earlier forecasts did. */
final class PlannerSentences {
  private PlannerSentences() {}

  /**
   * Whether the last forecasts of a demand kept their promise; empty while there is nothing to
   * compare.
   *
   * @param title of the demand
   * @param drift the rows of its drift: of the whole demand first
   */
  static List<String> drift(String title, String problem, Table drift) {
    List<String> sentences = new ArrayList<>();
    int alarms = 0;
    for (List<Cell> row : drift.rows()) {
      boolean whole = text(drift, row, "series_id").equals(problem);
      boolean alarm = text(drift, row, "alarm").equals("yes");
      if (whole && !text(drift, row, "newest_error").isEmpty()) {
        sentences.add(whole(title, drift, row, alarm));
      }
      alarms += alarm && !whole ? 1 : 0;
    }
    if (alarms > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s: in %d %s what came lies far outside what was expected; fact_forecast_drift names"
                  + " them.",
              title,
              alarms,
              alarms == 1 ? "area" : "areas"));
    }
    return sentences;
  }

  private static String whole(String title, Table drift, List<Cell> row, boolean alarm) {
    double newest = Double.parseDouble(text(drift, row, "newest_error"));
    if (alarm) {
      return title
          + ": "
          + (newest > 0 ? "more" : "less")
          + " came than the last forecasts allow for. Look for the cause before you plan with them.";
    }
    return String.format(
        Locale.ROOT,
        "%s: of what came since earlier forecasts, %.0f %% lay in their 80 %% ranges.",
        title,
        Double.parseDouble(text(drift, row, "held_80")));
  }

  private static String text(Table table, List<Cell> row, String column) {
    return row.get(table.indexOf(column)).fold(Plain.TEXT);
  }
}
