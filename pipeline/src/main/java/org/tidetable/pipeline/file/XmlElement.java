package org.tidetable.pipeline.file;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An element of an XML file while it is open, or while a row of it waits. */
final class XmlElement {
  final @Nullable XmlElement parent;
  final String path;
  final String name;
  final int depth;
  final long line;

  /** The row that it is, or is a part of. */
  final @Nullable XmlElement row;

  final StringBuilder text = new StringBuilder();
  boolean hasElements;

  /** Whether a row in it has ended. */
  boolean hasRows;

  /** By the place of the column. */
  private final Map<Integer, String> values = new TreeMap<>();

  XmlElement(@Nullable XmlElement parent, String name, long line, String rowElement) {
    this.parent = parent;
    this.name = name;
    this.path = (parent == null ? "" : parent.path) + "/" + name;
    this.depth = parent == null ? 1 : parent.depth + 1;
    this.line = line;
    XmlElement around = parent == null ? null : parent.row;
    this.row = around == null && name.equals(rowElement) ? this : around;
  }

  boolean isRow() {
    return row == this;
  }

  /** Adds a value; values of one column are joined. */
  void add(int column, String value) {
    values.merge(
        column,
        value,
        (before, now) -> now.isEmpty() ? before : before.isEmpty() ? now : before + "|" + now);
  }

  Map<Integer, String> values() {
    return values;
  }
}
