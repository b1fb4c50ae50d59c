package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;
import org.tidetable.pipeline.run.UserError;

/**
 * The columns of one file, found by their headings. Cells are first changed as the mapping says
 * (dropped, banded, keyed), in memory, and then checked.
 */
final class FileColumns {

  /** Why a row is not used, and the column, from 1, that says so. */
  record Fault(String reason, int column) {}

  private final SourceMapping mapping;
  private final Headings headings;
  private final List<GatedColumn> gated = new ArrayList<>();
  private final @Nullable ColumnCells[] declared;
  private final boolean changes;

  FileColumns(
      String file, List<String> header, SourceMapping mapping, UnaryOperator<String> keying) {
    this.mapping = mapping;
    this.headings = new Headings(file, header, alternatives(mapping));
    this.declared = new ColumnCells[header.size()];
    Map<String, Meaning> named = NamedColumns.of(mapping);
    Map<Integer, Meaning> meanings = new HashMap<>();
    named.forEach((column, meaning) -> meanings.put(optional(column), meaning));
    // A table has no section that reads cells; one that leaves rows out only compares them.
    boolean sections = mapping.table() == null;
    boolean any = false;
    mapping
        .columns()
        .forEach(
            (name, column) -> {
              Optional<Integer> place = headings.find(name);
              if (place.isEmpty() && !column.optional()) {
                throw UserError.of(
                    INPUT, "%s", Drift.of(mapping, headings).described(file, headings, name));
              }
              place.ifPresent(
                  at ->
                      declared[at] =
                          new ColumnCells(
                              mapping,
                              column,
                              sections && readElsewhere(column, named.get(name)),
                              keying,
                              at + 1));
            });
    for (int place = 0; place < header.size(); place++) {
      ColumnCells cells = declared[place];
      any |= cells != null && cells.changes();
      Meaning use = meanings.getOrDefault(place, Meaning.UNDECLARED);
      gated.add(new GatedColumn(header.get(place), cells == null ? use : cells.meaning(use)));
    }
    this.changes = any;
  }

  /** A section judges dates and quantities itself, but takes a code as it comes. */
  private static boolean readElsewhere(ColumnMapping column, @Nullable Meaning named) {
    boolean number =
        column.type() == ColumnMapping.Type.INTEGER || column.type() == ColumnMapping.Type.NUMBER;
    return named != null && !(named == Meaning.TEXT && number);
  }

  /** The other headings of each column. */
  static Map<String, List<String>> alternatives(SourceMapping mapping) {
    Map<String, List<String>> also = new HashMap<>();
    mapping.columns().forEach((name, column) -> also.put(name, column.also()));
    return also;
  }

  /** The columns as the gate meets them. */
  List<GatedColumn> gated() {
    return gated;
  }

  Headings headings() {
    return headings;
  }

  /** The place, from 0, of a column that the mapping needs; refuses when it is not there. */
  int required(String... names) {
    return headings.required(List.of(names));
  }

  /**
   * The place of a column; -1 when the mapping names none, or the file lacks one that is declared
   * as optional.
   */
  int optional(String name) {
    if (name.isEmpty()) {
      return -1;
    }
    ColumnMapping column = mapping.columns().get(name);
    return column != null && column.optional()
        ? headings.find(name).orElse(-1)
        : headings.required(List.of(name));
  }

  /** The row with its cells changed: what is dropped, banded or keyed is never seen again. */
  Line changed(Line line) {
    if (!changes) {
      return line;
    }
    List<String> cells = new ArrayList<>(line.cells());
    for (int place = 0; place < Math.min(cells.size(), declared.length); place++) {
      ColumnCells column = declared[place];
      if (column != null && column.changes()) {
        cells.set(place, column.changed(cells.get(place)));
      }
    }
    return new Line(line.record(), line.number(), line.offset(), line.length(), cells);
  }

  /** What is wrong with the number of cells. */
  Optional<Fault> widthFault(Line line) {
    int width = line.cells().size();
    if (width == headings.count()) {
      return Optional.empty();
    }
    String words = width < headings.count() ? "too few cells" : "too many cells";
    return Optional.of(new Fault(words, width));
  }

  /** What is wrong with a changed row of the right width by its columns' declarations. */
  Optional<Fault> fault(Line line) {
    List<String> cells = line.cells();
    for (int place = 0; place < declared.length; place++) {
      ColumnCells column = declared[place];
      if (column != null) {
        Optional<Fault> fault = column.fault(cells.get(place));
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the mapping leaves a row out. */
  boolean leavesOut(List<String> cells) {
    for (Map<String, List<String>> where : mapping.leaveOut()) {
      if (holds(where, cells)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether each of those columns has one of its values; {@code *} is any that is not missing,
   * {@code !X} any but X.
   */
  boolean holds(Map<String, List<String>> where, List<String> cells) {
    for (Map.Entry<String, List<String>> condition : where.entrySet()) {
      String cell = cells.get(headings.required(List.of(condition.getKey())));
      if (condition.getValue().stream().noneMatch(value -> holds(value, cell))) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(String value, String cell) {
    if (value.equals("*")) {
      return !isMissing(cell);
    }
    boolean not = value.startsWith("!") && value.length() > 1;
    return not ? !isMissing(cell) && !cell.equals(value.substring(1)) : value.equals(cell);
  }

  /** What a missing cell of that column means; empty when the cell is not missing. */
  Optional<String> missing(int place, String cell) {
    ColumnCells column = declared[place];
    if (column != null) {
      return column.missing(cell);
    }
    return cell.isEmpty() ? Optional.of("blank") : Optional.ofNullable(mapping.missing().get(cell));
  }

  private boolean isMissing(String cell) {
    return cell.isEmpty() || mapping.missing().containsKey(cell);
  }

  /** The cell, or the word that its code stands for; empty when it is missing. */
  @Nullable String text(int place, List<String> cells) {
    if (place < 0) {
      return null;
    }
    String cell = cells.get(place);
    if (missing(place, cell).isPresent()) {
      return null;
    }
    ColumnCells column = declared[place];
    return column == null ? cell : column.word(cell);
  }

  /** The declaration of a column; empty when it has none of its own. */
  Optional<ColumnCells> declared(int place) {
    return Optional.ofNullable(declared[place]);
  }

  /** The day in a cell, spelled as its column declares, else as {@code dates} has it. */
  Optional<LocalDate> day(int place, String cell, DateCells dates) {
    ColumnCells column = declared[place];
    return column != null && !column.column().format().isEmpty()
        ? column.day(cell)
        : dates.day(cell);
  }
}
