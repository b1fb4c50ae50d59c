package org.tidetable.models.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One case of coherent.csv, which coherent.py makes: values by what they are, node and step. */
record ReferenceCase(Crossing crossing, Map<String, Map<String, List<Double>>> values) {
  private static final List<List<String>> AREAS =
      List.of(
          List.of("north", "n1"),
          List.of("north", "n2"),
          List.of("north", "n3"),
          List.of("south", "s1"),
          List.of("south", "s2"));

  static ReferenceCase ofTree() {
    List<List<String>> paths = new ArrayList<>();
    AREAS.forEach(area -> paths.add(List.of("country", area.get(0), area.get(1))));
    paths.add(List.of("country", "west", "w1"));
    paths.add(List.of("country", "west", "w2"));
    Dimension area = Dimension.tree("area", List.of("country", "region", "council"), paths);
    return of("tree", List.of(area));
  }

  static ReferenceCase ofCrossing() {
    Dimension area = Dimension.tree("area", List.of("region", "council"), AREAS);
    Dimension age = Dimension.flat("age", List.of("0-17", "18-64", "65+"));
    return of("crossing", List.of(area, age));
  }

  private static ReferenceCase of(String name, List<Dimension> dimensions) {
    Map<String, Map<String, List<Double>>> values = read(name);
    List<List<String>> keys = new ArrayList<>();
    for (String node : values.get("base").keySet()) {
      List<String> key = List.of(node.split("\\|", -1));
      boolean bottom = true;
      for (int index = 0; index < dimensions.size(); index++) {
        bottom &= isFinest(dimensions.get(index), key.get(index));
      }
      if (bottom) {
        keys.add(key);
      }
    }
    return new ReferenceCase(Crossing.of(dimensions, keys, Crossing.Totals.EVERY), values);
  }

  private static boolean isFinest(Dimension dimension, String code) {
    int finest = dimension.levels().size() - 1;
    for (int number = 0; number < dimension.size(finest); number++) {
      if (dimension.code(finest, number).equals(code)) {
        return true;
      }
    }
    return false;
  }

  /** By step or time, then node in the order of the hierarchy. */
  double[][] byStep(String what) {
    Map<String, List<Double>> found = Objects.requireNonNull(values.get(what));
    Hierarchy hierarchy = crossing.hierarchy();
    int steps = found.values().iterator().next().size();
    double[][] byStep = new double[steps][hierarchy.nodes()];
    for (int node = 0; node < hierarchy.nodes(); node++) {
      List<Double> row = found.get(String.join("|", crossing.key(node)));
      for (int step = 0; step < steps; step++) {
        byStep[step][node] = row.get(step);
      }
    }
    return byStep;
  }

  private static Map<String, Map<String, List<Double>>> read(String name) {
    try (InputStream file = ReferenceCase.class.getResourceAsStream("/reconcile/coherent.csv")) {
      Map<String, Map<String, List<Double>>> values = new HashMap<>();
      for (String line : new String(file.readAllBytes(), UTF_8).lines().toList()) {
        String[] cells = line.split(",", -1);
        if (cells[0].equals(name)) {
          values
              .computeIfAbsent(cells[1], what -> new TreeMap<>())
              .computeIfAbsent(cells[2], node -> new ArrayList<>())
              .add(Double.parseDouble(cells[4]));
        }
      }
      return values;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
