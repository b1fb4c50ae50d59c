package org.tidetable.pipeline.profile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a table begins among the first rows of a file or sheet.
 *
 * @param headingLine the line of the heading's first row, from 1
 * @param headingRows rows that make up the heading
 */
record TablePlace(int headingLine, int headingRows) {
  private static final int MOST_HEADING_ROWS = 6;
  private static final Pattern VALUE =
      Pattern.compile(
          "[-+£$]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?%?|\\d+(?:\\.\\d+)?\\s*-\\s*\\d+(?:\\.\\d+)?"
              + "|\\d{4}-\\d{2}-\\d{2}.*|\\d{1,2}/\\d{1,2}/\\d{2,4}.*");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");

  /** One row of the beginning. */
  record RawRow(int line, List<String> cells) {
    int filled() {
      return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
    }

    /** The share of filled cells that look like values, not like words of a heading. */
    double values() {
      long values =
          cells.stream().map(String::strip).filter(cell -> VALUE.matcher(cell).matches()).count();
      long years =
          cells.stream().map(String::strip).filter(cell -> YEAR.matcher(cell).matches()).count();
      int filled = filled();
      return filled == 0 ? 0 : (values - years) / (double) filled;
    }
  }

  /**
   * The place by the first rows: what stands above the first row with several cells is a preamble;
   * a heading with gaps goes on until values begin.
   */
  static TablePlace of(List<RawRow> rows) {
    int typical = typical(rows);
    int first = 0;
    while (first < rows.size() - 1 && rows.get(first).filled() < atLeast(typical)) {
      first++;
    }
    if (rows.isEmpty() || rows.get(first).filled() == 0) {
      return new TablePlace(1, 1);
    }
    int headings = 1;
    if (first > 0 && rows.get(first).filled() < typical) {
      headings = untilValues(rows, first);
    }
    return new TablePlace(rows.get(first).line(), headings);
  }

  private static int untilValues(List<RawRow> rows, int first) {
    for (int rank = 1; rank <= MOST_HEADING_ROWS && first + rank < rows.size(); rank++) {
      RawRow row = rows.get(first + rank);
      if (row.values() >= 0.3) {
        return rows.get(first + rank - 1).line() - rows.get(first).line() + 1;
      }
    }
    return 1;
  }

  private static int atLeast(int typical) {
    return typical <= 3 ? Math.min(2, Math.max(1, typical)) : 3;
  }

  /** Cells of the usual row. */
  private static int typical(List<RawRow> rows) {
    int[] filled = rows.stream().mapToInt(RawRow::filled).filter(n -> n > 0).sorted().toArray();
    return filled.length == 0 ? 0 : filled[filled.length / 2];
  }
}
