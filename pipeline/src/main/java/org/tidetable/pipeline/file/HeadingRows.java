package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidetable.pipeline.run.UserError;

/** From the rows of a heading to one name for each column. */
final class HeadingRows {
  private static final Pattern LINE_END = Pattern.compile("\\s*[\\r\\n]+\\s*");

  private HeadingRows() {}

  /**
   * The headings of all columns up to the last one with text, each with a name of its own.
   *
   * @param rows of the heading from above; merged cells are blank but for their first
   * @throws UserError when there are more than {@link Limits#HEADINGS}
   */
  static List<String> names(String file, long line, List<String[]> rows) {
    String[][] cells = new String[rows.size()][];
    int width = 0;
    for (int row = 0; row < cells.length; row++) {
      cells[row] = Arrays.stream(rows.get(row)).map(HeadingRows::trimmed).toArray(String[]::new);
      for (int column = 0; column < cells[row].length; column++) {
        width = cells[row][column].isEmpty() ? width : Math.max(width, column + 1);
      }
    }
    for (int row = 0; row < cells.length; row++) {
      int before = cells[row].length;
      cells[row] = Arrays.copyOf(cells[row], width);
      Arrays.fill(cells[row], Math.min(before, width), width, "");
    }
    fillToTheRight(cells, width);
    List<String> joined = new ArrayList<>();
    int withText = 0;
    for (int column = 0; column < width; column++) {
      joined.add(joined(cells, column));
      withText += joined.get(column).isEmpty() ? 0 : 1;
    }
    if (withText > Limits.HEADINGS) {
      throw UserError.of(
          INPUT,
          "%s:%d:1  the heading has %d columns; the limit is %d. Does the heading stand here?",
          file,
          line,
          withText,
          Limits.HEADINGS);
    }
    return unique(joined);
  }

  /**
   * A text above other headings also stands above those to its right that have none in its row: a
   * merged cell, blown apart. It ends where a row above begins anew.
   */
  private static void fillToTheRight(String[][] cells, int width) {
    boolean[] begins = new boolean[width];
    for (int row = 0; row < cells.length - 1; row++) {
      String above = "";
      for (int column = 0; column < width; column++) {
        boolean own = !cells[row][column].isEmpty();
        boolean below = hasTextBelow(cells, row, column);
        if (own || begins[column]) {
          above = below ? cells[row][column] : "";
        } else if (below) {
          cells[row][column] = above;
        }
        begins[column] |= own;
      }
    }
  }

  private static boolean hasTextBelow(String[][] cells, int row, int column) {
    for (int below = row + 1; below < cells.length; below++) {
      if (!cells[below][column].isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static String joined(String[][] cells, int column) {
    StringBuilder joined = new StringBuilder();
    for (String[] row : cells) {
      if (!row[column].isEmpty()) {
        joined.append(joined.isEmpty() ? "" : " ").append(row[column]);
      }
    }
    return joined.toString();
  }

  private static String trimmed(String cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && RawRow.isBlank(cell.substring(from, from + 1))) {
      from++;
    }
    while (to > from && RawRow.isBlank(cell.substring(to - 1, to))) {
      to--;
    }
    // Nobody can write a line end in a mapping.
    return LINE_END.matcher(cell.substring(from, to)).replaceAll(" ");
  }

  private static List<String> unique(List<String> headings) {
    Set<String> taken = new HashSet<>(headings);
    Set<String> seen = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (int column = 0; column < headings.size(); column++) {
      String heading = headings.get(column);
      boolean nameless = heading.isEmpty();
      String name = nameless ? "column_" + (column + 1) : heading;
      boolean free = nameless ? taken.add(name) : seen.add(name);
      for (int number = 2; !free; number++) {
        String numbered = name + "_" + number;
        free = taken.add(numbered);
        if (free) {
          name = numbered;
        }
      }
      names.add(name);
    }
    return List.copyOf(names);
  }
}
