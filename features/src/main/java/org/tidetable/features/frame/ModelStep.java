package org.tidetable.features.frame;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.card.SavedModel;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.RiskModel;

/** Takes rows of a frame in blocks, with a model that is made when the first row comes. */
final class ModelStep implements Grouped.Step {
  /** Contributions are dense: some megabytes for a block. */
  private static final int BLOCK = 1024;

  private final SavedModel saved;
  private final List<String> columns;
  private final Work work;
  private final List<Row> block = new ArrayList<>();
  private @Nullable RiskModel model;

  /** What becomes of a block, row by row. */
  interface Work extends Serializable {
    void on(RiskModel model, FeatureMatrix matrix, List<Row> rows, Consumer<Row> out);
  }

  /**
   * @param columns the names of all packed columns, of which the model knows some
   */
  ModelStep(SavedModel saved, List<String> columns, Work work) {
    this.saved = saved;
    this.columns = columns;
    this.work = work;
  }

  @Override
  public void row(Row row, Consumer<Row> out) {
    block.add(row);
    if (block.size() == BLOCK) {
      end(out);
    }
  }

  @Override
  public void end(Consumer<Row> out) {
    if (block.isEmpty()) {
      return;
    }
    RiskModel ready = model == null ? saved.model() : model;
    model = ready;
    List<byte[]> packed =
        block.stream().map(row -> row.<byte[]>getAs(PersonFrames.FEATURES)).toList();
    work.on(ready, PackedRows.matrix(packed, columns, ready.features()), block, out);
    block.clear();
  }
}
