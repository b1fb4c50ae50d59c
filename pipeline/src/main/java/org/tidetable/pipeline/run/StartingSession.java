package org.tidetable.pipeline.run;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** A session that starts beside what needs none yet: it takes seconds. */
public final class StartingSession implements Supplier<SparkSession>, AutoCloseable {
  private final FutureTask<SparkSession> started;

  /**
   * Begins to start a session.
   *
   * @param master as {@link Sessions#start} takes it
   */
  public StartingSession(String master, Path scratch) {
    this.started = new FutureTask<>(() -> Sessions.start(master, scratch));
    Thread thread = new Thread(started, "session");
    thread.setDaemon(true);
    thread.start();
  }

  /** The session, as soon as it stands. */
  @Override
  public SparkSession get() {
    try {
      return started.get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Stops the session; nothing is left of one that could not start. */
  @Override
  public void close() {
    try {
      started.get().stop();
    } catch (ExecutionException notStarted) {
      // Whoever asked for the session was told.
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
