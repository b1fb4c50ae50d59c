package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;

/** Values that were known only after the index date, where it is declared when they were known. */
final class KnownTimeSearch {
  private KnownTimeSearch() {}

  static List<Finding> in(RiskTable table, Declared declared) {
    if (declared.known().isEmpty()) {
      return List.of();
    }
    TextTable texts = table.table();
    int index =
        texts.column(
            declared
                .index()
                .or(table.roles()::timeColumn)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "when values were known is declared, but not the index date; name its"
                                + " column with --index or --time")));
    List<Finding> found = new ArrayList<>();
    for (Map.Entry<String, String> each : new TreeMap<>(declared.known()).entrySet()) {
      int feature = texts.column(each.getKey());
      int known = texts.column(each.getValue());
      int filled = 0;
      int late = 0;
      for (int row : table.tableRows()) {
        if (texts.text(row, feature).isEmpty()) {
          continue;
        }
        filled++;
        // A value whose date is not there, or cannot be read, was not shown to be known in time.
        late += inTime(texts.text(row, known), texts.text(row, index)) ? 0 : 1;
      }
      if (late > 0) {
        found.add(
            new Finding(
                LeakKind.KNOWN_LATER,
                each.getKey(),
                "was not known on the index date in "
                    + Setting.percent(Math.max(0.01, (double) late / filled))
                    + " of the rows that have it, by column \""
                    + each.getValue()
                    + "\"",
                "Blank it where it came later, or leave it out with --drop "
                    + each.getKey()
                    + "."));
      }
    }
    return found;
  }

  private static boolean inTime(Optional<String> known, Optional<String> index) {
    if (known.isEmpty() || index.isEmpty()) {
      return false;
    }
    double day = NumberReading.dayOrNumber(known.get());
    double limit = NumberReading.dayOrNumber(index.get());
    return day <= limit;
  }
}
