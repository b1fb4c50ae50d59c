package org.tidetable.pipeline.file;

/**
 * A row as it stands in its file, before the layout has said what it is.
 *
 * @param line where it begins, from 1
 * @param ends the byte after its last one; -1 in a format without bytes of its own for a row
 */
record RawRow(long line, long ends, String[] cells) {

  boolean isBlank() {
    for (String cell : cells) {
      if (!isBlank(cell)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a cell shows nothing: no-break spaces are blank too. */
  static boolean isBlank(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (!Character.isWhitespace(c) && c != '\u00a0') {
        return false;
      }
    }
    return true;
  }
}
