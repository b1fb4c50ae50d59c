package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Table;

/**
 * Puts the reasons of absent numbers beside them: in the column {@code reason} or {@code status}
 * where that is blank, else in a column {@code status} that is added at the end. The latter names
 * the columns that are empty, where other numbers of the row are there.
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
    boolean added = !table.has("reason") && !table.has("status");
    List<String> told =
        table.rows().stream().map(row -> told(table.columns(), row, added)).toList();
    if (told.stream().allMatch(String::isEmpty)) {
      return table;
    }
    List<Column> columns = new ArrayList<>(table.columns());
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

  private static String told(List<Column> columns, List<Cell> row, boolean named) {
    Set<String> ofCounts = new HashSet<>();
    for (int at = 0; at < row.size(); at++) {
      Role role = columns.get(at).role();
      if (role instanceof Role.Count || role instanceof Role.Part) {
        ofCounts.add(reason(row.get(at)));
      }
    }
    Map<String, List<String>> lacking = new LinkedHashMap<>();
    boolean others = false;
    for (int at = 0; at < row.size(); at++) {
      Column column = columns.get(at);
      String reason = reason(row.get(at));
      if (reason.isEmpty()) {
        others |= measured(column) && !(row.get(at) instanceof Cell.Missing);
      } else if (!(column.role() instanceof Role.Ratio) || !ofCounts.contains(reason)) {
        // A share lacks what its counts lack: to say it of these is enough.
        lacking.computeIfAbsent(reason, any -> new ArrayList<>()).add(column.name());
      }
    }
    if (!named || (lacking.size() == 1 && !others)) {
      return String.join("; ", lacking.keySet());
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
