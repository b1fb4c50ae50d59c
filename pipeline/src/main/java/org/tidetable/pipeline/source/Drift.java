package org.tidetable.pipeline.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the headings of a file differ from its mapping.
 *
 * @param absent declared columns that the file lacks and may not lack
 * @param lacking declared columns that it lacks and may lack, each with the undeclared heading that
 *     is spelled most like it, in words that follow a sentence
 * @param undeclared headings that the mapping does not know: looked at by the gate, and not kept
 */
public record Drift(List<String> absent, Map<String, String> lacking, List<String> undeclared) {
  private static final int MOST_SHOWN = 8;
  private static final int MOST_LACKING = 3;

  static Drift of(SourceMapping mapping, Headings headings) {
    Set<String> wanted = new TreeSet<>(NamedColumns.of(mapping).keySet());
    mapping
        .columns()
        .forEach(
            (name, column) -> {
              if (!column.optional()) {
                wanted.add(name);
              }
            });
    List<String> absent = new ArrayList<>();
    for (String name : wanted) {
      ColumnMapping column = mapping.columns().get(name);
      boolean mayLack = column != null && column.optional();
      if (!mayLack && headings.find(name).isEmpty()) {
        absent.add(name);
      }
    }
    Set<Integer> known = new TreeSet<>();
    NamedColumns.of(mapping).keySet().forEach(name -> headings.find(name).ifPresent(known::add));
    mapping.columns().keySet().forEach(name -> headings.find(name).ifPresent(known::add));
    List<String> undeclared = new ArrayList<>();
    for (int place = 0; place < headings.count(); place++) {
      if (!known.contains(place)) {
        undeclared.add(headings.safeName(place));
      }
    }
    Headings fresh = new Headings("", undeclared);
    Map<String, String> lacking = new LinkedHashMap<>();
    mapping
        .columns()
        .forEach(
            (name, column) -> {
              if (column.optional() && headings.find(name).isEmpty()) {
                lacking.put(name, fresh.nearest(name));
              }
            });
    return new Drift(absent, lacking, undeclared);
  }

  /** What a file that is read all the same differs in, in sentences; empty for no difference. */
  public List<String> told() {
    List<String> told = new ArrayList<>();
    if (!undeclared.isEmpty()) {
      told.add("not in the mapping, and not kept: " + some(undeclared));
    }
    if (!lacking.isEmpty()) {
      List<String> alike = new ArrayList<>();
      List<String> others = new ArrayList<>();
      lacking.forEach(
          (name, nearest) -> {
            if (nearest.isEmpty()) {
              others.add(name);
            } else {
              alike.add(name + nearest.replace("; found", ", found"));
            }
          });
      alike.addAll(others);
      told.add("optional, and not in the file: " + some(alike, MOST_LACKING));
    }
    return told;
  }

  /** The difference in words, beginning with the place. */
  String described(String file, Headings headings, String name) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s:1:1  there is no column \"%s\"%s.".formatted(file, name, headings.nearest(name)));
    if (absent.size() > 1) {
      text.append(" Lacking against the mapping: ").append(some(absent)).append('.');
    }
    if (!undeclared.isEmpty()) {
      text.append(" In the file but not in the mapping: ").append(some(undeclared)).append('.');
    }
    return text.append(
            " Name the new heading under \"also\" of its column, or declare the column optional.")
        .toString();
  }

  private static String some(List<String> names) {
    return some(names, MOST_SHOWN);
  }

  private static String some(List<String> names, int most) {
    String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
  }
}
