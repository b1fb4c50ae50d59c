package org.tidetable.pipeline.identity;

import java.time.LocalDate;

/** Days as people write them. */
final class Days {
  /** What is returned where there is no day. */
  static final int NONE = Integer.MIN_VALUE;

  private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
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
    for (int month = 0; month < 12; month++) {
      if (text[at] == MONTHS.charAt(3 * month)
          && text[at + 1] == MONTHS.charAt(3 * month + 1)
          && text[at + 2] == MONTHS.charAt(3 * month + 2)) {
        return month + 1;
      }
    }
    return 0;
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
