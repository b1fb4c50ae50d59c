package org.tidetable.pipeline.file;

import java.nio.file.Path;

/** Opens the table in a file by its layout. */
public final class Tables {
  private Tables() {}

  /** The table of that file, its heading read. */
  public static TableReader open(Path file, FileLayout layout) {
    return CsvTable.open(file, layout);
  }
}
