package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table of text in memory, each distinct text of a column kept once. Immutable. */
public final class TextTable {
  private final List<String> header;
  private final int rows;
  private final int[][] codes;
  private final List<List<String>> distinct;

  private TextTable(List<String> header, int rows, int[][] codes, List<List<String>> distinct) {
    this.header = header;
    this.rows = rows;
    this.codes = codes;
    this.distinct = distinct;
  }

  /**
   * Reads every row once.
   *
   * @param rows each with as many texts as the header
   * @param missing texts that mean missing, beside blank, NA, NaN and NULL
   */
  public static TextTable read(List<String> header, Iterable<String[]> rows, Set<String> missing) {
    int columns = header.size();
    require(new HashSet<>(header).size() == columns, "the header names a column twice");
    List<Map<String, Integer>> known = new ArrayList<>();
    List<List<String>> distinct = new ArrayList<>();
    int[][] codes = new int[columns][1024];
    for (int column = 0; column < columns; column++) {
      known.add(new HashMap<>());
      distinct.add(new ArrayList<>());
    }
    int count = 0;
    for (String[] row : rows) {
      require(
          row.length == columns,
          "data row %s has %s cells, but the header has %s",
          count + 1,
          row.length,
          columns);
      for (int column = 0; column < columns; column++) {
        if (count == codes[column].length) {
          codes[column] = Arrays.copyOf(codes[column], 2 * count);
        }
        codes[column][count] =
            code(row[column].strip(), missing, known.get(column), distinct.get(column));
      }
      count++;
    }
    return new TextTable(List.copyOf(header), count, codes, distinct);
  }

  private static int code(
      String text, Set<String> missing, Map<String, Integer> known, List<String> distinct) {
    if (missing.contains(text)) {
      return -1;
    }
    switch (text.toLowerCase(Locale.ROOT)) {
      case "", "na", "nan", "null" -> {
        return -1;
      }
      default -> {
        Integer code = known.putIfAbsent(text, distinct.size());
        if (code == null) {
          distinct.add(text);
          return distinct.size() - 1;
        }
        return code;
      }
    }
  }

  public List<String> header() {
    return header;
  }

  public int rows() {
    return rows;
  }

  /** The place of a column; throws with the names there are when it is not there. */
  public int column(String name) {
    int column = header.indexOf(name);
    require(column >= 0, "there is no column \"%s\"; the table has %s", name, header);
    return column;
  }

  /** The text of a cell; empty when missing. */
  public Optional<String> text(int row, int column) {
    int code = codes[column][row];
    return code < 0 ? Optional.empty() : Optional.of(distinct.get(column).get(code));
  }

  /** The number of a cell's text among the distinct texts of its column; -1 when missing. */
  public int code(int row, int column) {
    return codes[column][row];
  }

  /** The distinct texts of a column, in the order in which they first come. */
  public List<String> distinct(int column) {
    return java.util.Collections.unmodifiableList(distinct.get(column));
  }
}
