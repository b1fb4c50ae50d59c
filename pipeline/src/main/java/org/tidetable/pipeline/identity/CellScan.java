package org.tidetable.pipeline.identity;

import static org.tidetable.pipeline.identity.Folded.isDigit;
import static org.tidetable.pipeline.identity.Folded.isLetter;

/**
 * What one cell looks like, whatever stands beside it: marks for what its shape or its own words
 * prove, and the numbers that only a column can judge. For one thread; the answer is that of the
 * last cell.
 */
final class CellScan {
  static final int EMAIL = 1;
  static final int PHONE = 1 << 1;

  /** Eleven digits that begin as a telephone number does. */
  static final int PHONE_IN_ONE = 1 << 2;

  static final int POSTCODE = 1 << 3;
  static final int POSTCODE_IN_ONE = 1 << 4;

  /** A number with a right check digit, and words that say what it is or tell of a person. */
  static final int NUMBER_IN_WORDS = 1 << 5;

  /** Ten digits: {@link #number} is one to be judged with its column. */
  static final int TEN = 1 << 6;

  static final int NINE = 1 << 7;
  static final int UPN_SHAPED = 1 << 8;
  static final int UPN = 1 << 9;
  static final int NATIONAL_INSURANCE = 1 << 10;
  static final int DRIVING_LICENCE = 1 << 11;

  /** A day; {@link #day} is it. */
  static final int DAY = 1 << 12;

  /** A day, and a word for birth. */
  static final int BIRTH = 1 << 13;

  static final int HASH_SHAPED = 1 << 14;

  /** A number of ten digits whose last are lost, as a spreadsheet shows it: 4.01E+09. */
  static final int EXPONENT = 1 << 15;

  /** One token of letters and digits. */
  static final int CODE = 1 << 16;

  /** Eleven to fourteen digits. */
  static final int ELEVEN = 1 << 17;

  /** Ten or nine digits with the right check digit, in a range in use. */
  static final int CHECKED = 1 << 18;

  /** Ten digits in a range in use. */
  static final int IN_USE = 1 << 19;

  static final int ULN = 1 << 20;

  private static final int WORDS_OF_TEXT = 4;

  private final Folded folded = new Folded();
  private final DigitGroups digits = new DigitGroups();
  private int marks;
  private long number;
  private long pupil;
  private int day;

  /** The last of the numbers of ten (or nine) digits; a valid one before others. */
  long number() {
    return number;
  }

  /** The pupil number's letter and digits as one number. */
  long pupil() {
    return pupil;
  }

  /** Days since 1970-01-01. */
  int day() {
    return day;
  }

  /** Looks at any cell and returns its marks. */
  int look(String cell) {
    folded.of(cell);
    char[] t = folded.text();
    int n = folded.length();
    start();
    if (HashForms.isHashShaped(cell)) {
      marks |= HASH_SHAPED;
    }
    if (folded.isHexadecimal()) {
      return marks; // random digits and letters have every number in them somewhere
    }
    if (folded.has(CharClasses.AT | CharClasses.BRACKET) && Addresses.isIn(t, n)) {
      marks |= EMAIL;
    }
    switch (Postcodes.in(t, n)) {
      case NOT -> {}
      case IN_ONE -> marks |= POSTCODE_IN_ONE;
      case IN_TWO -> marks |= POSTCODE;
    }
    if (folded.isCode()) {
      marks |= CODE;
    }
    for (int i = 0; i < n && folded.digits() >= 3; i++) {
      boolean goesOn = i + 1 < n && (isDigit(t[i + 1]) || DigitGroups.isSeparator(t[i + 1]));
      if (isDigit(t[i]) && goesOn) {
        i = sequence(t, i, n);
      }
    }
    if (day == Days.NONE && folded.letters() >= 3) {
      day = Days.named(t, n);
    }
    if (day != Days.NONE) {
      marks |= DAY;
      if (folded.has("DOB") || folded.has("BORN") || folded.has("BIRTH") || folded.has("D.O.B")) {
        marks |= BIRTH;
      }
    }
    return marks;
  }

  /** The quick way for a cell that holds nothing but ASCII digits. */
  int lookAtDigits(String cell) {
    start();
    int n = cell.length();
    long value = 0;
    for (int i = 0; i < n; i++) {
      value = 10 * value + (cell.charAt(i) - '0');
    }
    switch (n) {
      case 8 -> {
        day = Days.compact(value);
        marks |= day == Days.NONE ? 0 : DAY;
      }
      case 9 -> nine(value);
      case 10 -> keepTen(value);
      default -> marks |= ELEVEN | (Telephones.beginsWhole(cell) ? PHONE_IN_ONE : 0);
    }
    return marks;
  }

