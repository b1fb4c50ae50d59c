package org.tidetable.pipeline.landing;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.source.SourceReading;

/**
 * Rows that another thread reads a little ahead, so that one large file keeps two cores busy: a
 * file of text has no place where a second reader could safely begin.
 */
final class ReadAhead implements Iterator<Row>, Closeable {
  private static final int BATCH = 512;
  private static final int BATCHES = 8;

  /** Rows, and how the reading ended if it has. */
  private record Batch(List<Row> rows, boolean last, @Nullable Throwable failure) {}

  private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(BATCHES);
  private final Thread reader;
  private Batch batch = new Batch(List.of(), false, null);
  private int place;

  ReadAhead(SourceReading rows, String name) {
    this.reader = new Thread(() -> read(rows), name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read(SourceReading rows) {
    List<Row> next = new ArrayList<>(BATCH);
    Throwable failure = null;
    try (rows) {
      while (rows.hasNext()) {
        next.add(rows.next());
        if (next.size() == BATCH) {
          ready.put(new Batch(next, false, null));
          next = new ArrayList<>(BATCH);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException | Error told) {
      failure = told;
    }
    try {
      ready.put(new Batch(next, true, failure));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean hasNext() {
    while (place == batch.rows().size()) {
      if (batch.last()) {
        Throwable failure = batch.failure();
        if (failure instanceof RuntimeException unchecked) {
          throw unchecked;
        }
        if (failure instanceof Error error) {
          throw error;
        }
        return false;
      }
      try {
        batch = ready.take();
        place = 0;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.rows().get(place++);
  }

  @Override
  public void close() {
    reader.interrupt();
  }
}
