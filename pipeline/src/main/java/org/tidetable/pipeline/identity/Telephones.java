package org.tidetable.pipeline.identity;

/**
 * Telephone numbers of the United Kingdom by their shape: a geographic (01, 02), shared (03) or
 * mobile (07) number, at home or from abroad (+44, 0044). Fail-closed: whether a number is in
 * service is not asked, so numbers kept for drama count too.
 *
 * <p>Source: Ofcom, National Telephone Numbering Plan.
 */
final class Telephones {
  private static final int MOST = 15;

  private Telephones() {}

  /** How a number was met. */
  enum Met {
    NOT,
    /** Eleven digits in one, as other numbers can look by chance. */
    IN_ONE,
    /** From abroad, or in the groups of a telephone number. */
    SPELLED
  }

  /** Looks at the groups from each on that may begin a number. */
  static Met in(DigitGroups digits, boolean plus) {
    Met met = Met.NOT;
    int start = 0;
    for (int g = 0; g < digits.groups() && met != Met.SPELLED; g++) {
      int size = 0;
      for (int last = g; last < digits.groups() && size < MOST; last++) {
        size += digits.size(last);
        Met here = one(digits, start, size, g, last, plus && g == 0);
        met = here.compareTo(met) > 0 ? here : met;
      }
      start += digits.size(g);
    }
    return met;
  }

  /** Whether so many digits from a place on, which are those of some groups, are a number. */
  private static Met one(
      DigitGroups digits, int from, int size, int first, int last, boolean plus) {
    boolean country = size >= 11 && digits.value(from, 2) == 44;
    boolean prefixed = size >= 13 && digits.value(from, 4) == 44;
    int skip = country ? 2 : prefixed ? 4 : 0;
    boolean abroad = skip > 0;
    skip += from + skip < digits.count() && digits.digit(from + skip) == '0' ? 1 : 0;
    int national = size - skip;
    if (skip == 0 || national != 10 || !begins(digits.digit(from + skip))) {
      return Met.NOT;
    }
    int head = digits.size(first);
    boolean groups =
        last > first && (abroad ? head == 2 || head == 4 : head >= 3 || last - first + 1 == size);
    if (groups || (country && plus)) {
      return Met.SPELLED;
    }
    return last == first ? Met.IN_ONE : Met.NOT;
  }

  /** Whether eleven to fourteen digits begin as a number at home or from abroad. */
  static boolean beginsWhole(String digits) {
    return switch (digits.length()) {
      case 11 -> digits.charAt(0) == '0' && begins(digits.charAt(1));
      case 12 -> digits.startsWith("44") && begins(digits.charAt(2));
      case 14 -> digits.startsWith("0044") && begins(digits.charAt(4));
      default -> false;
    };
  }

  /** Whether a digit can follow the first 0. */
  static boolean begins(char second) {
    return second == '1' || second == '2' || second == '3' || second == '7';
  }
}
