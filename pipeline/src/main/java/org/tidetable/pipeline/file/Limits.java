package org.tidetable.pipeline.file;

/**
 * The largest file that is read. A file above a limit is refused, and the message names the limit:
 * no input, by accident or on purpose, fills the memory or the disk.
 */
final class Limits {
  /**
   * Uncompressed bytes of one file: 256 GiB, more than any return that a council or trust sends.
   */
  static final long BYTES = 1L << 38;

  /**
   * Uncompressed bytes for each compressed byte. Returns pack 5 to 30 times; a file that packs more
   * than this, and unpacks to more than {@link #RATIO_FROM} bytes, is taken for a bomb.
   */
  static final long RATIO = 200;

  /** Uncompressed bytes from which {@link #RATIO} is looked at: 64 MiB. */
  static final long RATIO_FROM = 1L << 26;

  /** Headings with text. */
  static final int HEADINGS = 2_000;

  /** Cells of one row, blank ones included; a sheet of a workbook has 16,384 columns. */
  static final int RAW_CELLS = 20_000;

  /** Characters (UTF-16 units) of one row, its line end included: 1 Mi. */
  static final int ROW_CHARS = 1 << 20;

  /** Characters (UTF-16 units) of one cell: 128 Ki, four times what a cell of a workbook holds. */
  static final int CELL_CHARS = 1 << 17;

  /** Cells of one sheet of a workbook: 128 Mi, blank ones at the ends of rows left out. */
  static final long SHEET_CELLS = 1L << 27;

  /** Uncompressed bytes of the texts that the sheets of a workbook share: 256 MiB. */
  static final long SHARED_TEXT_BYTES = 1L << 28;

  /** Elements of XML inside each other. */
  static final int XML_DEPTH = 100;

  /** Rows of XML that wait for a value after them which belongs to them too. */
  static final int XML_WAITING = 100_000;

  /** Characters (UTF-16 units) of text outside the table: 16 Mi. */
  static final int OUTSIDE_CHARS = 1 << 24;

  private Limits() {}
}
