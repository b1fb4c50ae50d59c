package org.tidetable.pipeline.stage;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two pieces of work that do not need each other, at the same time. */
final class SideBySide {
  private SideBySide() {}

  /**
   * The result of the first, when both are done.
   *
   * <p>What the first throws is thrown; else what the second throws.
   */
  static <T> T run(Callable<T> first, Runnable second) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> other = thread.submit(second);
      T result = first.call();
      other.get();
      return result;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException failure) {
      throw unchecked(failure.getCause());
    } catch (Exception failure) {
      throw unchecked(failure);
    } finally {
      thread.shutdownNow();
      await(thread);
    }
  }

  // What still runs would write into folders that the caller tidies.
  private static void await(ExecutorService thread) {
    try {
      while (!thread.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {
        continue;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    return failure instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
  }
}
