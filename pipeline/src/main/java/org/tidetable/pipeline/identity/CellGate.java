package org.tidetable.pipeline.identity;

import org.tidetable.pipeline.file.Line;

/** Sees every cell of one file after its mapping, and judges the file at its end. */
public interface CellGate {

  /** Looks at every cell of a row; also at those beyond the heading. */
  void see(Line row);

  /** Looks at text outside the table: names of the file and of sheets, preambles, footnotes. */
  void seeOutside(String text);

  /**
   * Judges the columns.
   *
   * @throws org.tidetable.pipeline.run.UserError with exit code 5: rule, column, count and masked
   *     shape, never a value
   */
  void finish();
}
