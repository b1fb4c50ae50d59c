package org.tidetable.pipeline.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.identity.CellGate;

/**
 * Shows rows to the gate in another thread, in their order, while the next ones are read. One batch
 * waits at most, so memory is bounded.
 */
final class GateBatches {
  private static final int ROWS = 2_000;

  private final CellGate gate;
  private List<Line> batch = new ArrayList<>(ROWS);
  private CompletableFuture<Void> before = CompletableFuture.completedFuture(null);

  GateBatches(CellGate gate) {
    this.gate = gate;
  }

  void add(Line line) {
    batch.add(line);
    if (batch.size() == ROWS) {
      show();
    }
  }

  /** Waits until the gate has seen every row. */
  void finish() {
    show();
    before.join();
  }

  private void show() {
    List<Line> rows = batch;
    batch = new ArrayList<>(ROWS);
    before.join();
    before = CompletableFuture.runAsync(() -> rows.forEach(gate::see));
  }
}
