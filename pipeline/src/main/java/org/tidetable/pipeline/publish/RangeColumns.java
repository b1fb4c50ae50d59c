package org.tidetable.pipeline.publish;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.models.evaluation.RangeUpdate;
import org.tidetable.models.problem.DemandProblem;

/** By how much a release has multiplied the ranges of a demand, as its table of drift tells it. */
final class RangeColumns {
  private RangeColumns() {}

  private static String name(int level) {
    return "range_factor_" + level;
  }

  static List<Column> all() {
    List<Column> columns = new ArrayList<>();
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      columns.add(
          Column.estimate(
              name(level),
              level + " % ranges, times",
              "",
              "By what this release multiplies them, as earlier ones held too little or too much; 1"
                  + " where it does not"));
    }
    return columns;
  }

  static List<Cell> of(RangeUpdate ranges) {
    return DemandProblem.PUBLISHED_LEVELS.stream()
        .map(level -> Cell.number(ranges.factor(level)))
        .toList();
  }

  /**
   * What a release has told.
   *
   * @param ranges by demand
   * @param readable whether there is a table that can be read
   * @param lost demands whose numbers cannot be read
   */
  record Told(Map<String, RangeUpdate> ranges, boolean readable, SortedSet<String> lost) {
    /** Before the first release. */
    static final Told NOTHING = new Told(Map.of(), true, new TreeSet<>());
  }

  static Told read(Path out, String runId) {
    List<CSVRecord> rows;
    try {
      rows = Release.rows(out, runId, VintageTables.DRIFT);
    } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException damaged) {
      rows = List.of();
    }
    boolean readable =
        !rows.isEmpty() && rows.get(0).isMapped("problem") && rows.get(0).isMapped("series_id");
    Map<String, RangeUpdate> ranges = new HashMap<>();
    SortedSet<String> lost = new TreeSet<>();
    for (CSVRecord row : readable ? rows : List.<CSVRecord>of()) {
      String problem = row.get("problem");
      if (row.get("series_id").equals(problem)) {
        try {
          ranges.put(problem, factors(row));
        } catch (IllegalArgumentException notRead) {
          lost.add(problem);
        }
      }
    }
    return new Told(ranges, readable, lost);
  }

  /** None where a release was made before it told them. */
  private static RangeUpdate factors(CSVRecord row) {
    SortedMap<Integer, Double> factors = new TreeMap<>();
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      if (row.isMapped(name(level)) && !row.get(name(level)).isEmpty()) {
        factors.put(level, Double.valueOf(row.get(name(level))));
      }
    }
    return new RangeUpdate(factors);
  }
}
