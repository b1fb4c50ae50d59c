package org.tidetable.pipeline.file;

import java.nio.file.Path;

/** Opens the table in a file. */
public final class Tables {
  private Tables() {}

  public static TableReader open(Path file, FileLayout layout) {
    return CsvTable.open(file, layout);
  }
}
