package org.tidetable.pipeline.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Hierarchy;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/**
 * Who is left after every step, and who was left out at it. The finest counts are those left out
 * and the members, so that what is left adds up from protected counts and no difference of two
 * steps tells more than they do.
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
  record Count(String indexDate, String area, int step, boolean unseen, long people) {}

  /** The table, not yet protected. */
  static Table of(String counted, List<String> steps, List<Count> counts) {
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
    Map<List<String>, Long> sums = new HashMap<>();
    TreeSet<String> dates = new TreeSet<>();
    TreeSet<String> areas = new TreeSet<>(List.of(ALL_AREAS));
    for (Count count : counts) {
      dates.add(count.indexDate());
      String area = count.area().isEmpty() ? "not recorded" : count.area();
      areas.add(area);
      String node = leaf(count, steps.size());
      while (!node.isEmpty()) {
        for (String place : List.of(area, ALL_AREAS)) {
          sums.merge(List.of(count.indexDate(), place, node), count.people(), Long::sum);
        }
        node = parents.getOrDefault(node, "");
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (String date : dates) {
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

  private static String leaf(Count count, int steps) {
    if (count.step() < steps) {
      return name(count.unseen() ? UNSEEN : NOT_MET, count.step() + 1);
    }
    return steps == 0 ? START : name(LEFT, steps);
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
