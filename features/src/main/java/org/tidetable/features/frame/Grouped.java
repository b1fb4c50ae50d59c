package org.tidetable.features.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Sorted rows to other rows, where one row in may give none or many. Holds one group at a time. */
final class Grouped implements Iterator<Row> {

  /** Takes rows in order, and hands over rows when a group has ended. */
  interface Step {
    void row(Row row, Consumer<Row> out);

    /** The last row was taken. */
    void end(Consumer<Row> out);
  }

  private final Iterator<Row> rows;
  private final Step step;
  private final Deque<Row> ready = new ArrayDeque<>();
  private boolean ended;

  Grouped(Iterator<Row> rows, Step step) {
    this.rows = rows;
    this.step = step;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      if (rows.hasNext()) {
        step.row(rows.next(), ready::add);
      } else {
        step.end(ready::add);
        ended = true;
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
