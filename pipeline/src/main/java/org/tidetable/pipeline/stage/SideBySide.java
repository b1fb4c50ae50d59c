package org.tidetable.pipeline.stage;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two pieces of work that do not need each other, at the same time. */
final class SideBySide {
  private SideBySide() {}

  /**
   * The result of the first, when both have ended; what the first throws comes before what the
   * second throws.
   *
   * @param nothing stands for the result of the second
   */
  static <T> T run(Callable<T> first, Runnable second, T nothing) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<T>> ended =
          threads.invokeAll(List.of(first, Executors.callable(second, nothing)));
      T result = ended.get(0).get();
      ended.get(1).get();
      return result;
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } finally {
      threads.shutdownNow();
    }
  }
}
