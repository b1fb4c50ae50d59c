package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Parts of a column's values: an outcome joined to a code hides in a sign or a part of it. */
final class Parts {
  private static final int FEW = 12;

  private Parts() {}

  /** The column's parts as columns; none where it has few values. */
  static List<SuspectColumn> of(SuspectColumn column) {
    List<SuspectColumn> parts = new ArrayList<>();
    if (column.distinct() <= FEW) {
      return parts;
    }
    if (column.numeric()) {
      boolean whole = Arrays.stream(column.numbers()).allMatch(x -> x == Math.rint(x));
      if (whole && column.distinct() > 4 * FEW) {
        parts.add(remainder(column, 2));
        parts.add(remainder(column, 10));
      }
      return parts;
    }
    parts.add(part(column, text -> text.substring(0, 1)));
    parts.add(part(column, text -> text.substring(text.length() - 1)));
    parts.add(part(column, text -> Integer.toString(text.length())));
    parts.add(part(column, text -> text.split("[^\\p{Alnum}]+", 2)[0]));
    parts.add(
        part(column, text -> text.substring(1 + Math.max(text.lastIndexOf('-'), separator(text)))));
    parts.removeIf(each -> each.distinct() < 2 || each.distinct() == column.distinct());
    return parts;
  }

  private static int separator(String text) {
    int last = -1;
    for (int i = 0; i < text.length(); i++) {
      last = Character.isLetterOrDigit(text.charAt(i)) ? last : i;
    }
    return last;
  }

  private static SuspectColumn remainder(SuspectColumn column, int divisor) {
    int[] groups = new int[column.distinct()];
    for (int level = 0; level < groups.length; level++) {
      groups[level] = (int) Math.floorMod((long) column.numbers()[level], (long) divisor);
    }
    return column.grouped(groups);
  }

  private static SuspectColumn part(SuspectColumn column, Function<String, String> part) {
    Map<String, Integer> known = new HashMap<>();
    int[] groups = new int[column.distinct()];
    for (int level = 0; level < groups.length; level++) {
      int next = known.size();
      Integer before = known.putIfAbsent(part.apply(column.texts().get(level)), next);
      groups[level] = before == null ? next : before;
    }
    return column.grouped(groups);
  }
}
