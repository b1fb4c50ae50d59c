package org.tidetable.pipeline.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * A workbook whose sheets can be read.
 *
 * @param sheets their names in order, hidden ones included
 */
record OpenWorkbook(List<String> sheets, Reading reading, Closeable source) implements Closeable {

  /** Begins to read a sheet of that name. */
  interface Reading {
    SheetRows begin(String sheet) throws IOException, XMLStreamException;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
