package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.run.UserError;

/**
 * Makes rows of elements as they end. A row waits while an element around it is open that is known
 * to have values after its rows.
 */
final class XmlRows implements XmlWalk.Visitor {
  private final String name;
  private final XmlColumns columns;
  private final Outside outside;
  private final List<XmlElement> waiting = new ArrayList<>();
  private final Deque<Line> ready = new ArrayDeque<>();
  private long record;

  XmlRows(String name, XmlColumns columns, Outside outside) {
    this.name = name;
    this.columns = columns;
    this.outside = outside;
  }

  /** Rows that are complete and have not been taken. */
  Deque<Line> ready() {
    return ready;
  }

  @Override
  public void begins(XmlElement element) {
    // Only what is in an element makes a row.
  }

  @Override
  public void value(XmlElement owner, String path, String value) {
    if (owner.row != null) {
      owner.row.add(place(columns.inRows().get(XmlColumns.within(owner.row, path))), value);
      return;
    }
    Integer column = columns.around().get(path);
    XmlElement ancestor = owner;
    while (column != null && ancestor != null && !columns.ancestors().contains(ancestor.path)) {
      ancestor = ancestor.parent;
    }
    if (column == null || ancestor == null) {
      outside.add(value);
    } else {
      ancestor.add(column, value);
    }
  }

  private int place(@Nullable Integer column) {
    if (column == null) {
      throw UserError.of(INPUT, "%s  changed while it was read. Run again.", name);
    }
    return column;
  }

  @Override
  public void ends(XmlElement element) {
    if (element.isRow()) {
      waiting.add(element);
      for (XmlElement each = element.parent; each != null; each = each.parent) {
        each.hasRows = true;
      }
      if (waiting.size() > Limits.XML_WAITING) {
        throw UserError.of(
            INPUT,
            "%s:%d:1  more than %d rows, the limit, wait for a value after them that belongs to "
                + "all. Choose a larger element as row.",
            name,
            element.line,
            Limits.XML_WAITING);
      }
    }
    // Values of an element around no row are those of a column, though no row has them: no text
    // beside the table.
    boolean open = false;
    for (XmlElement each = element.parent; each != null; each = each.parent) {
      open |= columns.late().contains(each.path);
    }
    if (!open) {
      waiting.forEach(row -> ready.add(line(row)));
      waiting.clear();
    }
  }

  private Line line(XmlElement row) {
    String[] cells = new String[columns.header().size()];
    Arrays.fill(cells, "");
    for (XmlElement each = row; each != null; each = each.parent) {
      each.values().forEach((place, value) -> cells[place] = value);
    }
    record++;
    return new Line(record, row.line, -1, -1, Collections.unmodifiableList(Arrays.asList(cells)));
  }
}
