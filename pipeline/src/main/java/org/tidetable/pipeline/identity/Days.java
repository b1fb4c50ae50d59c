package org.tidetable.pipeline.identity;

import java.time.LocalDate;

/** Days as people write them. */
final class Days {
  /** What is returned where there is no day. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int FIRST_YEAR = 1890;
  private static final int LAST_YEAR = 2060;
  private static final int PIVOT = 40;

  private Days() {}

  /** Whether the calendar has the day. */
  static boolean exists(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= 31
        && (day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth());
  }

  /** Days since 1970-01-01, or {@link #NONE} where the three are no day that a person has seen. */
  static int of(int year, int month, int day) {
    int full = year;
    if (year >= 0 && year < 100) {
      full = year + (year < PIVOT ? 2000 : 1900);
    }
    if (full < FIRST_YEAR || full > LAST_YEAR || !exists(full, month, day)) {
      return NONE;
    }
    return (int) LocalDate.of(full, month, day).toEpochDay();
  }

  /** Whether a cell is eight digits with the separators of a day, or such a day and a time. */
  static boolean isWritten(String cell, int n, int digits) {
    boolean day = n == 10 && digits == 8;
    if (n == 19 && digits == 14) {
      char between = cell.charAt(10);
      day = (between == 'T' || between == ' ') && cell.charAt(13) == ':' && cell.charAt(16) == ':';
    }
    return day
        && ((cell.charAt(4) == '-' && cell.charAt(7) == '-')
            || (cell.charAt(2) == '/' && cell.charAt(5) == '/'));
  }

  /** The day of a cell that {@link #isWritten is written so}. */
  static int written(String cell) {
    return cell.charAt(4) == '-'
        ? of(number(cell, 0, 4), number(cell, 5, 7), number(cell, 8, 10))
        : of(number(cell, 6, 10), number(cell, 3, 5), number(cell, 0, 2));
  }

  private static int number(String cell, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + (cell.charAt(i) - '0');
    }
    return number;
  }

  /** Eight digits without separators: year first, else day first. */
  static int compact(long eight) {
    int yearFirst = of((int) (eight / 10_000), (int) (eight / 100 % 100), (int) (eight % 100));
    if (eight < 10_000_000L || yearFirst == NONE) {
      return of((int) (eight % 10_000), (int) (eight / 10_000 % 100), (int) (eight / 1_000_000));
    }
    return yearFirst;
  }

  /** Three groups of digits: year first, day first, or month first. */
  static int groups(int first, int firstDigits, int second, int third, int thirdDigits) {
    if (firstDigits == 4) {
      return of(first, second, third);
    }
    if (firstDigits > 2 || (thirdDigits != 2 && thirdDigits != 4)) {
      return NONE;
    }
    int dayFirst = of(third, second, first);
    return dayFirst == NONE ? of(third, first, second) : dayFirst;
  }

  /**
   * A day with the month in letters ("3 Feb 1945", "February 3, 1945") anywhere in a folded text.
   */
  static int named(char[] text, int length) {
    for (int i = 0; i + 3 <= length; i++) {
      boolean begins = isLetter(text[i]) && (i == 0 || !isLetter(text[i - 1]));
      int month = begins ? month(text, i) : 0;
      if (month == 0) {
        continue;
      }
      int end = i + 3;
      while (end < length && isLetter(text[end])) {
        end++;
      }
      long after = number(text, end, length, 1);
      long before = number(text, i - 1, length, -1);
      int day = NONE;
      if (before > 0 && after > 0) {
        day = of((int) after, month, (int) before);
      } else if (after > 0) {
        int past = end;
        while (past < length && past < end + 8 && text[past] != ',') {
          past++;
        }
        long year = number(text, past, length, 1);
        day = year > 99 ? of((int) year, month, (int) after) : NONE;
      }
      if (day != NONE) {
        return day;
      }
    }
    return NONE;
  }

  /** The number of up to four digits beside a place, past blanks, dashes and "th"; -1 if none. */
  private static long number(char[] text, int from, int length, int step) {
    int i = from;
    int skipped = 0;
    while (i >= 0 && i < length && !isDigit(text[i]) && skipped++ < 4) {
      i += step;
    }
    long value = -1;
    long unit = 1;
    int digits = 0;
    while (i >= 0 && i < length && isDigit(text[i])) {
      int digit = text[i] - '0';
      value = digits == 0 ? digit : step > 0 ? value * 10 + digit : value + digit * unit;
      unit *= 10;
      if (++digits > 4) {
        return -1;
      }
      i += step;
    }
    return value;
  }

  private static int month(char[] text, int at) {
    return switch ((text[at] << 16) | (text[at + 1] << 8) | text[at + 2]) {
      case ('J' << 16) | ('A' << 8) | 'N' -> 1;
      case ('F' << 16) | ('E' << 8) | 'B' -> 2;
      case ('M' << 16) | ('A' << 8) | 'R' -> 3;
      case ('A' << 16) | ('P' << 8) | 'R' -> 4;
      case ('M' << 16) | ('A' << 8) | 'Y' -> 5;
      case ('J' << 16) | ('U' << 8) | 'N' -> 6;
      case ('J' << 16) | ('U' << 8) | 'L' -> 7;
      case ('A' << 16) | ('U' << 8) | 'G' -> 8;
      case ('S' << 16) | ('E' << 8) | 'P' -> 9;
      case ('O' << 16) | ('C' << 8) | 'T' -> 10;
      case ('N' << 16) | ('O' << 8) | 'V' -> 11;
      case ('D' << 16) | ('E' << 8) | 'C' -> 12;
      default -> 0;
    };
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
