package org.tidetable.pipeline.publish;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /** What a release has told, by demand; a demand whose numbers cannot be read starts anew. */
  static Map<String, RangeUpdate> read(Path out, String runId) {
    Map<String, RangeUpdate> ranges = new HashMap<>();
    List<CSVRecord> rows;
    try {
      rows = Release.rows(out, runId, VintageTables.DRIFT);
    } catch (UncheckedIOException | IllegalArgumentException damaged) {
      return ranges;
    }
    for (CSVRecord row : rows) {
      if (row.isMapped("problem")
          && row.isMapped("series_id")
          && row.get("series_id").equals(row.get("problem"))) {
        ranges.put(row.get("problem"), factors(row));
      }
    }
    return ranges;
  }

  private static RangeUpdate factors(CSVRecord row) {
    SortedMap<Integer, Double> factors = new TreeMap<>();
    try {
      for (int level : DemandProblem.PUBLISHED_LEVELS) {
        if (row.isMapped(name(level)) && !row.get(name(level)).isEmpty()) {
          factors.put(level, Double.valueOf(row.get(name(level))));
        }
      }
      return new RangeUpdate(factors);
    } catch (IllegalArgumentException damaged) {
      return RangeUpdate.NONE;
    }
  }
}
