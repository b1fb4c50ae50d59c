package org.tidetable.pipeline.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;
import org.tidetable.pipeline.identity.CellGate;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.source.FileColumns.Fault;

/**
 * The rows of one file, each with its fate. Cells are changed as the mapping says, then shown to
 * the identity gate, and only then read; the gate judges once the last row has been handed on, so
 * what was written before is to be thrown away when it refuses.
 */
public final class SourceReading implements Iterator<Row>, Closeable {
  private final SourceMapping mapping;
  private final TableReader table;
  private final FileColumns columns;
  private final CellGate gate;
  private final StoreRows rows;
  private final RowReading reading;
  private final Deque<Row> ready = new ArrayDeque<>();
  private boolean judged;

  /**
   * Opens a file.
   *
   * @param keying makes the key of an identifier, for columns that the mapping keys
   * @param gate what sees the cells, given the file's name and columns
   */
  SourceReading(
      SourceMapping mapping,
      Path file,
      UnaryOperator<String> keying,
      BiFunction<String, List<GatedColumn>, CellGate> gate) {
    this.mapping = mapping;
    this.table = Tables.open(file, mapping.layout());
    this.columns = new FileColumns(table.name(), table.header(), mapping, keying);
    this.gate = gate.apply(table.name(), columns.gated());
    this.rows = new StoreRows(mapping.name(), String.valueOf(file.getFileName()), schema(mapping));
    this.reading = reading(mapping, columns, rows);
  }

  /** The columns of the rows that a mapping gives. */
  public static StructType schema(SourceMapping mapping) {
    if (mapping.counts() != null) {
      return StoreSchema.COUNTS;
    }
    if (mapping.events() != null) {
      return StoreSchema.RAW_EVENTS;
    }
    return mapping.people() != null ? StoreSchema.RAW_PEOPLE : TableRows.schema(mapping);
  }

  private static RowReading reading(SourceMapping mapping, FileColumns columns, StoreRows rows) {
    CountsMapping counts = mapping.counts();
    EventsMapping events = mapping.events();
    PeopleMapping people = mapping.people();
    if (counts != null) {
      return new CountsRows(counts, columns, rows);
    }
    if (events != null) {
      return new EventsRows(events, columns, rows);
    }
    return people != null
        ? new PeopleRows(people, columns, rows)
        : new TableRows(mapping, Objects.requireNonNull(mapping.table()), columns, rows);
  }

  /** How the file's headings differ from the mapping. */
  public Drift drift() {
    return Drift.of(mapping, columns.headings());
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && table.hasNext()) {
      Line line = columns.changed(table.next());
      gate.see(line);
      read(line);
    }
    if (ready.isEmpty()) {
      judge();
    }
    return !ready.isEmpty();
  }

  /** Ends the reading here: the gate judges what it has seen. */
  void judge() {
    if (!judged) {
      judged = true;
      close();
      table.outside().forEach(gate::seeOutside);
      gate.finish();
    }
  }

  private void read(Line line) {
    Optional<Fault> fault = columns.widthFault(line);
    // A row that is left out, such as a note below the table, need not be sound.
    if (fault.isEmpty() && columns.leavesOut(line.cells())) {
      ready.add(rows.leftOut(line));
      return;
    }
    fault = fault.or(() -> columns.fault(line));
    if (fault.isPresent()) {
      ready.add(rows.setAside(line, fault.get()));
    } else {
      reading.read(line, ready::add);
    }
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** Closes the file; it closes by itself once its last row has been read. */
  @Override
  public void close() {
    try {
      table.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
