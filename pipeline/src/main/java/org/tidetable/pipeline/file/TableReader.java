package org.tidetable.pipeline.file;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;

/**
 * The rows of one table in one file. Every row of the table is handed on, with as many cells as it
 * has; what cannot be read refuses the file with a {@link org.tidetable.pipeline.run.UserError},
 * never with a lost row.
 */
public interface TableReader extends Iterator<Line>, Closeable {

  /** The file as messages name it. */
  String name();

  /** The headings, in order; those of several heading rows are joined by a blank. */
  List<String> header();

  /**
   * Text in the file but outside the table, as far as it has been read: lines before the heading,
   * notes after the last row, names of sheets and of the packed file. Complete once the last row
   * has been read.
   */
  List<String> outside();
}
