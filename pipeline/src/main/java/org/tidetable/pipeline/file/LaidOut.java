package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.CONFIGURATION;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.run.UserError;

/**
 * The rows of a file as its {@link FileLayout} sees them: before the table, heading, rows, after.
 *
 * <p>Blank rows are no rows of the table; their bytes belong to the row after them, or to what
 * comes after the table. Blank rows between the heading and the first row never end the table.
 */
final class LaidOut {
  private final String name;
  private final FileLayout layout;
  private final RowSource rows;
  private final Outside outside;
  private final List<String> header;
  private final int[] filledDown;
  private final String[] above;
  private final int rawWidth;
  private final long headingBegins;
  private final long headingEnds;
  private long reached;
  private long record;
  private boolean ended;

  /**
   * Reads up to the end of the heading.
   *
   * @param begins the byte where the rows begin; -1 without bytes
   * @param wide whether blank cells at the end of a row are not written, as in a workbook
   * @throws UserError when there is no heading where the layout says
   */
  LaidOut(
      String name, FileLayout layout, RowSource rows, Outside outside, long begins, boolean wide) {
    this.name = name;
    this.layout = layout;
    this.rows = rows;
    this.outside = outside;
    long before = begins;
    boolean empty = true;
    RawRow first = rows.next();
    while (first != null && (first.line() < layout.headingLine() || first.isBlank())) {
      empty &= first.isBlank();
      outside.add(first.cells());
      before = first.ends();
      first = rows.next();
    }
    if (first == null) {
      throw empty ? isEmpty(name) : noHeading();
    }
    List<String[]> heading = new ArrayList<>();
    heading.add(first.cells());
    this.headingBegins = before;
    long ends = first.ends();
    for (int i = 1; i < layout.headingRows(); i++) {
      RawRow further = rows.next();
      if (further == null) {
        throw noHeading();
      }
      heading.add(further.cells());
      ends = further.ends();
    }
    this.headingEnds = ends;
    this.reached = ends;
    this.header = HeadingRows.names(name, first.line(), heading);
    this.rawWidth =
        wide ? Integer.MAX_VALUE : heading.stream().mapToInt(row -> row.length).max().orElse(0);
    this.filledDown = layout.fillDown().stream().mapToInt(this::place).toArray();
    this.above = new String[filledDown.length];
    Arrays.fill(above, "");
  }

  List<String> header() {
    return header;
  }

  /** Where the heading begins and ends, and how far the rows handed on reach, in bytes. */
  long headingBegins() {
    return headingBegins;
  }

  long headingEnds() {
    return headingEnds;
  }

  long reached() {
    return reached;
  }

  /** The next row of the table; null after the last, when all that follows has been read too. */
  @Nullable Line next() {
    for (RawRow row = rows.next(); row != null; row = rows.next()) {
      if (ended) {
        outside.add(row.cells());
      } else if (row.isBlank()) {
        ended = layout.endsAtBlank() && record > 0;
      } else if (isAfterTheTable(row)) {
        ended = true;
        outside.add(row.cells());
      } else {
        return line(row);
      }
    }
    return null;
  }

  private boolean isAfterTheTable(RawRow row) {
    return !layout.endsBefore().isEmpty()
        && row.cells()[0].stripLeading().startsWith(layout.endsBefore());
  }

  private Line line(RawRow row) {
    String[] cells = fit(row.cells());
    for (int i = 0; i < filledDown.length; i++) {
      int place = filledDown[i];
      if (place < cells.length) {
        if (RawRow.isBlank(cells[place])) {
          cells[place] = above[i];
        }
        above[i] = cells[place];
      }
    }
    long begins = reached;
    reached = row.ends();
    record++;
    return new Line(
        record,
        row.line(),
        begins,
        begins < 0 ? -1 : reached - begins,
        Collections.unmodifiableList(Arrays.asList(cells)));
  }

  /** Without the blank cells of columns that have no heading, nor any column after them. */
  private String[] fit(String[] cells) {
    int width = header.size();
    if (cells.length < width && rawWidth == Integer.MAX_VALUE) {
      String[] padded = Arrays.copyOf(cells, width);
      Arrays.fill(padded, cells.length, width, "");
      return padded;
    }
    if (cells.length <= width || cells.length > rawWidth) {
      return cells;
    }
    int used = cells.length;
    while (used > width && RawRow.isBlank(cells[used - 1])) {
      used--;
    }
    return used == cells.length ? cells : Arrays.copyOf(cells, used);
  }

  private int place(String heading) {
    int place = header.indexOf(heading);
    if (place < 0) {
      throw UserError.of(
          CONFIGURATION,
          "%s  fill_down names \"%s\", which is no heading of the table. Correct the mapping.",
          name,
          heading);
    }
    return place;
  }

  static UserError isEmpty(String name) {
    return UserError.of(
        INPUT, "%s:1:1  the file is empty. Supply a file with a heading row and data.", name);
  }

  private UserError noHeading() {
    return UserError.of(
        INPUT,
        "%s:%d:1  there is no heading of %d rows from here on. Correct where the table begins in "
            + "the mapping.",
        name,
        layout.headingLine(),
        layout.headingRows());
  }
}
