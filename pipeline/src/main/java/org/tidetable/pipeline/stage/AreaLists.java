package org.tidetable.pipeline.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.tidetable.features.frame.Rows.Subject;

/** Who would be on the lists of a run: in each area those with the highest risks. */
record AreaLists(List<Subject> subjects, Predicate<Subject> mayBeListed, int topPerArea) {

  /** Whether each subject is on the list of the area, by risks in the order of the subjects. */
  boolean[] listed(double[] risks) {
    Map<String, List<Integer>> byArea = new TreeMap<>();
    IntStream.range(0, risks.length)
        .filter(row -> mayBeListed.test(subjects.get(row)))
        .forEach(
            row ->
                byArea
                    .computeIfAbsent(subjects.get(row).areaCode(), area -> new ArrayList<>())
                    .add(row));
    boolean[] listed = new boolean[risks.length];
    for (List<Integer> area : byArea.values()) {
      area.sort(
          Comparator.comparing((Integer row) -> -risks[row])
              .thenComparing(row -> subjects.get(row).personId()));
      area.subList(0, Math.min(topPerArea, area.size())).forEach(row -> listed[row] = true);
    }
    return listed;
  }
}
