package org.tidetable.pipeline.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;

/** The cells of a file, row by row, as the columns of its mapping declare them. */
final class TypedCells implements Iterator<List<TypedCells.Cell>>, Closeable {

  /** One cell as it is read. */
  sealed interface Cell {}

  record Number(double value) implements Cell {}

  record Text(String text) implements Cell {}

  record Day(LocalDate day) implements Cell {}

  record Missing(String meaning) implements Cell {}

  /** A cell that the declaration does not fit. */
  record Unfit(String reason) implements Cell {}

  /** Dropped, banded or keyed. */
  record Changed() implements Cell {}

  /** No declaration knows the column. */
  record Undeclared() implements Cell {}

  private final TableReader table;
  private final FileColumns columns;

  TypedCells(SourceMapping mapping, Path file) {
    this.table = Tables.open(file, mapping.layout());
    this.columns = new FileColumns(table.name(), table.header(), mapping, UnaryOperator.identity());
  }

  List<String> headings() {
    return table.header();
  }

  @Override
  public boolean hasNext() {
    return table.hasNext();
  }

  @Override
  public List<Cell> next() {
    Line line = columns.changed(table.next());
    // What a mapping leaves out, such as a note below the table, has no types.
    boolean leftOut = columns.widthFault(line).isEmpty() && columns.leavesOut(line.cells());
    List<Cell> cells = new ArrayList<>(line.cells().size());
    for (int place = 0; place < line.cells().size(); place++) {
      Cell cell = typed(place, line.cells().get(place));
      cells.add(leftOut && cell instanceof Unfit ? new Missing("left out") : cell);
    }
    return cells;
  }

  private Cell typed(int place, String cell) {
    Optional<ColumnCells> declared =
        place < columns.headings().count() ? columns.declared(place) : Optional.empty();
    if (declared.isEmpty()) {
      return new Undeclared();
    }
    ColumnCells column = declared.get();
    if (column.changes()) {
      return new Changed();
    }
    Optional<String> missing = column.missing(cell);
    if (missing.isPresent()) {
      return new Missing(missing.get());
    }
    return switch (column.column().type()) {
      case TEXT -> new Text(cell);
      case DATE ->
          column.day(cell).<Cell>map(Day::new).orElseGet(() -> new Unfit("not a date as declared"));
      case INTEGER, NUMBER ->
          column
              .fault(cell)
              .<Cell>map(fault -> new Unfit(fault.reason()))
              .or(() -> ColumnCells.number(cell).map(Number::new))
              .orElseGet(() -> new Unfit("not a number"));
    };
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