  /** The quick way for a cell that {@link Days#isWritten} tells to be a day. */
  int lookAtDay(String cell) {
    start();
    day = Days.written(cell);
    marks = day == Days.NONE ? 0 : DAY;
    return marks;
  }

  private void start() {
    marks = 0;
    number = -1;
    pupil = -1;
    day = Days.NONE;
  }

  /** Reads digits from a place, with what may stand between them; returns where they end. */
  private int sequence(char[] t, int from, int n) {
    digits.read(t, from, n);
    int count = digits.count();
    if (count >= 3 && digits.isDecimal()) {
      decimal(t, n);
    } else if (count >= 4) {
      runs();
      if (digits.groups() > 1) {
        groups();
      } else if (count == 8) {
        meet(Days.compact(digits.value(0, 8)));
      }
      if (count >= 10) {
        telephone(t, n, from);
      }
      persons(t, n, from);
    }
    return digits.end() - 1;
  }

  private void decimal(char[] t, int n) {
    int whole = digits.size(0);
    int end = digits.end();
    if (end + 1 < n && t[end] == 'E') {
      exponent(t, n, end + 1, whole);
      return;
    }
    for (int i = whole; i < digits.count(); i++) {
      if (digits.digit(i) != '0') {
        return;
      }
    }
    if (whole == 10) {
      ten(digits.value(0, 10));
    } else if (whole == 9) {
      nine(digits.value(0, 9));
    }
  }

  /** 4.010232137E+09 is a number of ten digits; 4.01E+09 was one. */
  private void exponent(char[] t, int n, int at, int whole) {
    int i = t[at] == '+' ? at + 1 : at;
    int power = 0;
    while (i < n && isDigit(t[i]) && power < 100) {
      power = 10 * power + (t[i++] - '0');
    }
    int count = digits.count();
    if (whole != 1 || count > 10 || (power != 9 && power != 8)) {
      return;
    }
    long value = digits.value(0, count);
    for (int k = count; k <= power; k++) {
      value *= 10;
    }
    if (power == 9 && count >= 9) {
      ten(value);
    } else if (power == 8 && count >= 8 && count <= 9) {
      nine(value);
    } else if (count <= 7) {
      marks |= EXPONENT;
    }
  }

  private void runs() {
    int start = 0;
    for (int g = 0; g < digits.groups(); g++) {
      int size = digits.size(g);
      if (size == 10) {
        ten(digits.value(start, 10));
      } else if (size == 9 && digits.groups() == 1) {
        nine(digits.value(start, 9));
      } else if (size >= 11 && size <= 14) {
        marks |= ELEVEN;
      }
      start += size;
    }
  }

  private void groups() {
    if (digits.areTenAsUsual()) {
      ten(digits.value(0, 10));
    }
    int start = 0;
    for (int g = 0; g + 1 < digits.groups(); g++) {
      boolean six = digits.size(g) == 6 && digits.size(g + 1) == 4;
      if (six || digits.are(g, 3, 3, 4)) {
        ten(digits.value(start, 10));
      }
      if (g + 2 < digits.groups() && day == Days.NONE && isDayGap(g)) {
        days(g, start);
      }
      start += digits.size(g);
    }
  }

  private boolean isDayGap(int g) {
    return digits.gap(g) == digits.gap(g + 1) && digits.gap(g) != ':';
  }

  private void days(int g, int start) {
    int first = digits.size(g);
    int second = digits.size(g + 1);
    int third = digits.size(g + 2);
    if (first <= 4 && second <= 2 && third <= 4) {
      meet(
          Days.groups(
              (int) digits.value(start, first),
              first,
              (int) digits.value(start + first, second),
              (int) digits.value(start + first + second, third),
              third));
    }
  }

  private void ten(long value) {
    boolean valid = CheckDigits.inUse(value) && CheckDigits.checks(value);
    if ((marks & TEN) == 0 || valid) {
      keepTen(value);
    }
    if (valid && (isLabelled() || folded.words() >= WORDS_OF_TEXT)) {
      marks |= NUMBER_IN_WORDS;
    }
  }

