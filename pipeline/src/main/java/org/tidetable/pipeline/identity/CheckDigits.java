package org.tidetable.pipeline.identity;

/**
 * The arithmetic of numbers that persons carry.
 *
 * <p>Sources: NHS Data Dictionary, NHS NUMBER (weights 10 to 2, modulus 11; the CHI number of
 * Scotland and the Health and Care number of Northern Ireland have the same check digit); DfE, UPN
 * guide (weights 2 to 13, modulus 23, letters without I, O and S); Learning Records Service, ULN
 * (weights 10 to 2, the rest of 11 subtracted from 10); HMRC, National Insurance manual NIM39110.
 */
final class CheckDigits {
  /** Of ten digits in a range in use, one in so many has the right check digit by chance. */
  static final double ONE_IN_11 = 1.0 / 11;

  /** Of letters before a pupil's digits, one in so many is the right one by chance. */
  static final double ONE_IN_23 = 1.0 / 23;

  private static final String UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

  private CheckDigits() {}

  /** Whether the last of ten digits is the check digit of the others. */
  static boolean checks(long ten) {
    long rest = ten / 10;
    int sum = 0;
    for (int weight = 2; weight <= 10; weight++) {
      sum += (int) (rest % 10) * weight;
      rest /= 10;
    }
    int check = (11 - sum % 11) % 11;
    return check == ten % 10; // a check of 10 is no digit, and no number has it
  }

  /** Whether ten digits are in a range from which NHS, CHI or Health and Care numbers come. */
  static boolean inUse(long ten) {
    return isNhs(ten) || isHealthAndCare(ten) || isChi(ten);
  }

  /** England, Wales and the Isle of Man; 9 begins numbers kept for tests. */
  static boolean isNhs(long ten) {
    return (ten >= 4_000_000_000L && ten <= 4_999_999_999L)
        || (ten >= 6_000_000_000L && ten <= 7_999_999_999L)
        || (ten >= 9_000_000_000L && ten <= 9_999_999_999L);
  }

  /** Northern Ireland. */
  static boolean isHealthAndCare(long ten) {
    return ten >= 3_200_000_000L && ten <= 3_999_999_999L;
  }

  /** Scotland: begins with a date of birth, ddmmyy. */
  static boolean isChi(long ten) {
    return ten >= 101_000_000L
        && ten <= 3_112_999_999L
        && Days.exists(
            2000 + (int) (ten / 10_000 % 100),
            (int) (ten / 1_000_000 % 100),
            (int) (ten / 100_000_000));
  }

  /** The kind of a number that {@link #inUse is in use}. */
  static Kind kindOf(long ten) {
    if (isHealthAndCare(ten)) {
      return Kind.HEALTH_AND_CARE_NUMBER;
    }
    return isNhs(ten) ? Kind.NHS_NUMBER : Kind.CHI_NUMBER;
  }

  /** Whether ten digits are a unique learner number, which never begins with 0. */
  static boolean isUln(long ten) {
    long rest = ten / 10;
    int sum = 0;
    for (int weight = 2; weight <= 10; weight++) {
      sum += (int) (rest % 10) * weight;
      rest /= 10;
    }
    return ten >= 1_000_000_000L && sum % 11 != 0 && 10 - sum % 11 == ten % 10;
  }

  /** Whether the first three of a pupil's digits can be the code of an authority. */
  static boolean isAuthority(int code) {
    return (code >= 201 && code <= 213)
        || (code >= 301 && code <= 320)
        || (code >= 330 && code <= 394)
        || (code >= 420 && code <= 420)
        || (code >= 660 && code <= 681)
        || (code >= 701 && code <= 708)
        || (code >= 800 && code <= 896)
        || (code >= 908 && code <= 943);
  }

  /**
   * The letter before a pupil's twelve digits.
   *
   * @param last the value of the last place: a digit, or that of a temporary number's letter
   */
  static char upnLetter(long firstEleven, int last) {
    int sum = last * 13;
    long rest = firstEleven;
    for (int weight = 12; weight >= 2; weight--) {
      sum += (int) (rest % 10) * weight;
      rest /= 10;
    }
    return UPN_LETTERS.charAt(sum % 23);
  }

  /** The value of a letter in a pupil's number, from 0; -1 for I, O, S and what is no letter. */
  static int upnValue(char letter) {
    return UPN_LETTERS.indexOf(letter);
  }

  /** Whether two letters can begin a National Insurance number. */
  static boolean isNationalInsurancePrefix(char first, char second) {
    if ("DFIQUV".indexOf(first) >= 0 || "DFIOQUV".indexOf(second) >= 0) {
      return false;
    }
    return switch ("" + first + second) {
      case "BG", "GB", "NK", "KN", "TN", "NT", "ZZ" -> false;
      default -> true;
    };
  }
}
