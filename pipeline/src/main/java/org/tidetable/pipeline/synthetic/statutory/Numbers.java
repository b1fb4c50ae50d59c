package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.util.Locale;
import org.tidetable.pipeline.synthetic.Area;

/**
 * The numbers by which offices know people. They look like the real ones, check digits included,
 * and belong to nobody: NHS numbers are of the range kept for tests, pupil numbers of councils that
 * do not exist, postcodes of areas that do not exist.
 *
 * <p>All are one-to-one; {@code index} is below {@link #MOST}.
 */
final class Numbers {
  /** The 999 range holds so many NHS numbers with a check digit. */
  static final int MOST = 900_000;

  private static final String UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";
  private static final String INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
  private static final int[] NHS_STEMS = nhsStems();

  private Numbers() {}

  /** Ten digits from 999 on; the tenth is right by modulus 11. */
  static String nhsNumber(int index) {
    int stem = NHS_STEMS[(int) (index * 368_789L % MOST)];
    return "999" + String.format(Locale.ROOT, "%06d", stem) + nhsCheck(stem);
  }

  /** Thirteen characters; the first is right by modulus 23. */
  static String upn(int index, Area area, LocalDate born) {
    String digits =
        String.format(
            Locale.ROOT,
            "9%02d%04d%02d%03d",
            area.number(),
            index * 7_368_787L % 10_000_000 / 1000,
            (born.getYear() + 5) % 100,
            index * 7_368_787L % 1000);
    int sum = 0;
    for (int place = 0; place < digits.length(); place++) {
      sum += (digits.charAt(place) - '0') * (place + 2);
    }
    return UPN_LETTERS.charAt(sum % 23) + digits;
  }

  /** The national pseudonym of hospital records: a number of 13 digits. */
  static String pseudonym(int index) {
    return String.valueOf(1_000_000_000_000L + index * 4_567_891_234_567L % 9_000_000_000_000L);
  }

  /** A council's number of a child: seven digits, another one in another council. */
  static String child(int index, Area first, Area area) {
    long which = index * 2L + (area.equals(first) ? 0 : 1);
    return String.valueOf(1_000_000 + which * 7_368_787L % 9_000_000);
  }

  /** A council's number of an adult. */
  static String adult(int index, Area area) {
    return String.format(Locale.ROOT, "%s-A%08d", area.code(), index * 73_687_877L % 100_000_000);
  }

  /** The practices' number of a patient: nine digits. */
  static String patient(int index) {
    return String.valueOf(100_000_000 + index * 368_787_871L % 900_000_000);
  }

  /** A record's number: twelve digits, the {@code count}-th of a person. */
  static String record(int index, int count) {
    return String.valueOf(100_000_000_000L + index * 10_000L + count);
  }

  /** Households of one postcode live in one area; no postcode area begins with Q. */
  static String postcode(long household, Area area) {
    long place = household / 12 % 36_000;
    char town = (char) ('A' + area.number() - 1);
    char first = INWARD_LETTERS.charAt((int) (place / 90 % 20));
    char second = INWARD_LETTERS.charAt((int) (place / 1800 % 20));
    return "Q" + town + (1 + place % 9) + " " + place / 9 % 10 + first + second;
  }

  /** A lower super output area that cannot exist: there are no codes from E01990000 on. */
  static String lsoa(long household, Area area) {
    return String.format(Locale.ROOT, "E0199%02d%02d", area.number(), household % 20);
  }

  /** The practice at which a household is registered. */
  static String practice(long household, Area area) {
    return String.format(Locale.ROOT, "Z99%02d%d", area.number(), household % 8);
  }

  private static int nhsCheck(int stem) {
    int sum = 9 * (10 + 9 + 8);
    int left = stem;
    for (int weight = 2; weight <= 7; weight++) {
      sum += left % 10 * weight;
      left /= 10;
    }
    return (11 - sum % 11) % 11;
  }

  private static int[] nhsStems() {
    int[] stems = new int[MOST];
    int found = 0;
    for (int stem = 0; found < MOST; stem++) {
      if (nhsCheck(stem) != 10) {
        stems[found++] = stem;
      }
    }
    return stems;
  }
}
