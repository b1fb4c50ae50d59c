package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;

/** One column by which facts and periods can be joined, for tools that join on one only. */
public final class PeriodKey {
  static final Column COLUMN =
      Column.text("period_id", "Period key", "The period in one column, such as month-2026-04-01");

  private PeriodKey() {}

  /** The key of a period. */
  static Cell of(String grain, String start) {
    return Cell.text(grain + "-" + start);
  }

  /** The table with that key as its last column; as it is where its rows are of no period. */
  public static Table added(Table table) {
    if (!table.has("grain") || !table.has("period_start")) {
      return table;
    }
    int grain = table.indexOf("grain");
    int start = table.indexOf("period_start");
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(COLUMN);
    List<List<Cell>> rows = new ArrayList<>(table.rows().size());
    for (List<Cell> row : table.rows()) {
      List<Cell> cells = new ArrayList<>(row);
      cells.add(of(row.get(grain).fold(Plain.TEXT), row.get(start).fold(Plain.TEXT)));
      rows.add(cells);
    }
    return table.with(columns, rows);
  }
}
