package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;

/**
 * Puts the reason of an absent number beside it: in the column {@code reason} or {@code status}
 * where that is blank, else in a column {@code status} that is added at the end.
 */
final class Reasons {
  private static final Column STATUS =
      Column.text("status", "Status", "Why a number of the row is absent; blank if none is");

  private Reasons() {}

  /** The table with a blank status where the other has one and it has none. */
  static Table alike(Table table, Table other) {
    if (table.has("status") || !other.columns().contains(STATUS)) {
      return table;
    }
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(STATUS);
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Cell> row : table.rows()) {
      List<Cell> cells = new ArrayList<>(row);
      cells.add(Cell.BLANK);
      rows.add(cells);
    }
    return table.with(columns, rows);
  }

  static Table shown(Table table) {
    List<String> firsts = table.rows().stream().map(Reasons::first).toList();
    if (firsts.stream().allMatch(String::isEmpty)) {
      return table;
    }
    List<Column> columns = new ArrayList<>(table.columns());
    boolean added = !table.has("reason") && !table.has("status");
    if (added) {
      columns.add(STATUS);
    }
    int shown =
        added ? columns.size() - 1 : table.indexOf(table.has("reason") ? "reason" : "status");
    List<List<Cell>> rows = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      List<Cell> cells = new ArrayList<>(table.rows().get(row));
      Cell reason = Cell.text(firsts.get(row));
      if (added) {
        cells.add(reason);
      } else if (cells.get(shown).equals(Cell.BLANK)) {
        cells.set(shown, reason);
      }
      rows.add(cells);
    }
    return table.with(columns, rows);
  }

  private static String first(List<Cell> row) {
    for (Cell cell : row) {
      if (cell instanceof Cell.Suppressed suppressed) {
        return suppressed.reason();
      }
      if (cell instanceof Cell.Missing missing) {
        return missing.reason();
      }
    }
    return "";
  }
}
