package org.tidetable.pipeline.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How well the headings of a file fit a mapping.
 *
 * @param found columns of the mapping, optional ones too, that the file has
 * @param declared columns of the mapping
 * @param drift how the two differ
 */
public record HeadingMatch(int found, int declared, Drift drift) {

  /**
   * Compares headings with a mapping.
   *
   * @throws org.tidetable.pipeline.run.UserError when a heading stands twice
   */
  public static HeadingMatch of(SourceMapping mapping, String file, List<String> header) {
    Names names = new Names(mapping);
    Headings headings = new Headings(file, header, FileColumns.alternatives(mapping));
    int found = 0;
    for (String column : names.all) {
      found += headings.find(column).isPresent() ? 1 : 0;
    }
    Drift drift = Drift.of(mapping, headings);
    List<String> absent = new ArrayList<>(drift.absent());
    int parts = 0;
    for (List<String> alternatives : names.breakdowns) {
      boolean there = alternatives.stream().anyMatch(name -> headings.find(name).isPresent());
      found += there ? 1 : 0;
      parts++;
      if (!there) {
        absent.add(alternatives.get(0));
      }
    }
    return new HeadingMatch(
        found, names.all.size() + parts, new Drift(absent, drift.lacking(), drift.undeclared()));
  }

  /** The share of the mapping's columns that the file has, 0 to 1. */
  public double share() {
    return declared == 0 ? 0 : found / (double) declared;
  }

  /** Whether nothing that the mapping needs is absent. */
  public boolean isWhole() {
    return drift.absent().isEmpty();
  }

  private static final class Names {
    private final Set<String> all = new LinkedHashSet<>();
    private final List<List<String>> breakdowns;

    Names(SourceMapping mapping) {
      all.addAll(NamedColumns.of(mapping).keySet());
      all.addAll(mapping.columns().keySet());
      CountsMapping counts = mapping.counts();
      this.breakdowns =
          counts == null
              ? List.of()
              : Stream.of(counts.ageGroup(), counts.category())
                  .filter(breakdown -> breakdown != null)
                  .map(CountsMapping.Breakdown::columns)
                  .filter(
                      columns -> !columns.isEmpty() && columns.stream().noneMatch(all::contains))
                  .toList();
    }
  }
}
