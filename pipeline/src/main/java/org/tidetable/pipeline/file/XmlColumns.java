package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidetable.pipeline.run.UserError;

/**
 * The columns that the rows of an XML file have, found by reading it once.
 *
 * @param header their headings: those of the rows, then those of the elements around them
 * @param inRows places of columns by their path within the row
 * @param around places of columns by their path from the root
 * @param ancestors paths from the root of elements that have rows in them
 * @param late those of them with values that come after a row of theirs
 */
record XmlColumns(
    List<String> header,
    Map<String, Integer> inRows,
    Map<String, Integer> around,
    Set<String> ancestors,
    Set<String> late) {

  /** The path of a value within its row; the row's own text has the row's name. */
  static String within(XmlElement row, String path) {
    return path.equals(row.path) ? row.name : path.substring(row.path.length() + 1);
  }

  /** Collects, while the file is read, what is known only at its end. */
  static final class Finder implements XmlWalk.Visitor {
    private final String name;
    private final Map<String, Integer> inRows = new LinkedHashMap<>();
    private final Set<String> ancestors = new HashSet<>();

    /** Paths of values in no row, each with paths of the nearest elements that had rows before. */
    private final Map<String, Set<String>> outside = new LinkedHashMap<>();

    private long rows;

    Finder(String name) {
      this.name = name;
    }

    @Override
    public void begins(XmlElement element) {
      if (element.isRow()) {
        rows++;
        for (XmlElement each = element.parent; each != null; each = each.parent) {
          ancestors.add(each.path);
        }
      }
    }

    @Override
    public void value(XmlElement owner, String path, String value) {
      if (owner.row != null) {
        inRows.putIfAbsent(within(owner.row, path), inRows.size());
      } else {
        Set<String> before = outside.computeIfAbsent(path, any -> new HashSet<>());
        XmlElement nearest = owner;
        while (nearest != null && !nearest.hasRows) {
          nearest = nearest.parent;
        }
        if (nearest != null) {
          before.add(nearest.path);
        }
      }
      if (inRows.size() + outside.size() > Limits.HEADINGS) {
        throw UserError.of(
            INPUT,
            "%s  has more than %d kinds of values, the limit of columns. Is this the file that "
                + "was meant?",
            name,
            Limits.HEADINGS);
      }
    }

    @Override
    public void ends(XmlElement element) {
      if (element.isRow()) {
        for (XmlElement each = element.parent; each != null; each = each.parent) {
          each.hasRows = true;
        }
      }
    }

    long rows() {
      return rows;
    }

    XmlColumns columns() {
      Map<String, Integer> headings = new LinkedHashMap<>(inRows);
      Map<String, Integer> around = new HashMap<>();
      Set<String> late = new HashSet<>();
      outside.forEach(
          (path, rowsBefore) -> {
            String ancestor = ancestor(path);
            // What stands right below the root is the file's own head, and no row's.
            if (ancestor.lastIndexOf('/') > 0) {
              String heading = path.substring(ancestor.lastIndexOf('/'));
              headings.putIfAbsent(heading, headings.size());
              around.put(path, headings.getOrDefault(heading, -1));
              if (rowsBefore.contains(ancestor)) {
                late.add(ancestor);
              }
            }
          });
      return new XmlColumns(
          List.copyOf(headings.keySet()),
          Map.copyOf(inRows),
          Map.copyOf(around),
          Set.copyOf(ancestors),
          Set.copyOf(late));
    }

    /** The nearest element around a value that has rows in it; empty where there is none. */
    private String ancestor(String path) {
      String ancestor = path;
      while (!ancestor.isEmpty() && !ancestors.contains(ancestor)) {
        ancestor = ancestor.substring(0, ancestor.lastIndexOf('/'));
      }
      return ancestor;
    }
  }
}
