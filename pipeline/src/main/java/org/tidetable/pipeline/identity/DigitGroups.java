package org.tidetable.pipeline.identity;

import static org.tidetable.pipeline.identity.Folded.isDigit;

/** Digits of a folded text with what stands between them, read from one place; used again. */
final class DigitGroups {
  private static final int MOST = 64;

  private final char[] digits = new char[MOST];
  private final int[] sizes = new int[MOST];
  private final char[] gaps = new char[MOST];
  private int count;
  private int groups;
  private int end;

  /** Reads up to 64 digits; separators of up to two characters do not end them. */
  DigitGroups read(char[] t, int from, int n) {
    count = 0;
    groups = 0;
    end = from;
    int i = from;
    while (i < n && count < MOST) {
      if (isDigit(t[i])) {
        int start = count;
        while (i < n && isDigit(t[i]) && count < MOST) {
          digits[count++] = t[i++];
        }
        gaps[groups] = i < n ? t[i] : 0;
        sizes[groups++] = count - start;
        end = i;
      } else if (isSeparator(t[i]) && i - end < 3) {
        i++;
      } else {
        break;
      }
    }
    return this;
  }

  /** How many digits. */
  int count() {
    return count;
  }

  int groups() {
    return groups;
  }

  /** The place past the last digit. */
  int end() {
    return end;
  }

  int size(int group) {
    return sizes[group];
  }

  /** The first character after a group. */
  char gap(int group) {
    return gaps[group];
  }

  char digit(int place) {
    return digits[place];
  }

  /** The number that some of the digits spell. */
  long value(int start, int size) {
    long value = 0;
    for (int i = start; i < start + size; i++) {
      value = 10 * value + (digits[i] - '0');
    }
    return value;
  }

  /** Whether the groups from one on have these sizes. */
  boolean are(int from, int first, int second, int third) {
    return from + 2 < groups
        && sizes[from] == first
        && sizes[from + 1] == second
        && sizes[from + 2] == third;
  }

  /** Whether ten digits are grouped as spreadsheets and forms do: 1-3-3-3, in twos, one by one. */
  boolean areTenAsUsual() {
    return count == 10
        && (groups == 10
            || (groups == 4 && sizes[0] == 1 && are(1, 3, 3, 3))
            || (groups == 3 && are(0, 4, 3, 3))
            || (groups == 5 && are(0, 2, 2, 2) && are(2, 2, 2, 2)));
  }

  /** A whole number and a fraction. */
  boolean isDecimal() {
    return groups == 2 && gaps[0] == '.';
  }

  static boolean isSeparator(char c) {
    return switch (c) {
      case ' ', '-', '.', '/', ',', '_', '|', '(', ')', '\'', ':' -> true;
      default -> false;
    };
  }
}
