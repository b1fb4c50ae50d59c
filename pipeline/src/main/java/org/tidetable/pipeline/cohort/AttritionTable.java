package org.tidetable.pipeline.cohort;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidetable.export.disclosure.Crowd;
import org.tidetable.export.disclosure.CrowdRounding;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/**
 * Who is left after every step, and who was left out at it. What is left, and who could not be
 * observed, are numbers of their own; who did not meet a step is the rest, so that every row adds
 * up and no difference tells more than the numbers do.
 */
final class AttritionTable {
  static final String NAME = "cohort_attrition";
  static final String START = "at the start";
  static final String ALL_AREAS = "all";
  private static final String LEFT = "left after step %02d";
  private static final String NOT_MET = "not met at step %02d";
  private static final String UNSEEN = "not observable at step %02d";

  private AttritionTable() {}

  /**
   * People of one index date and area with one fate.
   *
   * @param step the step at which they were left out, from 0; the number of steps for members
   */
  record Count(String indexDate, String area, int step, boolean unseen, Crowd people) {}

  /** The table, with numbers that the gate passes as they are. */
  static Table of(String counted, List<String> steps, List<Count> counts, CrowdRounding numbers) {
    Map<String, String> parents = new LinkedHashMap<>();
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put(START, "lives here on the index date");
    for (int step = 1; step <= steps.size(); step++) {
      String above = step == 1 ? START : name(LEFT, step - 1);
      for (String node : List.of(name(LEFT, step), name(NOT_MET, step), name(UNSEEN, step))) {
        parents.put(node, above);
        rules.put(node, steps.get(step - 1));
      }
    }
    TreeMap<String, TreeMap<String, List<Count>>> byPlace = new TreeMap<>();
    for (Count count : counts) {
      byPlace
          .computeIfAbsent(count.indexDate(), any -> new TreeMap<>())
          .computeIfAbsent(
              count.area().isEmpty() ? "not recorded" : count.area(), any -> new ArrayList<>())
          .add(count);
    }
    Map<List<String>, Long> sums = new HashMap<>();
    TreeSet<String> areas = new TreeSet<>(List.of(ALL_AREAS));
    byPlace.forEach(
        (date, places) -> {
          areas.addAll(places.keySet());
          places.forEach(
              (area, own) ->
                  fates(steps.size(), own, numbers)
                      .forEach(
                          (node, people) -> {
                            sums.merge(List.of(date, area, node), people, Long::sum);
                            sums.merge(List.of(date, ALL_AREAS, node), people, Long::sum);
                          }));
        });
    List<List<Cell>> rows = new ArrayList<>();
    for (String date : byPlace.keySet()) {
      for (String area : areas) {
        rules.forEach(
            (node, rule) ->
                rows.add(
                    List.of(
                        Cell.text(date),
                        Cell.text(area),
                        Cell.text(node),
                        Cell.text(rule),
                        Cell.count(sums.getOrDefault(List.of(date, area, node), 0L)))));
      }
    }
    return new Table(
        NAME,
        "Who is left after every step",
        "People on each index date by what became of them; every count is protected",
        new Source.FromEvents(),
        columns(counted, parents),
        rows);
  }

  private static List<Column> columns(String counted, Map<String, String> parents) {
    return List.of(
        Column.dimension(
            "index_date",
            "Index date",
            Column.Type.STRING,
            "The date on which people are looked at"),
        Column.dimension(
            "area_code",
            "Area",
            Column.Type.STRING,
            Hierarchy.total(ALL_AREAS),
            "Area of residence on the index date"),
        Column.dimension(
            "fate",
            "What became of them",
            Column.Type.STRING,
            new Hierarchy(START, parents),
            "Left after a step, or left out at it: not met, or not observable"),
        Column.text("rule", "Rule", "What is asked at the step"),
        Column.count("people", "People", counted, "", "People with that fate"));
  }

  /** The people of one date and area by what became of them, as they may be published. */
  private static Map<String, Long> fates(int steps, List<Count> counts, CrowdRounding numbers) {
    List<Crowd> left = new ArrayList<>(Collections.nCopies(steps + 1, Crowd.NOBODY));
    List<Crowd> unseen = new ArrayList<>(Collections.nCopies(steps + 1, Crowd.NOBODY));
    for (Count count : counts) {
      for (int step = 0; step <= count.step(); step++) {
        left.set(step, left.get(step).and(count.people()));
      }
      if (count.unseen() && count.step() < steps) {
        unseen.set(count.step() + 1, unseen.get(count.step() + 1).and(count.people()));
      }
    }
    Map<String, Long> fates = new LinkedHashMap<>();
    long above = numbers.round(left.get(0), Long.MAX_VALUE);
    fates.put(START, above);
    for (int step = 1; step <= steps; step++) {
      long stay = numbers.round(left.get(step), above);
      long hidden = numbers.round(unseen.get(step), above - stay);
      fates.put(name(LEFT, step), stay);
      fates.put(name(UNSEEN, step), hidden);
      fates.put(name(NOT_MET, step), above - stay - hidden);
      above = stay;
    }
    return fates;
  }

  private static String name(String form, int step) {
    return String.format(Locale.ROOT, form, step);
  }

  /** The protected counts of all areas as lines for a reader, step by step. */
  static List<String> lines(Table safe, List<String> steps) {
    Map<List<String>, String> shown = new HashMap<>();
    TreeSet<String> dates = new TreeSet<>();
    for (List<Cell> row : safe.rows()) {
      String date = text(row.get(safe.indexOf("index_date")));
      if (text(row.get(safe.indexOf("area_code"))).equals(ALL_AREAS)) {
        dates.add(date);
        shown.put(
            List.of(date, text(row.get(safe.indexOf("fate")))),
            text(row.get(safe.indexOf("people"))));
      }
    }
    List<String> lines = new ArrayList<>();
    for (String date : dates) {
      lines.add(String.format(Locale.ROOT, "%s: %s people", date, at(shown, date, START)));
      lines.add("   left  not met  not observable");
      for (int step = 1; step <= steps.size(); step++) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%7s %8s %15s  %d. %s",
                at(shown, date, name(LEFT, step)),
                at(shown, date, name(NOT_MET, step)),
                at(shown, date, name(UNSEEN, step)),
                step,
                steps.get(step - 1)));
      }
    }
    return lines;
  }

  private static String at(Map<List<String>, String> shown, String date, String node) {
    return Objects.requireNonNullElse(shown.get(List.of(date, node)), "0");
  }

  private static String text(Cell cell) {
    return cell.fold(org.tidetable.export.table.Plain.TEXT);
  }
}
