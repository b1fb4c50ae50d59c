package org.tidetable.pipeline.file;

import org.jspecify.annotations.Nullable;

/** Rows of a file in order, of the table and outside it. */
interface RowSource {

  /** The next row; null after the last one. */
  @Nullable RawRow next();
}
