package org.tidetable.models.risk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far a table that is scored differs from the one that was learnt from. Counts only: no text
 * and no number of a cell is in it.
 *
 * @param unseen by column of texts, what the learning table never held
 * @param outside by column of numbers, on how many rows the number lies outside the learnt range
 * @param rowsOutside on how many rows at least one number does
 */
public record TableComparison(
    Map<String, Unseen> unseen, Map<String, Integer> outside, int rowsOutside) {

  /**
   * Texts that are new.
   *
   * @param texts how many different ones
   * @param rows on how many rows one of them stands
   */
  public record Unseen(int texts, int rows) {}

  public TableComparison {
    unseen = new TreeMap<>(unseen);
    outside = new TreeMap<>(outside);
  }

  /** One table and which of its rows matter. */
  public record Part(TextTable table, int[] rows) {
    private int[] counts(int column) {
      int[] counts = new int[table.distinct(column).size()];
      for (int row : rows) {
        int code = table.code(row, column);
        if (code >= 0) {
          counts[code]++;
        }
      }
      return counts;
    }
  }

  /** Compares the columns that were learnt. */
  public static TableComparison of(TableEncoding encoding, Part learnt, Part scored) {
    Map<String, Unseen> unseen = new HashMap<>();
    Map<String, Integer> outside = new HashMap<>();
    boolean[] anyOutside = new boolean[scored.rows().length];
    for (ColumnEncoding column : encoding.columns()) {
      int from = learnt.table().column(column.name());
      int to = scored.table().column(column.name());
      if (column.categorical()) {
        Unseen found = unseen(learnt, from, scored, to);
        if (found.texts() > 0) {
          unseen.put(column.name(), found);
        }
      } else {
        int rows = outside(column, learnt, from, scored, to, anyOutside);
        if (rows > 0) {
          outside.put(column.name(), rows);
        }
      }
    }
    int any = 0;
    for (boolean each : anyOutside) {
      any += each ? 1 : 0;
    }
    return new TableComparison(unseen, outside, any);
  }

  private static Unseen unseen(Part learnt, int from, Part scored, int to) {
    Set<String> known = new HashSet<>();
    int[] counts = learnt.counts(from);
    List<String> texts = learnt.table().distinct(from);
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        known.add(texts.get(code));
      }
    }
    int different = 0;
    int rows = 0;
    int[] found = scored.counts(to);
    List<String> others = scored.table().distinct(to);
    for (int code = 0; code < found.length; code++) {
      if (found[code] > 0 && !known.contains(others.get(code))) {
        different++;
        rows += found[code];
      }
    }
    return new Unseen(different, rows);
  }

  private static int outside(
      ColumnEncoding column, Part learnt, int from, Part scored, int to, boolean[] anyOutside) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    int[] counts = learnt.counts(from);
    for (int code = 0; code < counts.length; code++) {
      double number = number(column, learnt.table().distinct(from).get(code));
      if (counts[code] > 0 && !Double.isNaN(number)) {
        least = Math.min(least, number);
        most = Math.max(most, number);
      }
    }
    List<String> others = scored.table().distinct(to);
    boolean[] beyond = new boolean[others.size()];
    for (int code = 0; code < beyond.length; code++) {
      double number = number(column, others.get(code));
      beyond[code] = number < least || number > most;
    }
    int rows = 0;
    for (int place = 0; place < scored.rows().length; place++) {
      int code = scored.table().code(scored.rows()[place], to);
      if (code >= 0 && beyond[code]) {
        rows++;
        anyOutside[place] = true;
      }
    }
    return rows;
  }

  private static double number(ColumnEncoding column, String text) {
    return column.encode(Optional.of(text)).getOrDefault(column.name(), Double.NaN);
  }
}
