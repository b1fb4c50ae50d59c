package org.tidetable.pipeline.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;

/** How expectations moved since the release before, of a run of the same name. */
public final class ReleaseChanges {
  private static final double LEVEL = 0.0005;

  private final boolean first;
  private final Map<String, Map<String, Double>> before;

  private ReleaseChanges(boolean first, Map<String, Map<String, Double>> before) {
    this.first = first;
    this.before = before;
  }

  /**
   * Reads what the newest release before the first of this run expects, so that to publish a run
   * again gives the same sentences; releases of other configurations in the same folder are passed
   * over.
   *
   * @param runId the run that is being published
   * @param name of its configuration
   */
  public static ReleaseChanges since(Path out, String runId, String name) {
    Optional<String> earlier =
        Release.before(out, runId, name).stream().map(Release.Numbered::runId).findFirst();
    if (earlier.isEmpty()) {
      return new ReleaseChanges(true, Map.of());
    }
    Map<String, Map<String, Double>> before = new HashMap<>();
    for (CSVRecord row : Release.rows(out, earlier.get(), DemandTables.FORECAST)) {
      if (row.isMapped("expected") && !row.get("expected").isEmpty()) {
        before
            .computeIfAbsent(row.get("series_id"), any -> new HashMap<>())
            .put(row.get("period_start"), Double.valueOf(row.get("expected")));
      }
    }
    return new ReleaseChanges(false, before);
  }

  /** Whether no run of that name has been released before. */
  public boolean isFirst() {
    return first;
  }

  /**
   * How the sum of what is expected moved, over the periods that both releases forecast.
   *
   * @param what the demand and its place, to begin the sentence
   * @return a sentence; empty where the earlier release has none of these periods
   */
  public Optional<String> sentence(String what, String seriesId, Table forecasts) {
    Map<String, Double> earlier = before.getOrDefault(seriesId, Map.of());
    List<Double> then = new ArrayList<>();
    List<Double> now = new ArrayList<>();
    for (List<Cell> row : forecasts.rows()) {
      String expected = text(forecasts, row, "expected");
      Double counterpart = earlier.get(text(forecasts, row, "period_start"));
      if (text(forecasts, row, "series_id").equals(seriesId)
          && !expected.isEmpty()
          && counterpart != null) {
        then.add(counterpart);
        now.add(Double.valueOf(expected));
      }
    }
    double sum = then.stream().mapToDouble(Double::doubleValue).sum();
    if (sum <= 0) {
      return Optional.empty();
    }
    double change = now.stream().mapToDouble(Double::doubleValue).sum() / sum - 1;
    String periods = then.size() == 1 ? "period" : then.size() + " periods";
    String moved =
        Math.abs(change) < LEVEL
            ? "what is expected for the same " + periods + " has not changed."
            : String.format(
                Locale.ROOT,
                "%.1f%% %s is expected for the same %s.",
                100 * Math.abs(change),
                change > 0 ? "more" : "less",
                periods);
    return Optional.of(what + ": " + moved);
  }

  private static String text(Table table, List<Cell> row, String column) {
    return row.get(table.indexOf(column)).fold(Plain.TEXT);
  }
}
