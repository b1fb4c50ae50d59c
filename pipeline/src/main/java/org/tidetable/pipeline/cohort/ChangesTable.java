package org.tidetable.pipeline.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidetable.export.disclosure.Crowd;
import org.tidetable.export.disclosure.CrowdRounding;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/**
 * Who belongs to both versions of a cohort, and who to one of them only, as counts. The members of
 * each version and of both have numbers; who is in one only is the difference, so that the rows add
 * up to the members of each version as they are published elsewhere.
 */
final class ChangesTable {
  static final String NAME = "cohort_changes";
  static final String BOTH = "in both";
  static final String OLD_ONLY = "in the old one only";
  static final String NEW_ONLY = "in the new one only";
  static final List<String> SIDES = List.of(BOTH, OLD_ONLY, NEW_ONLY);

  private ChangesTable() {}

  /** Distinct people of one area on one side. */
  record Count(String area, String side, Crowd people) {}

  /** The table, with numbers that the gate passes as they are. */
  static Table of(String counted, List<Count> counts, CrowdRounding numbers) {
    TreeMap<String, Map<String, Crowd>> byArea = new TreeMap<>();
    for (Count count : counts) {
      byArea
          .computeIfAbsent(
              count.area().isEmpty() ? "not recorded" : count.area(), any -> new HashMap<>())
          .merge(count.side(), count.people(), Crowd::and);
    }
    Map<List<String>, Long> sums = new HashMap<>();
    byArea.forEach(
        (area, own) ->
            sides(own, numbers)
                .forEach(
                    (side, people) -> {
                      sums.merge(List.of(area, side), people, Long::sum);
                      sums.merge(List.of(AttritionTable.ALL_AREAS, side), people, Long::sum);
                    }));
    TreeSet<String> areas = new TreeSet<>(byArea.keySet());
    areas.add(AttritionTable.ALL_AREAS);
    List<List<Cell>> rows = new ArrayList<>();
    for (String area : areas) {
      for (String side : SIDES) {
        rows.add(
            List.of(
                Cell.text(area),
                Cell.text(side),
                Cell.count(sums.getOrDefault(List.of(area, side), 0L))));
      }
    }
    return new Table(
        NAME,
        "Members of two versions",
        "People who are members on some index date; rounded so that the rows of a version add up to"
            + " its members",
        new Source.FromEvents(),
        List.of(
            Column.dimension(
                "area_code",
                "Area",
                Column.Type.STRING,
                Hierarchy.total(AttritionTable.ALL_AREAS),
                "Area of residence on the last index date as a member"),
            Column.dimension("side", "Version", Column.Type.STRING, "Which version has them"),
            Column.count("people", "People", counted, "", "Members")),
        rows);
  }

  private static Map<String, Long> sides(Map<String, Crowd> own, CrowdRounding numbers) {
    Crowd shared = own.getOrDefault(BOTH, Crowd.NOBODY);
    Crowd before = shared.and(own.getOrDefault(OLD_ONLY, Crowd.NOBODY));
    Crowd now = shared.and(own.getOrDefault(NEW_ONLY, Crowd.NOBODY));
    long newMembers = numbers.round(now, Long.MAX_VALUE);
    long oldMembers = numbers.round(before, Long.MAX_VALUE);
    long both = numbers.round(shared, Math.min(oldMembers, newMembers));
    return Map.of(BOTH, both, OLD_ONLY, oldMembers - both, NEW_ONLY, newMembers - both);
  }

  /** The protected counts of all areas for a reader. */
  static List<String> lines(Table safe) {
    Map<String, Long> people = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (List<Cell> row : safe.rows()) {
      if (row.get(0).fold(Plain.TEXT).equals(AttritionTable.ALL_AREAS)) {
        String side = row.get(1).fold(Plain.TEXT);
        people.put(side, Long.parseLong(row.get(2).fold(Plain.TEXT)));
        lines.add(String.format(Locale.ROOT, "%7d people %s", people.get(side), side));
      }
    }
    long both = people.getOrDefault(BOTH, 0L);
    lines.add(
        String.format(
            Locale.ROOT,
            "So the old one has %d members, and this one %d, as rounded.",
            both + people.getOrDefault(OLD_ONLY, 0L),
            both + people.getOrDefault(NEW_ONLY, 0L)));
    return lines;
  }
}
