package org.tidetable.pipeline.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/** Who belongs to both versions of a cohort, and who to one of them only, as counts. */
final class ChangesTable {
  static final String NAME = "cohort_changes";
  static final List<String> SIDES =
      List.of("in both", "in the old one only", "in the new one only");

  private ChangesTable() {}

  /**
   * The table, not yet protected.
   *
   * @param people distinct people by side
   */
  static Table of(String counted, Map<String, Long> people) {
    List<List<Cell>> rows = new ArrayList<>();
    for (String side : SIDES) {
      rows.add(List.of(Cell.text(side), Cell.count(people.getOrDefault(side, 0L))));
    }
    return new Table(
        NAME,
        "Members of two versions",
        "People who are members on some index date; every count is protected",
        new Source.FromEvents(),
        List.of(
            Column.dimension("side", "Version", Column.Type.STRING, "Which version has them"),
            Column.count("people", "People", counted, "", "Members")),
        rows);
  }
}
