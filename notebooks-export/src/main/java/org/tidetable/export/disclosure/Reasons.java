package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Table;

/**
 * Puts the reasons of absent numbers beside them: in the column {@code reason} or {@code status}
 * where that is blank, else in a column {@code status} that is added at the end. Where other
 * numbers of the row are there, the columns that are empty are named.
 */
final class Reasons {
  private static final Column STATUS =
      Column.text(
          "status",
          "Status",
          "Why numbers of the row are absent, after the names of their columns where others are"
              + " there; blank if none is. The column is left out where no row lacks a number");

  private Reasons() {}

  /** The column that is added where a number is absent; none where the table has one for it. */
  static Optional<Column> added(Table table) {
    boolean numbers = table.columns().stream().anyMatch(Reasons::measured);
    return numbers && !table.has("reason") && !table.has("status")
        ? Optional.of(STATUS)
        : Optional.empty();
  }

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
    List<String> told = table.rows().stream().map(row -> told(table.columns(), row)).toList();
    if (told.stream().allMatch(String::isEmpty)) {
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
      Cell reason = Cell.text(told.get(row));
      if (added) {
        cells.add(reason);
      } else if (cells.get(shown).equals(Cell.BLANK)) {
        cells.set(shown, reason);
      }
      rows.add(cells);
    }
    return table.with(columns, rows);
  }

  private static String told(List<Column> columns, List<Cell> row) {
    Map<String, List<String>> own = new LinkedHashMap<>();
    Map<String, List<String>> shares = new LinkedHashMap<>();
    boolean others = false;
    for (int at = 0; at < row.size(); at++) {
      String reason = reason(row.get(at));
      if (!reason.isEmpty()) {
        (columns.get(at).role() instanceof Role.Ratio ? shares : own)
            .computeIfAbsent(reason, any -> new ArrayList<>())
            .add(columns.get(at).name());
      } else {
        others |= measured(columns.get(at)) && !(row.get(at) instanceof Cell.Missing);
      }
    }
    // A share lacks what its counts lack: to say it of these is enough.
    Map<String, List<String>> lacking = own.isEmpty() ? shares : own;
    if (lacking.size() == 1 && !others) {
      return lacking.keySet().iterator().next();
    }
    return lacking.entrySet().stream()
        .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey())
        .collect(Collectors.joining("; "));
  }

  private static boolean measured(Column column) {
    return column.numeric() && !column.isDimension();
  }

  private static String reason(Cell cell) {
    if (cell instanceof Cell.Suppressed suppressed) {
      return suppressed.reason();
    }
    return cell instanceof Cell.Missing missing ? missing.reason() : "";
  }
}
