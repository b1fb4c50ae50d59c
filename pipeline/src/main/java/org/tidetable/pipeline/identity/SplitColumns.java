package org.tidetable.pipeline.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Identifiers cut into two or three neighbouring columns, looked for in up to 2,048 rows: all rows
 * of a small file, of a large one a part drawn with a fixed seed.
 */
final class SplitColumns {
  private static final int MOST_ROWS = 2048;
  private static final int MOST_CHARACTERS = 16;
  private static final int LEAST_BIRTHS = 12;
  private static final int LEAST_DIFFERENT = 8;

  private record Row(List<String> cells, long line) {}

  private final List<Row> rows = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(20_260_101L);
  private long seen;

  /** Keeps a row, or not. */
  void offer(List<String> cells, long line) {
    seen++;
    if (rows.size() < MOST_ROWS) {
      rows.add(new Row(List.copyOf(cells), line));
    } else if (random.nextLong(seen) < MOST_ROWS) {
      rows.set(random.nextInt(MOST_ROWS), new Row(List.copyOf(cells), line));
    }
  }

  /**
   * What the columns from one on hold together, if they are not what one of them holds alone.
   *
   * @param whole which columns are declared as something whole, such as a day: never a part
   */
  Optional<Finding> from(int column, boolean[] whole) {
    int width = whole.length;
    Optional<Finding> births = births(column, width);
    boolean parts = !whole[column];
    for (int size = 2; size <= 3 && births.isEmpty() && column + size <= width; size++) {
      parts &= !whole[column + size - 1];
      Optional<Finding> found =
          parts ? HiddenRuns.together(joined(column, size)) : Optional.empty();
      if (found.isPresent() && (found.get().kind() != Kind.PHONE || vary(column, size))) {
        return found;
      }
    }
    return births;
  }

  /**
   * Whether each of the columns has some different values. A telephone number has no check digit,
   * and a column of few codes before one of long codes makes its shape.
   */
  private boolean vary(int column, int size) {
    for (int i = column; i < column + size; i++) {
      Set<String> different = new HashSet<>();
      for (Row row : rows) {
        if (row.cells().size() > i) {
          different.add(row.cells().get(i));
        }
      }
      if (different.size() < LEAST_DIFFERENT) {
        return false;
      }
    }
    return true;
  }

  private List<HiddenRuns.Compact> joined(int column, int size) {
    Set<String> different = new HashSet<>();
    List<HiddenRuns.Compact> joined = new ArrayList<>();
    Folded folded = new Folded();
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.setLength(0);
      boolean whole = row.cells().size() >= column + size;
      for (int i = column; whole && i < column + size; i++) {
        String cell = row.cells().get(i);
        whole = !cell.isEmpty() && cell.length() <= MOST_CHARACTERS && cell.indexOf('.') < 0;
        if (whole) {
          text.append(folded.of(cell).compact());
        }
      }
      if (whole && text.length() >= 5 && different.add(text.toString())) {
        joined.add(new HiddenRuns.Compact(text.toString(), row.line()));
      }
    }
    return joined;
  }

  /** Day, month and year in three columns, in either order. */
  private Optional<Finding> births(int column, int width) {
    if (column + 3 > width) {
      return Optional.empty();
    }
    Set<Integer> days = new HashSet<>();
    Set<Integer> places = new HashSet<>();
    int all = 0;
    int valid = 0;
    for (Row row : rows) {
      if (row.cells().size() < column + 3) {
        continue;
      }
      int first = small(row.cells().get(column));
      int second = small(row.cells().get(column + 1));
      int third = small(row.cells().get(column + 2));
      if (first < 0 && second < 0 && third < 0) {
        continue;
      }
      all++;
      boolean yearFirst = first > 1000;
      int day =
          first < 0 || second < 0 || third < 0
              ? Days.NONE
              : Days.groups(first, yearFirst ? 4 : 2, second, third, yearFirst ? 2 : 4);
      if (day != Days.NONE && (yearFirst || third > 1000)) {
        valid++;
        days.add(day);
        places.add(yearFirst ? third : first);
      }
    }
    int[] sorted = days.stream().mapToInt(Integer::intValue).sorted().toArray();
    boolean births =
        days.size() >= LEAST_BIRTHS
            && valid >= 0.98 * all
            && places.size() >= Math.min(20, days.size() / 2)
            && BirthDays.areSpread(sorted);
    long line = rows.isEmpty() ? 0 : rows.get(0).line();
    return births ? Optional.of(new Finding(Kind.BIRTH_DATE, valid, line)) : Optional.empty();
  }

  /** A number of one to four digits; -1 for anything else. */
  private static int small(String cell) {
    if (cell.isEmpty() || cell.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < cell.length(); i++) {
      int digit = Character.digit(cell.charAt(i), 10);
      if (digit < 0) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
