package org.tidetable.export.table;

import java.util.Map;
import java.util.Optional;

/**
 * How the values of a dimension add up: each value has at most one parent, which is its total.
 *
 * @param total the value that means all others together; blank when there is none
 * @param parents parent of a value where it is not {@code total}, such as a region of a council
 */
public record Hierarchy(String total, Map<String, String> parents) {

  /** A dimension whose values have no total. */
  public static final Hierarchy NONE = new Hierarchy("", Map.of());

  public Hierarchy {
    parents = Map.copyOf(parents);
  }

  /** All values add up to one, such as age groups to "all". */
  public static Hierarchy total(String total) {
    return new Hierarchy(total, Map.of());
  }

  /** The next value up; empty at the top. */
  public Optional<String> parentOf(String value) {
    if (value.equals(total)) {
      return Optional.empty();
    }
    String parent = parents.getOrDefault(value, total);
    return parent.isEmpty() ? Optional.empty() : Optional.of(parent);
  }
}
