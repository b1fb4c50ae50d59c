package org.tidetable.pipeline.file;

import java.io.IOException;

/** Text that cannot be read on; thrown once all that stands before the fault has been read. */
final class TextFault extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  enum Kind {
    /** Bytes that are not text in the encoding. */
    NOT_TEXT,
    /** A byte of value 0, which no text holds. */
    NUL,
    /** A row that goes on beyond {@link Limits#ROW_CHARS}. */
    ROW_TOO_LONG
  }

  private final Kind kind;
  private final long offset;

  TextFault(Kind kind, long offset) {
    super(kind.name());
    this.kind = kind;
    this.offset = offset;
  }

  Kind kind() {
    return kind;
  }

  /** Where in the uncompressed file, in bytes from 0. */
  long offset() {
    return offset;
  }
}
