package org.tidetable.export.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;

/** The tables as plain SQL that DuckDB and others take, referred tables before the referring. */
record SqlSchema(List<SafeTable> tables) {

  String text() {
    Set<Table> ordered = new LinkedHashSet<>();
    for (SafeTable table : tables) {
      place(table.table(), ordered, new ArrayList<>());
    }
    return ordered.stream().map(this::create).collect(Collectors.joining("\n"));
  }

  private void place(Table table, Set<Table> ordered, List<String> under) {
    if (under.contains(table.name())) {
      return;
    }
    under.add(table.name());
    for (Table.Reference reference : table.references()) {
      for (SafeTable other : tables) {
        if (other.name().equals(reference.table())) {
          place(other.table(), ordered, under);
        }
      }
    }
    ordered.add(table);
  }

  private String create(Table table) {
    StringBuilder sql = new StringBuilder();
    sql.append("-- ").append(oneLine(table.title() + ". " + table.description())).append('\n');
    sql.append("CREATE TABLE ").append(quoted(table.name())).append(" (\n");
    List<String> constraints = new ArrayList<>();
    if (!table.keyColumns().isEmpty()) {
      String key =
          table.keyColumns().stream().map(SqlSchema::quoted).collect(Collectors.joining(", "));
      constraints.add("  PRIMARY KEY (" + key + ")");
    }
    for (Table.Reference reference : table.references()) {
      if (tables.stream().anyMatch(other -> other.name().equals(reference.table()))) {
        constraints.add(
            "  FOREIGN KEY ("
                + quoted(reference.column())
                + ") REFERENCES "
                + quoted(reference.table())
                + " ("
                + quoted(reference.keyColumn())
                + ")");
      }
    }
    for (int index = 0; index < table.columns().size(); index++) {
      Column column = table.columns().get(index);
      boolean last = index == table.columns().size() - 1 && constraints.isEmpty();
      sql.append("  ").append(quoted(column.name())).append(' ').append(type(column));
      sql.append(column.key() ? " NOT NULL" : "").append(last ? "" : ",");
      String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
      sql.append(" -- ").append(oneLine(column.description() + unit)).append('\n');
    }
    sql.append(String.join(",\n", constraints)).append(constraints.isEmpty() ? "" : "\n");
    return sql.append(");\n").toString();
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case STRING -> "VARCHAR";
      case DATE -> "DATE";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE PRECISION";
      case BOOLEAN -> "BOOLEAN";
    };
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String oneLine(String words) {
    return words.replaceAll("\\s+", " ");
  }
}
