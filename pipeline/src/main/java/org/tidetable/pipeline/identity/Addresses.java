package org.tidetable.pipeline.identity;

import static org.tidetable.pipeline.identity.Folded.isAlphanumeric;

/**
 * E-mail addresses by the sign between name and domain, "[at]" and "(at)" included. Whether the
 * domain exists is not asked: a check could only let more in.
 */
final class Addresses {
  private Addresses() {}

  /** Whether a folded text holds an address, or a cell of it that was cut at the sign. */
  static boolean isIn(char[] t, int n) {
    for (int i = 0; i < n; i++) {
      if (t[i] == '@' && isAddress(t, n, i - 1, i + 1)) {
        return true;
      }
      boolean bracket = (t[i] == '[' || t[i] == '(') && i + 4 < n;
      if (bracket
          && t[i + 1] == 'A'
          && t[i + 2] == 'T'
          && (t[i + 3] == ']' || t[i + 3] == ')')
          && isAddress(t, n, i - 1, i + 4)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAddress(char[] t, int n, int left, int right) {
    int before = left;
    int past = right;
    while (before > 0 && t[before] == ' ') {
      before--;
    }
    while (past < n - 1 && t[past] == ' ') {
      past++;
    }
    boolean name = before >= 0 && isAlphanumeric(t[before]);
    boolean domain = past < n && isAlphanumeric(t[past]);
    if (name && domain) {
      boolean blanks = before < left || past > right;
      return !blanks || isDotted(t, past, n) || isSpelled(t, past, n);
    }
    return (domain && left < 0 && isDotted(t, past, n)) || (name && right >= n);
  }

  /** Whether the word at a place has a dot inside, blanks before the dot allowed. */
  private static boolean isDotted(char[] t, int from, int n) {
    int dot = from;
    while (dot < n && (isAlphanumeric(t[dot]) || t[dot] == '-')) {
      dot++;
    }
    while (dot < n && t[dot] == ' ') {
      dot++;
    }
    return dot + 1 < n && t[dot] == '.';
  }

  /** Whether letters stand one by one, with a dot among them. */
  private static boolean isSpelled(char[] t, int from, int n) {
    boolean dot = false;
    for (int i = from; i < n; i++) {
      dot |= t[i] == '.';
      if (i > from && isAlphanumeric(t[i]) && isAlphanumeric(t[i - 1])) {
        return false;
      }
    }
    return dot;
  }
}
