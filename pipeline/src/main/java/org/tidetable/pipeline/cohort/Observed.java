package org.tidetable.pipeline.cohort;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidetable.pipeline.conf.Nearest;

/**
 * What the data of a run hold, so that a definition which asks for anything else is told and gives
 * no cohort of nobody.
 *
 * @param firstDay the first day of any event
 * @param asOf the first day after the data
 * @param areas the areas in which people lived at any time, by code, each with its name or blank
 * @param sexes as recorded of people
 */
record Observed(
    LocalDate firstDay, LocalDate asOf, SortedMap<String, String> areas, SortedSet<String> sexes) {
  private static final int FEW = 3;
  private static final int SOME = 8;

  Observed {
    areas = Collections.unmodifiableSortedMap(new TreeMap<>(areas));
    sexes = Collections.unmodifiableSortedSet(new TreeSet<>(sexes));
  }

  /** Why nobody can be looked at on that day; empty where people can. */
  Optional<String> outside(LocalDate day) {
    return day.isAfter(asOf) ? Optional.of(beyond(day)) : before(day);
  }

  /** Why there is no event from that day on; empty where there may be. */
  Optional<String> noneFrom(LocalDate day) {
    return day.isBefore(asOf) ? Optional.empty() : Optional.of(beyond(day));
  }

  /** Why there is no event before that day; empty where there may be. */
  Optional<String> noneUntil(LocalDate day) {
    return before(day.minusDays(1));
  }

  private Optional<String> before(LocalDate day) {
    return day.isBefore(firstDay)
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s lies before the data, which begin on %s. Write a day from %s to %s.",
                day,
                firstDay,
                firstDay,
                asOf))
        : Optional.empty();
  }

  private String beyond(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%s lies beyond the data, which end on %s. Write a day from %s to %s.",
        day,
        asOf.minusDays(1),
        firstDay,
        asOf);
  }

  /** Why nobody has that sex; empty where somebody does. */
  Optional<String> strangerSex(String code) {
    return sexes.contains(code)
        ? Optional.empty()
        : Optional.of(
            "no person of the data has the recorded sex \""
                + code
                + "\". Write it as the mappings of the sources do, such as F or M.");
  }

  /** Why nobody lived in that area; empty where somebody did. */
  Optional<String> strangerArea(String code) {
    if (areas.containsKey(code)) {
      return Optional.empty();
    }
    Collection<String> near = near(code);
    return Optional.of(
        "no person of the data lived in an area \""
            + code
            + "\". "
            + (near.isEmpty() ? choice() : "Did you mean " + shown(near, " or ") + "?"));
  }

  /** Codes whose code or name is nearly as given, the nearest first. */
  private Collection<String> near(String given) {
    LinkedHashSet<String> near = new LinkedHashSet<>();
    for (String name : Nearest.like(given, new TreeSet<>(areas.values()))) {
      areas.forEach(
          (code, its) -> {
            if (its.equals(name) && !name.isEmpty()) {
              near.add(code);
            }
          });
    }
    near.addAll(Nearest.like(given, areas.keySet()));
    return near.stream().limit(FEW).toList();
  }

  private String choice() {
    List<String> first = areas.keySet().stream().limit(SOME).toList();
    if (first.isEmpty()) {
      return "No area is recorded of anybody: leave area out.";
    }
    int more = areas.size() - first.size();
    return "Use one of: " + shown(first, ", ") + (more > 0 ? " and " + more + " more." : ".");
  }

  private String shown(Collection<String> codes, String between) {
    return codes.stream()
        .map(
            code -> {
              String name = areas.getOrDefault(code, "");
              return "\"" + code + "\"" + (name.isEmpty() ? "" : " (" + name + ")");
            })
        .collect(Collectors.joining(between));
  }
}
