package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tidetable.models.forecast.Series;

/**
 * A hierarchy of series whose totals are published beside them and not added up here: areas lie in
 * others, and {@code all} holds every age group and category.
 *
 * <p>A total takes part only where it was the sum of its parts before: over the last two seasons in
 * which it and any of them were known, those that were added up to it within 1 %. Every other
 * series stands by itself, and so do totals of parts that are not there.
 */
public final class GivenTotals {
  /** The age group and category of everything together. */
  public static final String ALL = "all";

  private static final double OFF = 0.01;
  private static final int FEWEST_PERIODS = 3;
  private static final int SEASONS = 2;

  /**
   * What a series counts.
   *
   * @param level of the area, such as region
   */
  public record Place(String area, String level, String ageGroup, String category) {}

  /** A place without its level, which its area tells. */
  private record Cell(String area, String ageGroup, String category) {}

  private final List<Place> places;
  private final Map<String, String> parents;
  private final List<Series> series;
  private final Map<Cell, Integer> cells = new HashMap<>();
  private final List<Integer> order = new ArrayList<>();
  private final Hierarchy hierarchy;

  private GivenTotals(List<Place> places, Map<String, String> parents, List<Series> series) {
    this.places = places;
    this.parents = parents;
    this.series = series;
    for (int index = 0; index < places.size(); index++) {
      cells.put(cell(places.get(index)), index);
    }
    this.hierarchy = build();
  }

  /**
   * The hierarchy that series make.
   *
   * @param places what each counts, unique
   * @param parents the area above an area, as far as there is one
   * @param series with the last period in common
   */
  public static GivenTotals of(
      List<Place> places, Map<String, String> parents, List<Series> series) {
    require(!places.isEmpty() && places.size() == series.size(), "a place for each series");
    return new GivenTotals(List.copyOf(places), Map.copyOf(parents), List.copyOf(series));
  }

  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /** For each node the number of its series among those given. */
  public List<Integer> order() {
    return List.copyOf(order);
  }

  private static Cell cell(Place place) {
    return new Cell(place.area(), place.ageGroup(), place.category());
  }

  /** The series that hold all of one, itself left out. */
  private List<Integer> above(int index) {
    Place place = places.get(index);
    List<Integer> above = new ArrayList<>();
    String area = place.area();
    // An area above itself would never end.
    for (int steps = 0; area != null && steps <= parents.size(); steps++) {
      for (String age : List.of(place.ageGroup(), ALL)) {
        for (String category : List.of(place.category(), ALL)) {
          Integer found = cells.get(new Cell(area, age, category));
          if (found != null && found != index && !above.contains(found)) {
            above.add(found);
          }
        }
      }
      area = parents.get(area);
    }
    return above;
  }

  private Hierarchy build() {
    boolean[] divided = new boolean[series.size()];
    for (int index = 0; index < series.size(); index++) {
      above(index).forEach(total -> divided[total] = true);
    }
    Map<Integer, List<Integer>> parts = new LinkedHashMap<>();
    for (int index = 0; index < series.size(); index++) {
      int part = index;
      if (!divided[index]) {
        above(index)
            .forEach(total -> parts.computeIfAbsent(total, t -> new ArrayList<>()).add(part));
      }
    }
    parts.entrySet().removeIf(total -> !addsUp(series.get(total.getKey()), total.getValue()));
    Map<String, List<Integer>> levels = new LinkedHashMap<>();
    parts
        .keySet()
        .forEach(total -> levels.computeIfAbsent(name(total), n -> new ArrayList<>()).add(total));
    List<List<Integer>> coarseFirst = new ArrayList<>(levels.values());
    coarseFirst.sort(Comparator.comparing((List<Integer> level) -> level.size()));
    List<Integer> bottom = new ArrayList<>();
    for (int index = 0; index < series.size(); index++) {
      if (!parts.containsKey(index)) {
        bottom.add(index);
      }
    }
    return numbered(coarseFirst, bottom, parts);
  }

  private Hierarchy numbered(
      List<List<Integer>> levels, List<Integer> bottom, Map<Integer, List<Integer>> parts) {
    Map<Integer, Integer> places = new HashMap<>();
    bottom.forEach(index -> places.put(index, places.size()));
    List<String> names = new ArrayList<>();
    List<int[]> groups = new ArrayList<>();
    for (List<Integer> level : levels) {
      int[] group = new int[bottom.size()];
      Arrays.fill(group, Hierarchy.NONE);
      for (int node = 0; node < level.size(); node++) {
        for (int part : Objects.requireNonNull(parts.get(level.get(node)))) {
          group[Objects.requireNonNull(places.get(part))] = node;
        }
      }
      names.add(name(level.get(0)));
      groups.add(group);
      order.addAll(level);
    }
    names.add("parts");
    order.addAll(bottom);
    return Hierarchy.of(bottom.size(), names, groups);
  }

  private String name(int index) {
    Place place = places.get(index);
    return place.level()
        + (place.ageGroup().equals(ALL) ? "" : " by age")
        + (place.category().equals(ALL) ? "" : " by category");
  }

  private boolean addsUp(Series total, List<Integer> parts) {
    int periods = SEASONS * total.grain().season();
    double off = 0;
    double size = 0;
    int known = 0;
    for (int back = 1; back <= total.length() && known < periods; back++) {
      double sum = 0;
      int told = 0;
      // Parts that merged or closed were never all known together: those that are there add up.
      for (int part : parts) {
        Series one = series.get(part);
        double value = back <= one.length() ? one.value(one.length() - back) : Double.NaN;
        sum += Double.isNaN(value) ? 0 : value;
        told += Double.isNaN(value) ? 0 : 1;
      }
      double value = total.value(total.length() - back);
      if (told > 0 && !Double.isNaN(value)) {
        off += Math.abs(sum - value);
        size += Math.abs(value);
        known++;
      }
    }
    return known >= FEWEST_PERIODS && off <= OFF * size;
  }
}
