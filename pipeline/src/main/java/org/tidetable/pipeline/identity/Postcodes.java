package org.tidetable.pipeline.identity;

import java.util.Set;

/** Full unit postcodes: an outward code of a postcode area, then a digit and two letters. */
final class Postcodes {
  private static final Set<String> AREAS =
      Set.of(
          ("AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL"
                  + " DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE"
                  + " KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE"
                  + " PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN"
                  + " TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE")
              .split(" "));

  private static final boolean[] KNOWN = new boolean[27 * 27];

  static {
    for (String area : AREAS) {
      KNOWN[index(area.charAt(0), area.length() == 1 ? '@' : area.charAt(1))] = true;
    }
  }

  private Postcodes() {}

  /** The letters that postcodes begin with, in alphabetical order. */
  static java.util.List<String> areas() {
    return AREAS.stream().sorted().toList();
  }

  /** How a postcode was met in a text. */
  enum Met {
    NOT,
    /** In one token, as other codes of six letters and digits can look by chance. */
    IN_ONE,
    /** In two parts. */
    IN_TWO
  }

  /** Looks through a folded text. */
  static Met in(char[] t, int n) {
    Met met = Met.NOT;
    for (int i = 2; i + 2 < n; i++) {
      if (!isInward(t, i, n) || (i + 3 < n && Folded.isAlphanumeric(t[i + 3]))) {
        continue;
      }
      int end = i;
      while (end > 0 && i - end < 3 && !Folded.isAlphanumeric(t[end - 1])) {
        end--;
      }
      int start = end;
      while (start > 0 && end - start < 5 && Folded.isAlphanumeric(t[start - 1])) {
        start--;
      }
      if (isOutward(t, start, end)) {
        if (end < i && isGap(t, end, i)) {
          return Met.IN_TWO;
        }
        met = Met.IN_ONE;
      }
    }
    return met;
  }

  /** Not what random text in base64 has. */
  private static boolean isGap(char[] t, int from, int to) {
    for (int i = from; i < to; i++) {
      if (t[i] == '/' || t[i] == '+') {
        return false;
      }
    }
    return true;
  }

  /** Whether the whole text is an outward code. */
  static boolean isOutward(char[] t, int start, int end) {
    int size = end - start;
    if (size < 2 || size > 4 || !Folded.isLetter(t[start])) {
      return false;
    }
    int letters = Folded.isLetter(t[start + 1]) ? 2 : 1;
    int rest = size - letters;
    if (rest < 1 || rest > 2 || !Folded.isDigit(t[start + letters])) {
      return false;
    }
    return KNOWN[index(t[start], letters == 1 ? '@' : t[start + 1])];
  }

  /** Whether a digit and two letters of inward codes stand at a place. */
  static boolean isInward(char[] t, int at, int n) {
    return at + 2 < n
        && Folded.isDigit(t[at])
        && isInwardLetter(t[at + 1])
        && isInwardLetter(t[at + 2]);
  }

  private static boolean isInwardLetter(char c) {
    return Folded.isLetter(c) && "CIKMOV".indexOf(c) < 0;
  }

  private static int index(char first, char second) {
    return (first - '@') * 27 + (second - '@');
  }
}
