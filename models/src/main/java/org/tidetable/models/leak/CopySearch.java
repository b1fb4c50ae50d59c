package org.tidetable.models.leak;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows that agree in every feature though they are said to be of different persons: copies under
 * other ids, which land on both sides of a validation. That rows agree is said only where chance
 * would hardly make two persons agree, and where their outcomes go together as well.
 */
final class CopySearch {
  private static final int MOST_ROWS = 8;
  private static final int FEWEST = 20;
  private static final double SHARE = 0.005;
  private static final double SURE = 0.7;

  /** Beyond the bits that number the rows: chance then makes a twin of one row in some hundred. */
  private static final double BITS = 9;

  private CopySearch() {}

  /** What a card says of such rows; empty where there are no more than chance makes. */
  static Optional<String> in(Suspects rows) {
    if (!rows.personsNamed() || rows.rows() == 0) {
      return Optional.empty();
    }
    List<SuspectColumn> columns =
        IntStream.range(0, rows.names().size())
            .filter(i -> !rows.leftOut().containsKey(rows.names().get(i)))
            .mapToObj(rows.column())
            .toList();
    double bits = columns.stream().mapToDouble(each -> bits(each, rows.rows())).sum();
    if (bits < Math.log(rows.rows()) / Math.log(2) + BITS) {
      return Optional.empty();
    }
    SuspectColumn alike = alike(columns, rows);
    Agreement twins = Agreement.within(alike, rows.outcomes(), MOST_ROWS);
    if (twins.rows() < Math.max(FEWEST, SHARE * rows.rows()) || twins.correlation() < SURE) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%.1f %% of the rows agree with a row of another person in all %d features and in the"
                + " outcome (correlation %.2f), which is more than chance: if they are copies, or one"
                + " person under two ids, every score is too good",
            100.0 * twins.rows() / rows.rows(),
            columns.size(),
            twins.correlation()));
  }

  /** What the agreement of two rows in a column is worth. */
  private static double bits(SuspectColumn column, double rows) {
    double meet = 0;
    for (int count : column.counts()) {
      meet += (count / rows) * (count / rows);
    }
    return -Math.log(meet) / Math.log(2);
  }

  /** Rows that agree have one level; of each person one of them. */
  private static SuspectColumn alike(List<SuspectColumn> columns, Suspects rows) {
    double[] hashes = new double[rows.rows()];
    for (int row = 0; row < hashes.length; row++) {
      long hash = 0x9e3779b97f4a7c15L;
      for (SuspectColumn each : columns) {
        hash = (hash ^ (each.levels()[row] + 1)) * 0xbf58476d1ce4e5b9L;
        hash ^= hash >>> 29;
      }
      hashes[row] = hash >>> 11;
    }
    SuspectColumn all = SuspectColumn.of("rows alike", hashes);
    Set<String> seen = new HashSet<>();
    int[] levels = all.levels().clone();
    for (int row = 0; row < levels.length; row++) {
      if (!seen.add(levels[row] + " " + rows.persons()[row])) {
        levels[row] = -1;
      }
    }
    return new SuspectColumn(all.name(), levels, all.numbers(), List.of());
  }
}
