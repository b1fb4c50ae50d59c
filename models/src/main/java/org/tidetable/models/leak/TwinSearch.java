package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Rows that are too alike to be of two persons, in a table that names no person: with their
 * outcomes they land on both sides of a validation. Columns are drawn until two persons would
 * hardly ever agree in all of them; rows that do are twins, even where other columns differ.
 */
final class TwinSearch {
  private static final int DRAWS = 16;
  private static final int MOST_COLUMNS = 60;
  private static final int MOST_ROWS = 8;
  private static final double SURE = 0.7;

  /** Beyond the bits that number the rows: one row in some hundred then has a twin by chance. */
  private static final double BITS = 9;

  private TwinSearch() {}

  private record Seen(int[] levels, int distinct, double bits) {}

  static List<Finding> in(Suspects rows, long seed) {
    if (rows.personsNamed() || rows.rows() < 100) {
      return List.of();
    }
    List<Seen> columns = new ArrayList<>();
    for (int i = 0; i < rows.names().size() && columns.size() < MOST_COLUMNS; i++) {
      seen(rows.column().apply(i)).ifPresent(columns::add);
    }
    double needed = Math.log(rows.rows()) / Math.log(2) + BITS;
    SplittableRandom random = new SplittableRandom(seed);
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Seen> drawn = drawn(columns, needed, random);
      if (drawn.isEmpty()) {
        return List.of();
      }
      Agreement twins =
          Agreement.within(signatures(drawn, rows.rows()), rows.outcomes(), MOST_ROWS);
      if (twins.rows() >= Math.max(40, 0.01 * rows.rows()) && twins.correlation() >= SURE) {
        return List.of(
            new Finding(
                LeakKind.SAME_PERSON,
                "rows alike",
                "are "
                    + Setting.percent((double) twins.rows() / rows.rows())
                    + " of the table: they agree in "
                    + drawn.size()
                    + " columns and in the outcome"
                    + String.format(Locale.ROOT, " (correlation %.2f)", twins.correlation()),
                "Name the column of persons with --person, or keep one row of each."));
      }
    }
    return List.of();
  }

  /** A column with the bits that two rows' agreement in it is worth; numbers in coarse groups. */
  private static Optional<Seen> seen(SuspectColumn column) {
    SuspectColumn coarse = column.numeric() && column.distinct() > 64 ? column.binned(24) : column;
    int[] counts = coarse.counts();
    double rows = coarse.levels().length;
    if (coarse.distinct() > 0.5 * rows || column.distinct() < 2) {
      return Optional.empty();
    }
    double meet = 0;
    for (int count : counts) {
      meet += (count / rows) * (count / rows);
    }
    double bits = -Math.log(meet) / Math.log(2);
    return bits < 0.1
        ? Optional.empty()
        : Optional.of(new Seen(coarse.levels(), coarse.distinct(), bits));
  }

  private static List<Seen> drawn(List<Seen> columns, double needed, SplittableRandom random) {
    List<Seen> shuffled = new ArrayList<>(columns);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    double bits = 0;
    for (int i = 0; i < shuffled.size(); i++) {
      bits += shuffled.get(i).bits();
      if (bits >= needed) {
        return shuffled.subList(0, i + 1);
      }
    }
    return List.of();
  }

  private static SuspectColumn signatures(List<Seen> drawn, int rows) {
    double[] hashes = new double[rows];
    for (int row = 0; row < rows; row++) {
      long hash = 0x9e3779b97f4a7c15L;
      for (Seen each : drawn) {
        hash = (hash ^ (each.levels()[row] + 1)) * 0xbf58476d1ce4e5b9L;
        hash ^= hash >>> 29;
      }
      hashes[row] = hash >>> 11;
    }
    return SuspectColumn.of("rows alike", Arrays.copyOf(hashes, rows));
  }
}
