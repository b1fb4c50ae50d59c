package org.tidetable.pipeline.file;

import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet in order, blank ones included, up to the last that holds something. */
interface SheetRows {

  /**
   * The next row; null after the last one.
   *
   * @throws XMLStreamException when the sheet makes no sense from here on
   * @throws IllegalArgumentException when a cell makes no sense
   */
  @Nullable RawRow nextRow() throws XMLStreamException;
}
