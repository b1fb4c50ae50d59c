package org.tidetable.pipeline.identity;

/**
 * What a column would be refused for.
 *
 * @param words the kind in words, in the plural
 * @param count cells, or different values where only those were looked at
 */
public record Sighting(Kind kind, String words, long count) {
  static Sighting of(Finding finding) {
    return new Sighting(finding.kind(), finding.kind().words(), finding.count());
  }
}
