package org.tidetable.pipeline.profile;

/** Ten digits, with blanks or dashes between them or without, whose check digit is right. */
final class NhsNumbers {
  private static final int DIGITS = 10;

  private NhsNumbers() {}

  /** Source: NHS Data Dictionary, NHS NUMBER (weights 10 to 2, modulus 11). */
  static boolean isOne(String cell) {
    int length = cell.length();
    if (length < DIGITS || length > DIGITS + 4) {
      return false;
    }
    int count = 0;
    int sum = 0;
    int last = 0;
    for (int i = 0; i < length; i++) {
      char c = cell.charAt(i);
      if (c >= '0' && c <= '9') {
        last = c - '0';
        sum += count < DIGITS - 1 ? last * (DIGITS - count) : 0;
        count++;
      } else if (c != ' ' && c != '-') {
        return false;
      }
    }
    return count == DIGITS && (11 - sum % 11) % 11 == last && sum > 0;
  }
}
