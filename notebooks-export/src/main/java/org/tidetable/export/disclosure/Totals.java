package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidetable.export.table.Hierarchy;

/** Adds counts of leaves up to every total that crossed hierarchies have. */
final class Totals {
  private final List<Hierarchy> hierarchies;
  private final Map<List<String>, Long> sums = new HashMap<>();
  private final Set<List<String>> incomplete = new HashSet<>();

  Totals(List<Hierarchy> hierarchies) {
    this.hierarchies = List.copyOf(hierarchies);
  }

  void add(List<String> leaf, long count) {
    for (List<String> place : placesOver(leaf)) {
      sums.merge(place, count, Long::sum);
    }
  }

  /** Nothing is known of this leaf, so nothing is known of its totals. */
  void addMissing(List<String> leaf) {
    incomplete.addAll(placesOver(leaf));
  }

  /** The sum of the leaves below the place, 0 without leaves; empty when one is not known. */
  Optional<Long> at(List<String> place) {
    return incomplete.contains(place)
        ? Optional.empty()
        : Optional.of(sums.getOrDefault(place, 0L));
  }

  /** The value and all values over it, from the finest; stops where a hierarchy runs in a ring. */
  static List<String> upwards(Hierarchy hierarchy, String value) {
    List<String> values = new ArrayList<>();
    Optional<String> next = Optional.of(value);
    while (next.isPresent() && !values.contains(next.get())) {
      values.add(next.get());
      next = hierarchy.parentOf(next.get());
    }
    return values;
  }

  private List<List<String>> placesOver(List<String> leaf) {
    List<List<String>> places = List.of(List.of());
    for (int dimension = 0; dimension < leaf.size(); dimension++) {
      List<String> upwards = upwards(hierarchies.get(dimension), leaf.get(dimension));
      List<List<String>> longer = new ArrayList<>(places.size() * upwards.size());
      for (List<String> place : places) {
        for (String value : upwards) {
          List<String> next = new ArrayList<>(place);
          next.add(value);
          longer.add(next);
        }
      }
      places = longer;
    }
    return places;
  }
}