  private void keepTen(long value) {
    number = value;
    boolean inUse = CheckDigits.inUse(value);
    marks =
        (marks & ~(NINE | CHECKED | IN_USE | ULN))
            | TEN
            | (inUse ? IN_USE : 0)
            | (inUse && CheckDigits.checks(value) ? CHECKED : 0)
            | (CheckDigits.isUln(value) ? ULN : 0);
  }

  private void nine(long value) {
    if ((marks & (TEN | NINE)) == 0) {
      number = value;
      boolean inUse = CheckDigits.isChi(value);
      marks |= NINE | (inUse ? IN_USE : 0) | (inUse && CheckDigits.checks(value) ? CHECKED : 0);
    }
  }

  private boolean isLabelled() {
    return folded.has("NHS") || folded.has("CHI") || folded.has("H&C") || folded.has("HCN");
  }

  private void meet(int met) {
    day = day == Days.NONE ? met : day;
  }

  private void telephone(char[] t, int n, int from) {
    int end = digits.end();
    boolean own =
        (from == 0 || !Folded.isAlphanumeric(t[from - 1]))
            && (end == n || !Folded.isAlphanumeric(t[end]));
    Telephones.Met met = Telephones.in(digits, from > 0 && t[from - 1] == '+');
    if (met == Telephones.Met.SPELLED && own) {
      marks |= PHONE;
    } else if (met == Telephones.Met.IN_ONE) {
      boolean said =
          folded.has("TEL") || folded.has("PHONE") || folded.has("MOB") || folded.has("CALL");
      marks |= said || folded.words() >= WORDS_OF_TEXT ? PHONE : PHONE_IN_ONE;
    }
  }

  /** Numbers that have letters at their ends. */
  private void persons(char[] t, int n, int from) {
    int end = digits.end();
    int count = digits.size(0) == 12 ? 12 : digits.count();
    int before = from - 1;
    while (before > 0 && from - before < 3 && DigitGroups.isSeparator(t[before])) {
      before--;
    }
    int after = end;
    while (after < n && after - end < 2 && DigitGroups.isSeparator(t[after])) {
      after++;
    }
    char last = after < n ? t[after] : ' ';
    boolean ends = after + 1 >= n || !Folded.isAlphanumeric(t[after + 1]);
    if (before < 0 || !isLetter(t[before])) {
      return;
    }
    int lastValue = CheckDigits.upnValue(last);
    if (count == 12) {
      int digit = digits.digit(11) - '0';
      pupil(t[before], digits.value(0, 11), digit, digit);
    } else if (count == 11 && ends && lastValue >= 0) {
      pupil(t[before], digits.value(0, 11), lastValue, 10 + lastValue);
    } else if (count == 6 && before >= 1 && isLetter(t[before - 1])) {
      boolean begins = before == 1 || !Folded.isAlphanumeric(t[before - 2]);
      if (begins
          && ends
          && last >= 'A'
          && last <= 'D'
          && CheckDigits.isNationalInsurancePrefix(t[before - 1], t[before])) {
        marks |= NATIONAL_INSURANCE;
      }
      licence(t, n, from, end);
    }
  }

  private void pupil(char letter, long eleven, int last, int lastPlace) {
    if (CheckDigits.upnValue(letter) < 0) {
      return;
    }
    pupil = (eleven * 40 + lastPlace) * 26 + (letter - 'A');
    marks |= UPN_SHAPED;
    if (CheckDigits.upnLetter(eleven, last) == letter) {
      marks |= UPN;
      if (folded.has("UPN") || folded.has("PUPIL")) {
        marks |= NUMBER_IN_WORDS;
      }
    }
  }

  private void licence(char[] t, int n, int from, int end) {
    boolean own =
        (from == 5 || (from > 5 && !Folded.isAlphanumeric(t[from - 6])))
            && (end + 5 == n || (end + 5 < n && !Folded.isAlphanumeric(t[end + 5])));
    if (digits.groups() != 1 || !own) {
      return;
    }
    boolean letters = true;
    for (int i = from - 5; i < from; i++) {
      letters &= isLetter(t[i]) || t[i] == '9';
    }
    boolean tail = isLetter(t[end]) && isLetter(t[end + 3]) && isLetter(t[end + 4]);
    int month = (int) digits.value(1, 2) % 50; // 50 is added for women
    if (letters && tail && month >= 1 && month <= 12) {
      marks |= DRIVING_LICENCE;
    }
  }
}
