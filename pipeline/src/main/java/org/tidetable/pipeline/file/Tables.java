package org.tidetable.pipeline.file;

import java.nio.file.Path;
import org.tidetable.pipeline.run.UserError;

/** Opens tables in files. */
public final class Tables {
  private Tables() {}

  /**
   * Opens a file and reads its heading.
   *
   * @throws UserError when the file cannot be read as the layout says
   */
  public static TableReader open(Path file, FileLayout layout) {
    return switch (layout.format()) {
      case CSV -> CsvTable.open(file, layout);
      case WORKBOOK -> WorkbookTable.open(file, layout);
      case XML -> XmlTable.open(file, layout);
    };
  }
}
