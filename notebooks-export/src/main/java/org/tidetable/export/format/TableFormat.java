package org.tidetable.export.format;

import java.io.IOException;
import java.nio.file.Path;
import org.tidetable.export.disclosure.SafeTable;

/** A way to write a table that may be published; never works anything out. */
public interface TableFormat {

  /** Writes the table below the folder, replacing an earlier file of that name. */
  WrittenFile write(SafeTable table, Path folder) throws IOException;
}
