package org.tidetable.export.table;

import static org.tidetable.export.table.Require.require;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A finished table, not yet fit to publish.
 *
 * @param name snake_case; the file's name
 * @param title what a planner reads above it
 * @param rows cells in the order of the columns; primary keys differ
 */
public record Table(
    String name,
    String title,
    String description,
    Source source,
    List<Column> columns,
    List<Reference> references,
    List<List<Cell>> rows) {

  /** A column whose values are found in the primary key of another table. */
  public record Reference(String column, String table, String keyColumn) {}

  public Table {
    columns = List.copyOf(columns);
    references = List.copyOf(references);
    rows = rows.stream().map(List::copyOf).toList();
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      require(names.add(column.name()), "table %s has two columns %s", name, column.name());
    }
    for (Reference reference : references) {
      require(names.contains(reference.column()), "%s has no %s", name, reference.column());
    }
    for (int row = 0; row < rows.size(); row++) {
      int width = rows.get(row).size();
      require(
          width == columns.size(),
          "table %s, row %s has %s cells for %s columns",
          name,
          row + 1,
          width,
          columns.size());
    }
    requireDistinctKeys(name, columns, rows);
  }

  /** A table that refers to no other. */
  public Table(
      String name,
      String title,
      String description,
      Source source,
      List<Column> columns,
      List<List<Cell>> rows) {
    this(name, title, description, source, columns, List.of(), rows);
  }

  /** Position of the column, from 0; throws {@link IllegalArgumentException} if there is none. */
  public int indexOf(String column) {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equals(column)) {
        return index;
      }
    }
    throw new IllegalArgumentException("table " + name + " has no column " + column);
  }

  /** Whether there is such a column. */
  public boolean has(String column) {
    return columns.stream().anyMatch(each -> each.name().equals(column));
  }

  /** The same table with other columns and rows. */
  public Table with(List<Column> otherColumns, List<List<Cell>> otherRows) {
    return new Table(name, title, description, source, otherColumns, references, otherRows);
  }

  /** Names of the columns that make the primary key, in order. */
  public List<String> keyColumns() {
    return columns.stream().filter(Column::key).map(Column::name).toList();
  }

  private static void requireDistinctKeys(
      String name, List<Column> columns, List<List<Cell>> rows) {
    int[] keys =
        IntStream.range(0, columns.size()).filter(index -> columns.get(index).key()).toArray();
    if (keys.length == 0) {
      return;
    }
    // One text for each key: tables of facts are checked often, and are long.
    Set<String> seen = new HashSet<>(2 * rows.size());
    StringBuilder key = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      key.setLength(0);
      for (int index : keys) {
        key.append(rows.get(row).get(index).fold(Plain.TEXT)).append('\u0000');
      }
      require(
          seen.add(key.toString()),
          "table %s, row %s repeats the key of an earlier row",
          name,
          row + 1);
    }
  }
}
