package org.tidetable.pipeline.identity;

import java.util.Arrays;

/** What kinds of characters a cell holds: enough to know that most cells hold nothing of ours. */
final class CharClasses {
  static final int DIGIT = 1;
  static final int LETTER = 1 << 1;
  static final int AT = 1 << 2;
  static final int DOT = 1 << 3;
  static final int SIGN = 1 << 4;
  static final int ENTITY = 1 << 5;
  static final int ENTITY_END = 1 << 6;
  static final int BRACKET = 1 << 7;
  static final int PUNCTUATION = 1 << 8;

  /** Not ASCII. */
  static final int OTHER = 1 << 9;

  /** A blank of any kind, once folded. */
  static final int BLANK = 1 << 10;

  /** A letter past F, which no hexadecimal digit is. */
  static final int LATE = 1 << 12;

  static final int SLASH = 1 << 11;

  /** The class of each ASCII character. */
  static final int[] OF = new int[128];

  static {
    Arrays.fill(OF, PUNCTUATION);
    Arrays.fill(OF, '0', '9' + 1, DIGIT);
    Arrays.fill(OF, 'A', 'Z' + 1, LETTER | LATE);
    Arrays.fill(OF, 'a', 'z' + 1, LETTER | LATE);
    Arrays.fill(OF, 'A', 'G', LETTER);
    Arrays.fill(OF, 'a', 'g', LETTER);
    OF[' '] = BLANK;
    OF['@'] = AT;
    OF['.'] = DOT;
    OF['-'] = SIGN;
    OF['+'] = SIGN;
    OF['&'] = ENTITY;
    OF[';'] = ENTITY_END;
    OF['('] = BRACKET;
    OF['['] = BRACKET;
    OF['/'] = SLASH;
  }

  private static final int ENTITIES = ENTITY | ENTITY_END;
  private static final int LEAST_OF_A_DAY = 4;

  private CharClasses() {}

  /** Whether a cell of more than digits can hold anything that is judged by itself. */
  static boolean needsLook(String cell, int n, int classes, int digits) {
    if ((classes & (AT | OTHER)) != 0 || (classes & ENTITIES) == ENTITIES) {
      return true;
    }
    if ((classes & BRACKET) != 0 && (classes & LETTER) != 0) {
      return digits > 0 || n > 6;
    }
    if ((classes & LETTER) != 0) {
      return digits >= 2 && n >= 5 && !isShortCode(cell, n, classes, digits);
    }
    if (digits < LEAST_OF_A_DAY) {
      return false;
    }
    if ((classes & ~(DIGIT | DOT | SIGN)) == 0 && (classes & DOT) != 0) {
      int dot = cell.indexOf('.');
      if (dot == cell.lastIndexOf('.') && cell.indexOf('-', 1) < 0) {
        return digits >= 10 && cell.charAt(n - 1) == '0';
      }
    }
    return true;
  }

  /** A letter and one to eight digits, as codes of areas and practices are. */
  private static boolean isShortCode(String cell, int n, int classes, int digits) {
    return (classes & ~LATE) == (DIGIT | LETTER)
        && n <= 9
        && digits == n - 1
        && cell.charAt(0) > '9';
  }
}
