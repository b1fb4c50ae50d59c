package org.tidetable.pipeline.profile;

import java.util.Map;
import java.util.Optional;

/** What one cell looks like. */
enum CellForm {
  BLANK,
  MARK,
  INTEGER,
  DECIMAL,
  /** With separators of thousands. */
  THOUSANDS,
  /** Digits that begin with a zero, or more of them than a number keeps: a code. */
  DIGITS,
  TEXT;

  /** More digits than a double holds exactly. */
  private static final int MOST_DIGITS = 15;

  /** Marks of a missing value in published tables, and what they usually mean. */
  private static final Map<String, String> MARKS =
      Map.ofEntries(
          Map.entry("c", "confidential"),
          Map.entry("[c]", "confidential"),
          Map.entry("x", "not available"),
          Map.entry("[x]", "not available"),
          Map.entry("z", "not applicable"),
          Map.entry("[z]", "not applicable"),
          Map.entry("u", "low reliability"),
          Map.entry("[u]", "low reliability"),
          Map.entry("k", "rounds to zero"),
          Map.entry("[k]", "rounds to zero"),
          Map.entry("low", "rounds to zero"),
          Map.entry("[low]", "rounds to zero"),
          Map.entry("NA", "not reported"),
          Map.entry("N/A", "not reported"),
          Map.entry("n/a", "not reported"),
          Map.entry("NaN", "not a number"),
          Map.entry("nan", "not a number"),
          Map.entry("NULL", "not reported"),
          Map.entry("null", "not reported"),
          Map.entry("None", "not reported"),
          Map.entry("..", "not available"),
          Map.entry("...", "not available"),
          Map.entry(".", "not applicable"),
          Map.entry(":", "not available"),
          Map.entry("-", "none, or rounds to zero"),
          Map.entry("*", "suppressed"),
          Map.entry("**", "suppressed"),
          Map.entry("~", "suppressed"),
          Map.entry("!", "suppressed"),
          Map.entry("?", "not known"),
          Map.entry("#N/A", "not reported"),
          Map.entry("#VALUE!", "a formula that failed"),
          Map.entry("#REF!", "a formula that failed"),
          Map.entry("#DIV/0!", "a formula that failed"));

  /** What a mark usually means; empty for other cells. */
  static Optional<String> meaning(String cell) {
    String stripped = cell.strip();
    return stripped.isEmpty() ? Optional.of("blank") : Optional.ofNullable(MARKS.get(stripped));
  }

  /** Whether cells of this form are numbers. */
  boolean isNumber() {
    return this == INTEGER || this == DECIMAL || this == THOUSANDS;
  }

  static CellForm of(String cell) {
    int end = cell.length();
    int at = 0;
    while (at < end && cell.charAt(at) <= ' ') {
      at++;
    }
    while (end > at && cell.charAt(end - 1) <= ' ') {
      end--;
    }
    if (at == end) {
      return BLANK;
    }
    if (end - at <= 7 && MARKS.containsKey(at == 0 && end == cell.length() ? cell : cell.strip())) {
      return MARK;
    }
    return number(cell, at, end);
  }

  private static CellForm number(String cell, int from, int end) {
    int at = from;
    boolean signed = cell.charAt(at) == '-' || cell.charAt(at) == '+';
    at += signed ? 1 : 0;
    int first = at;
    int digits = 0;
    int commas = 0;
    int lastComma = -1;
    while (at < end) {
      char c = cell.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == ','
          && at > first
          && (lastComma < 0 ? at - first <= 3 : at - lastComma == 4)) {
        commas++;
        lastComma = at;
      } else {
        break;
      }
      at++;
    }
    if (commas > 0 && at - lastComma != 4) {
      return TEXT;
    }
    if (at == end) {
      return digits == 0 ? TEXT : whole(cell.charAt(first), digits, commas > 0);
    }
    return fraction(cell, at, end, digits, commas > 0);
  }

  private static CellForm whole(char first, int digits, boolean thousands) {
    boolean code = (first == '0' && digits > 1) || digits > MOST_DIGITS;
    return code ? DIGITS : thousands ? THOUSANDS : INTEGER;
  }

  private static CellForm fraction(String cell, int from, int end, int whole, boolean thousands) {
    int at = from;
    int decimals = 0;
    if (cell.charAt(at) == '.') {
      at++;
      while (at < end && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
        at++;
        decimals++;
      }
    }
    if (whole + decimals == 0) {
      return TEXT;
    }
    if (at == end) {
      return thousands ? THOUSANDS : DECIMAL;
    }
    return thousands ? TEXT : exponent(cell, at, end);
  }

  private static CellForm exponent(String cell, int from, int end) {
    int at = from;
    if (cell.charAt(at) != 'e' && cell.charAt(at) != 'E') {
      return TEXT;
    }
    at++;
    if (at < end && (cell.charAt(at) == '-' || cell.charAt(at) == '+')) {
      at++;
    }
    int digits = end - at;
    if (digits < 1 || digits > 3) {
      return TEXT;
    }
    for (; at < end; at++) {
      if (cell.charAt(at) < '0' || cell.charAt(at) > '9') {
        return TEXT;
      }
    }
    return DECIMAL;
  }

  /** The number that a cell of a number's form spells. */
  static double value(String cell) {
    String plain = cell.strip();
    return Double.parseDouble(plain.indexOf(',') < 0 ? plain : plain.replace(",", ""));
  }
}
