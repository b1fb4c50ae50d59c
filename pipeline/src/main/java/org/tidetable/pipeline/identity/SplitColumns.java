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

  /** What the columns from one on hold together, if they are not what one of them holds alone. */
  Optional<Finding> from(int column, int width) {
    Optional<Finding> births = births(column, width);
    for (int size = 2; size <= 3 && births.isEmpty() && column + size <= width; size++) {
      List<HiddenRuns.Compact> joined = joined(column, size);
      Optional<Finding> found = HiddenRuns.together(joined);
      if (found.isPresent()) {
        return found;
      }
    }
    return births;
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
