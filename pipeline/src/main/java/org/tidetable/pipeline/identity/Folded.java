package org.tidetable.pipeline.identity;

import java.text.Normalizer;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A cell without its disguise: digits of every script are 0 to 9, letters are capitals without
 * accents, every kind of blank is one blank, every dash is "-", what has no width is gone, HTML
 * entities and percent signs are read. One buffer, used again for every cell; for one thread.
 */
final class Folded {
  private static final char[] PLAIN = new char[128];

  static {
    for (char c = 1; c < 128; c++) {
      PLAIN[c] = c < ' ' ? ' ' : Character.toUpperCase(c);
    }
  }

  private char[] text = new char[256];
  private int length;
  private int letters;
  private int digits;
  private int classes;

  char[] text() {
    return text;
  }

  int length() {
    return length;
  }

  /** How many letters A to Z. */
  int letters() {
    return letters;
  }

  int digits() {
    return digits;
  }

  /** Whether there is a sign of {@link CharClasses} in the text. */
  boolean has(int type) {
    return (classes & type) != 0;
  }

  /** Folds a cell into the buffer. */
  Folded of(String cell) {
    int n = cell.length();
    if (text.length < n) {
      text = new char[2 * n];
    }
    char[] t = text;
    int all = 0;
    int letterCount = 0;
    int digitCount = 0;
    for (int i = 0; i < n; i++) {
      char c = cell.charAt(i);
      if (c >= 128 || c == '&' || c == '%' || c == 0) {
        return slowly(cell);
      }
      char plain = PLAIN[c];
      int type = CharClasses.OF[plain];
      t[i] = plain;
      all |= type;
      digitCount += type & CharClasses.DIGIT;
      letterCount += (type >>> 1) & 1;
    }
    length = n;
    letters = letterCount;
    digits = digitCount;
    classes = all;
    return this;
  }

  private Folded slowly(String cell) {
    String read =
        Normalizer.normalize(percents(StringEscapeUtils.unescapeHtml4(cell)), Normalizer.Form.NFKD);
    if (text.length < read.length()) {
      text = new char[2 * read.length()];
    }
    start();
    for (int i = 0; i < read.length(); ) {
      int point = read.codePointAt(i);
      i += Character.charCount(point);
      note(point < 128 ? PLAIN[point] : fold(point));
    }
    return this;
  }

  private void start() {
    length = 0;
    letters = 0;
    digits = 0;
    classes = 0;
  }

  private void note(char c) {
    if (c != 0) {
      int type = c < 128 ? CharClasses.OF[c] : CharClasses.OTHER;
      text[length++] = c;
      classes |= type;
      digits += type & CharClasses.DIGIT;
      letters += (type >>> 1) & 1;
    }
  }

  /** Whether a word stands in the text; capitals. */
  boolean has(String word) {
    int last = length - word.length();
    for (int i = 0; i <= last; i++) {
      int k = 0;
      while (k < word.length() && text[i + k] == word.charAt(k)) {
        k++;
      }
      if (k == word.length()) {
        return true;
      }
    }
    return false;
  }

  /** Only the letters and digits. */
  String compact() {
    StringBuilder all = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      if (isLetter(text[i]) || isDigit(text[i])) {
        all.append(text[i]);
      }
    }
    return all.toString();
  }

  /** Words of letters with two letters or more; codes with digits are none. */
  int words() {
    int words = 0;
    int letters = 0;
    for (int i = 0; i <= length; i++) {
      if (i < length && isLetter(text[i])) {
        letters++;
      } else {
        words += letters >= 2 && (i == length || !isDigit(text[i])) ? 1 : 0;
        letters = 0;
      }
    }
    return words;
  }

  /** Whether it is one token of both letters and digits. */
  boolean isCode() {
    return letters > 0 && digits > 0 && !has(CharClasses.BLANK) && length >= 5;
  }

  /** Whether it is one token of fourteen or more digits and letters up to F, and dashes. */
  boolean isHexadecimal() {
    int signs = CharClasses.DIGIT | CharClasses.LETTER | CharClasses.SIGN;
    return letters > 0 && digits > 0 && letters + digits >= 14 && (classes & ~signs) == 0;
  }

  @Override
  public String toString() {
    return "a folded cell of " + length + " characters";
  }

  /** The text itself, for comparisons within this package; never for a message. */
  String content() {
    return new String(text, 0, length);
  }

  static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlphanumeric(char c) {
    return isLetter(c) || isDigit(c);
  }

  private static char fold(int c) {
    int digit = Character.digit(c, 10);
    if (digit >= 0) {
      return (char) ('0' + digit);
    }
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.CONTROL ->
          0;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          ' ';
      case Character.DASH_PUNCTUATION -> '-';
      default -> other(c);
    };
  }

  private static char other(int c) {
    return switch (c) {
      case 0x2212 -> '-';
      case 0x2018, 0x2019 -> '\'';
      case 0x0141, 0x0142 -> 'L';
      case 0x00D8, 0x00F8 -> 'O';
      case 0x0131 -> 'I';
      case 0x0110, 0x0111 -> 'D';
      default -> '\u00ff';
    };
  }

  private static String percents(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder read = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (text.charAt(i) == '%' && high >= 2 && high < 8 && low >= 0) {
        read.append((char) (16 * high + low));
        i += 2;
      } else {
        read.append(text.charAt(i));
      }
    }
    return read.toString();
  }
}
