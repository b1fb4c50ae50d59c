package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;

/** What a planner should hear first of how earlier forecasts did. */
final class PlannerSentences {
  /** Of 80 that were promised. */
  private static final double HELD_TOO_SELDOM = 0.75;

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

  /**
   * What to bear in mind with the first number of a demand: past ranges that did not hold, a method
   * that repeats the past and was nearer, or a plan that was. Blank when there is nothing.
   *
   * @param seriesId the series that the headline is about
   * @param accuracy the rows of its accuracy
   */
  static String caution(String problem, String seriesId, Table accuracy) {
    List<String> sentences = new ArrayList<>();
    for (List<Cell> row : accuracy.rows()) {
      String method = text(accuracy, row, "method");
      String series = text(accuracy, row, "series_id");
      if (!text(accuracy, row, "part_kind").equals("all")) {
        continue;
      }
      String held = text(accuracy, row, "coverage_80");
      if (series.equals(problem)
          && method.equals("chosen")
          && !held.isEmpty()
          && Double.parseDouble(held) < HELD_TOO_SELDOM) {
        sentences.add(
            String.format(
                Locale.ROOT,
                "Past 80 %% ranges held only %.0f %% of what came, all areas together: plan with"
                    + " wider ones.",
                100 * Double.parseDouble(held)));
      }
      if (series.equals(seriesId)
          && method.equals("chosen")
          && text(accuracy, row, "beats_naive").equals("no")) {
        sentences.add(
            "Over the held-out periods, repeating the last value or that of a year ago was nearer"
                + " here.");
      }
      String ahead = text(accuracy, row, "value_added_upper_95");
      if (series.equals(problem)
          && method.equals("plan")
          && !ahead.isEmpty()
          && Double.parseDouble(ahead) < 0) {
        sentences.add("What had been planned was nearer, all areas together.");
      }
    }
    return String.join(" ", sentences);
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
            Double.parseDouble(text(drift, row, "held_80")))
        + widths(Double.parseDouble(text(drift, row, "range_factor_80")));
  }

  /** What was done about ranges that held too little or too much; blank where it is hardly seen. */
  private static String widths(double factor) {
    double percent = 100 * Math.abs(factor - 1);
    return percent < 5
        ? ""
        : String.format(
            Locale.ROOT,
            " This release makes them %.0f %% %s than its own past errors would, as earlier ones held %s.",
            percent,
            factor > 1 ? "wider" : "narrower",
            factor > 1 ? "too little" : "too much");
  }

  private static String text(Table table, List<Cell> row, String column) {
    return row.get(table.indexOf(column)).fold(Plain.TEXT);
  }
}
