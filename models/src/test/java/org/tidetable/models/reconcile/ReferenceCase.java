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
import java.util.stream.Stream;

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

  /** Delayed discharges in Scotland. */
  static ReferenceCase ofCouncilsAndAges() {
    List<List<String>> keys =
        keys(read("delayed")).stream().filter(key -> !key.contains("all")).toList();
    List<Dimension> dimensions = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      int place = index;
      List<String> codes = keys.stream().map(key -> key.get(place)).distinct().toList();
      dimensions.add(Dimension.flat(index == 0 ? "council" : "age", codes));
    }
    return of("delayed", dimensions);
  }

  /** A&E attendances of trusts, whose codes here begin with their region. */
  static ReferenceCase ofTrusts() {
    List<List<String>> paths = new ArrayList<>();
    for (List<String> key : keys(read("attendances"))) {
      List<String> parts = List.of(key.get(0).split("/", -1));
      if (parts.size() == 3) {
        paths.add(List.of(parts.get(0), parts.get(0) + "/" + parts.get(1), key.get(0)));
      }
    }
    return of(
        "attendances",
        List.of(Dimension.tree("area", List.of("nation", "region", "trust"), paths)));
  }

  private static List<List<String>> keys(Map<String, Map<String, List<Double>>> values) {
    return values.get("base").keySet().stream().map(ReferenceCase::key).toList();
  }

  private static List<String> key(String node) {
    return List.of(node.split("\\|", -1));
  }

  private static ReferenceCase of(String name, List<Dimension> dimensions) {
    Map<String, Map<String, List<Double>>> values = read(name);
    List<List<String>> keys = new ArrayList<>();
    for (List<String> key : keys(values)) {
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
              .put(cells[2], Stream.of(cells[3].split(" ", -1)).map(Double::valueOf).toList());
        }
      }
      return values;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
