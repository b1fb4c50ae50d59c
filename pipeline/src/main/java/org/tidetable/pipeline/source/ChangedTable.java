package org.tidetable.pipeline.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;
import org.tidetable.pipeline.identity.CellGate;
import org.tidetable.pipeline.identity.GatedColumn;

/**
 * The rows of a file with the cells that its mapping keys, bands or drops changed in memory, and
 * nothing else. Every cell passes the identity gate, which judges once the last row has been handed
 * on: what was written before is to be thrown away when it refuses.
 */
public final class ChangedTable implements Iterator<Line>, Closeable {
  private final TableReader table;
  private final FileColumns columns;
  private final CellGate gate;
  private boolean judged;

  /**
   * Opens a file.
   *
   * @param keying makes the key of an identifier
   * @param gate what sees the cells, given the file's name and columns
   */
  public ChangedTable(
      SourceMapping mapping,
      Path file,
      UnaryOperator<String> keying,
      BiFunction<String, List<GatedColumn>, CellGate> gate) {
    this.table = Tables.open(file, mapping.layout());
    this.columns = new FileColumns(table.name(), table.header(), mapping, keying);
    this.gate = gate.apply(table.name(), columns.gated());
  }

  /** The headings. */
  public List<String> header() {
    return table.header();
  }

  @Override
  public boolean hasNext() {
    boolean more = table.hasNext();
    if (!more && !judged) {
      judged = true;
      table.outside().forEach(gate::seeOutside);
      gate.finish();
    }
    return more;
  }

  @Override
  public Line next() {
    Line line = columns.changed(table.next());
    gate.see(line);
    return line;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
