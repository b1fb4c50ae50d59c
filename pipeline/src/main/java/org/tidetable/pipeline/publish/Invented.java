package org.tidetable.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Table;

/** Says in every row of a fact whether it is about invented people. */
public final class Invented {
  private static final Column FLAG =
      new Column(
          "is_invented",
          "Invented",
          Column.Type.BOOLEAN,
          new Role.Text(),
          "True when no real person stands behind the row",
          "",
          false);

  private Invented() {}

  /** The table with that flag as its last column. */
  public static Table flagged(Table table, boolean invented) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(FLAG);
    List<List<Cell>> rows = new ArrayList<>(table.rows().size());
    for (List<Cell> row : table.rows()) {
      List<Cell> cells = new ArrayList<>(row);
      cells.add(Cell.flag(invented));
      rows.add(cells);
    }
    return table.with(columns, rows);
  }
}
