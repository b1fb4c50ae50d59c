package org.tidetable.pipeline.identity;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Numbers of one shape in one column, and how many of them have the right check digit.
 *
 * <p>Each different number counts once: a clean code that stands in every row is one coincidence,
 * not thousands. Of more than 32,768 different numbers a part is kept that their own bits choose,
 * so it is the same in whatever order they come.
 */
final class ChecksumTally {
  /** A clean column of more numbers than a few is refused once in so many columns. */
  private static final double CHANCE_OF_REFUSAL = 1e-4;

  /** So few numbers can prove nothing: one right check digit among them is too many. */
  private static final int FEW = 3;

  private static final int MOST = 1 << 15;
  private static final long EMPTY = -1;

  private final double chance;
  private long[] table = newTable(64);
  private int size;
  private int valid;
  private long kept = 0;
  private long cells;
  private long firstLine;

  /**
   * @param chance of a right check digit where there is no identifier
   */
  ChecksumTally(double chance) {
    this.chance = chance;
  }

  /** Counts a cell whose number has been added before. */
  void again(boolean isValid) {
    cells += isValid ? 1 : 0;
  }

  /** Adds the number of a cell. */
  void add(long number, boolean isValid, long line) {
    if (isValid) {
      cells++;
      firstLine = firstLine == 0 ? line : firstLine;
    }
    long entry = 2 * number + (isValid ? 1 : 0);
    if ((mix(entry) & kept) == 0 && insert(table, entry)) {
      size++;
      valid += isValid ? 1 : 0;
      if (2 * size > table.length) {
        grow();
      }
    }
  }

  /** Different numbers seen; those kept stand for the rest. */
  int different() {
    return size;
  }

  /** Cells with a right check digit. */
  long cells() {
    return cells;
  }

  /** The line of the first of them. */
  long firstLine() {
    return firstLine;
  }

  /** Whether more check digits are right than chance allows; of a few numbers, whether any is. */
  boolean isProof(boolean strictOnFew) {
    if (valid == 0) {
      return false;
    }
    if (size <= FEW) {
      return strictOnFew;
    }
    return isBeyondChance(size, valid, chance);
  }

  /** Whether so many successes are less likely than one clean column in 10,000 may have. */
  static boolean isBeyondChance(int trials, int successes, double chance) {
    if (successes <= trials * chance) {
      return false;
    }
    double below =
        new BinomialDistribution(null, trials, chance).cumulativeProbability(successes - 1);
    return 1 - below < CHANCE_OF_REFUSAL;
  }

  private void grow() {
    long[] old = table;
    if (size >= MOST) {
      kept = 2 * kept + 1;
      size = 0;
      valid = 0;
      table = newTable(old.length);
      for (long entry : old) {
        if (entry != EMPTY && (mix(entry) & kept) == 0 && insert(table, entry)) {
          size++;
          valid += (int) (entry & 1);
        }
      }
      return;
    }
    table = newTable(2 * old.length);
    for (long entry : old) {
      if (entry != EMPTY) {
        insert(table, entry);
      }
    }
  }

  private static boolean insert(long[] table, long entry) {
    int mask = table.length - 1;
    int at = (int) (mix(entry) >>> 32) & mask;
    while (table[at] != EMPTY) {
      if (table[at] == entry) {
        return false;
      }
      at = (at + 1) & mask;
    }
    table[at] = entry;
    return true;
  }

  private static long[] newTable(int size) {
    long[] table = new long[size];
    java.util.Arrays.fill(table, EMPTY);
    return table;
  }

  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 29;
    mixed *= 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 32);
  }
}
