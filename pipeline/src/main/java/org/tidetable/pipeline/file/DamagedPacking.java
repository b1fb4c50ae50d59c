package org.tidetable.pipeline.file;

import java.io.IOException;

/** The packing of a file is damaged; the machine is not at fault. */
final class DamagedPacking extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedPacking(Exception cause) {
    super(cause);
  }
}
