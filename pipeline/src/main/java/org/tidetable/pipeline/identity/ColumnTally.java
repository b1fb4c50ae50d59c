package org.tidetable.pipeline.identity;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the gate remembers of one column: counts of marks, the numbers that only the column as a
 * whole can judge, and some of its different texts.
 *
 * <p>Every cell is looked at. Most need no more than one pass over their characters, which tells
 * that nothing of ours can be in them; a cell that was seen lately is not read again.
 */
final class ColumnTally {
  static final int MOST_TEXTS = 384;
  private static final int MOST_HASHES = 1 << 16;
  private static final int CACHED = 1024;
  private static final int UNREAD = Integer.MIN_VALUE;
  private static final int FIRST_DAY = -30_000;

  private final CellScan scan;
  private final String[] cached = new String[CACHED];
  private final int[] cachedHash = new int[CACHED];
  private final int[] cachedMarks = new int[CACHED];
  private final long[] counts = new long[32];
  private final long[] firstLines = new long[32];
  private final ChecksumTally ten = new ChecksumTally(CheckDigits.ONE_IN_11);
  private final ChecksumTally nine = new ChecksumTally(CheckDigits.ONE_IN_11);
  private final ChecksumTally learner = new ChecksumTally(CheckDigits.ONE_IN_11);
  private final ChecksumTally pupil = new ChecksumTally(CheckDigits.ONE_IN_23);
  private final BitSet days = new BitSet();
  private final DistinctTexts texts = new DistinctTexts(MOST_TEXTS);
  private final Map<String, Long> hashes = new LinkedHashMap<>();
  private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
  private long filled;
  private int upnLetters;
  private long eights;
  private long nines;

  ColumnTally(CellScan scan) {
    this.scan = scan;
  }

  /** Looks at a cell of the column. */
  void see(String cell, long line) {
    int n = cell.length();
    if (n == 0) {
      return;
    }
    filled++;
    int classes = 0;
    int digits = 0;
    int hash = 0;
    for (int i = 0; i < n; i++) {
      char c = cell.charAt(i);
      int type = c < 128 ? CharClasses.OF[c] : CharClasses.OTHER;
      classes |= type;
      digits += type & CharClasses.DIGIT;
      hash = 31 * hash + c;
    }
    int slot = (hash ^ (hash >>> 10)) & (CACHED - 1);
    if (!needsLook(cell, n, classes, digits)) {
      if (cachedHash[slot] != hash) {
        cachedHash[slot] = hash;
        cachedMarks[slot] = UNREAD;
        texts.offer(hash, cell, line);
      }
    } else if (cachedHash[slot] == hash
        && cachedMarks[slot] != UNREAD
        && cell.equals(cached[slot])) {
      again(cachedMarks[slot]);
    } else {
      int marks = read(cell, n, classes, digits);
      texts.offer(hash, cell, line);
      cached[slot] = cell;
      cachedHash[slot] = hash;
      cachedMarks[slot] = marks;
      tally(cell, marks, line);
    }
  }

  private int read(String cell, int n, int classes, int digits) {
    if (classes == CharClasses.DIGIT) {
      return scan.lookAtDigits(cell);
    }
    return Days.isWritten(cell, n, digits) ? scan.lookAtDay(cell) : scan.look(cell);
  }

  private boolean needsLook(String cell, int n, int classes, int digits) {
    if (classes == CharClasses.DIGIT) {
      eights += n == 8 ? 1 : 0;
      nines += n == 9 ? 1 : 0;
      return n >= 8 && n <= 14;
    }
    return CharClasses.needsLook(cell, n, classes, digits);
  }

  private void tally(String cell, int marks, long line) {
    for (int rest = marks; rest != 0; rest &= rest - 1) {
      int bit = Integer.numberOfTrailingZeros(rest);
      if (counts[bit]++ == 0) {
        firstLines[bit] = line;
      }
    }
    if ((marks & CellScan.TEN) != 0) {
      long number = scan.number();
      boolean checked = (marks & CellScan.CHECKED) != 0;
      if ((marks & CellScan.IN_USE) != 0) {
        ten.add(number, checked, line);
        kinds.merge(CheckDigits.kindOf(number), checked ? 1L : 0L, Long::sum);
      }
      learner.add(number, (marks & CellScan.ULN) != 0, line);
    } else if ((marks & CellScan.NINE) != 0) {
      if ((marks & CellScan.IN_USE) != 0) {
        nine.add(scan.number(), (marks & CellScan.CHECKED) != 0, line);
      }
    }
    if ((marks & CellScan.UPN_SHAPED) != 0) {
      pupil.add(scan.pupil(), (marks & CellScan.UPN) != 0, line);
      upnLetters |= 1 << (int) (scan.pupil() % 26);
    }
    if ((marks & CellScan.DAY) != 0) {
      days.set(scan.day() - FIRST_DAY);
    }
    if ((marks & CellScan.HASH_SHAPED) != 0 && hashes.size() < MOST_HASHES) {
      hashes.putIfAbsent(cell, line);
    }
  }

  private void again(int marks) {
    for (int rest = marks; rest != 0; rest &= rest - 1) {
      counts[Integer.numberOfTrailingZeros(rest)]++;
    }
  }

  /** Cells that are not empty. */
  long filled() {
    return filled;
  }

  /** Cells with a mark of {@link CellScan}. */
  long count(int mark) {
    return counts[Integer.numberOfTrailingZeros(mark)];
  }

  /** The line of the first cell with a mark. */
  long line(int mark) {
    return firstLines[Integer.numberOfTrailingZeros(mark)];
  }

  ChecksumTally ten() {
    return ten;
  }

  ChecksumTally nine() {
    return nine;
  }

  ChecksumTally learner() {
    return learner;
  }

  ChecksumTally pupil() {
    return pupil;
  }

  /** The different days, as days since 1970-01-01, in order. */
  int[] days() {
    return days.stream().map(day -> day + FIRST_DAY).toArray();
  }

  DistinctTexts texts() {
    return texts;
  }

  /** Hash-shaped cells with the lines where they stand first; at most 65,536. */
  Map<String, Long> hashes() {
    return hashes;
  }

  /** How many first letters of pupil-shaped numbers there are. */
  int upnLetters() {
    return Integer.bitCount(upnLetters);
  }

  /** The kind that most of the checked numbers of ten digits are. */
  Kind kindOfTen() {
    Kind most = Kind.NHS_NUMBER;
    for (Map.Entry<Kind, Long> kind : kinds.entrySet()) {
      most = kind.getValue() > kinds.getOrDefault(most, 0L) ? kind.getKey() : most;
    }
    return most;
  }

  /**
   * Whether ten digits are the far end of an amount: fewer than of nine, those fewer than of eight.
   */
  boolean areAmounts() {
    return eights >= nines && nines >= ten.different() && nines > 0;
  }

  @Override
  public String toString() {
    return "a column of " + filled + " cells, " + Arrays.stream(counts).sum() + " marks";
  }
}
