package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/** A table that may be published. Only the gate makes one. */
public final class SafeTable {
  private final Table table;
  private final List<Source> sources;
  private final List<GateDecision> decisions;

  SafeTable(Table table, List<Source> sources, List<GateDecision> decisions) {
    this.table = table;
    this.sources = List.copyOf(sources);
    this.decisions = List.copyOf(decisions);
  }

  /** What may be shown. */
  public Table table() {
    return table;
  }

  public String name() {
    return table.name();
  }

  /** Where the rows come from: more than one after {@link #union}. */
  public List<Source> sources() {
    return sources;
  }

  /** What the gate did, for each of the sources. */
  public List<GateDecision> decisions() {
    return decisions;
  }

  /**
   * The rows of both, such as open areas and protected ones. Columns must have the same names and
   * types in the same order, but that one may lack the status of absent numbers; name, title and
   * roles are those of this table.
   */
  public SafeTable union(SafeTable other) {
    Table mine = Reasons.alike(table, other.table);
    Table added = Reasons.alike(other.table, table);
    List<String> ours = shape(mine);
    List<String> theirs = shape(added);
    if (!ours.equals(theirs)) {
      throw new IllegalArgumentException(
          "tables "
              + name()
              + " and "
              + other.name()
              + " differ in columns: "
              + ours
              + ", "
              + theirs);
    }
    List<List<Cell>> rows = new ArrayList<>(mine.rows());
    rows.addAll(added.rows());
    return new SafeTable(
        mine.with(mine.columns(), rows),
        joined(sources, other.sources),
        joined(decisions, other.decisions));
  }

  /** The rows whose cell in that column reads so; dates in ISO form. */
  public SafeTable where(String column, String value) {
    int index = table.indexOf(column);
    List<List<Cell>> rows =
        table.rows().stream().filter(row -> row.get(index).fold(Plain.TEXT).equals(value)).toList();
    return new SafeTable(table.with(table.columns(), rows), sources, decisions);
  }

  private static List<String> shape(Table table) {
    return table.columns().stream().map(SafeTable::shape).toList();
  }

  private static String shape(Column column) {
    return column.name() + " " + column.type();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    second.stream().filter(each -> !both.contains(each)).forEach(both::add);
    return both;
  }
}
