package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An outsider who knows the rounding rule and the published numbers, and narrows down what each
 * true count can be. Written without the code that it attacks: cells are texts "area/age/period",
 * sums are lists of cells.
 */
final class Attacker {
  private final Map<String, long[]> bounds = new TreeMap<>();
  private final List<Sum> sums = new ArrayList<>();

  private record Sum(String total, List<String> parts) {}

  /** The true count of the cell lies between these, both included. */
  void knows(String cell, long least, long most) {
    bounds.merge(
        cell,
        new long[] {Math.max(0, least), most},
        (one, two) -> new long[] {Math.max(one[0], two[0]), Math.min(one[1], two[1])});
  }

  /** The true count of the total is the sum of the true counts of the parts. */
  void addsUp(String total, List<String> parts) {
    sums.add(new Sum(total, parts));
  }

  /** Narrows every cell by every sum until nothing changes; the width of each cell after that. */
  Map<String, Long> widths() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Sum sum : sums) {
        changed |= narrow(sum);
      }
    }
    Map<String, Long> widths = new TreeMap<>();
    bounds.forEach((cell, range) -> widths.put(cell, range[1] - range[0] + 1));
    return widths;
  }

  private boolean narrow(Sum sum) {
    long least = 0;
    long most = 0;
    for (String part : sum.parts()) {
      least += bounds.get(part)[0];
      most += bounds.get(part)[1];
    }
    long[] total = bounds.get(sum.total());
    boolean changed = tighten(total, least, most);
    for (String part : sum.parts()) {
      long[] range = bounds.get(part);
      changed |= tighten(range, total[0] - (most - range[1]), total[1] - (least - range[0]));
    }
    return changed;
  }

  private static boolean tighten(long[] range, long least, long most) {
    boolean changed = least > range[0] || most < range[1];
    range[0] = Math.max(range[0], least);
    range[1] = Math.min(range[1], most);
    return changed;
  }
}
