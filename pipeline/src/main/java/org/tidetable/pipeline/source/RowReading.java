package org.tidetable.pipeline.source;

import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.tidetable.pipeline.file.Line;

/** What a section of a mapping makes of a row that is sound by its columns. */
interface RowReading {

  /** Hands on at least one row: used ones, or one that says why there is none. */
  void read(Line line, Consumer<Row> into);
}
