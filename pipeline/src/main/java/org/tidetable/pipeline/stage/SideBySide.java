package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Pieces of work that do not need each other, two at a time: planning one job keeps a core busy
 * while the engine works on another. Threads of our own, as the engine reads files in the common
 * ones and would wait for itself.
 */
final class SideBySide {
  private SideBySide() {}

  /** The results in order, when all have ended; of several failures that of the first is thrown. */
  static <T> List<T> run(List<Callable<T>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(work)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure.getCause() instanceof IOException cause
          ? new UncheckedIOException(cause)
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } finally {
      threads.shutdownNow();
    }
  }
}
