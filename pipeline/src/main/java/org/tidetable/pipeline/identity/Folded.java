package org.tidetable.pipeline.identity;

import java.text.Normalizer;
import java.util.Arrays;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A cell without its disguise: digits of every script are 0 to 9, letters are capitals without
 * accents, every kind of blank is one blank, every dash is "-", what has no width is gone, HTML
 * entities and percent signs are read. One buffer, used again for every cell; for one thread.
 */
final class Folded {
  private char[] text = new char[256];
  private int length;

  char[] text() {
    return text;
  }

  int length() {
    return length;
  }

  /** Folds a cell into the buffer. */
  Folded of(String cell) {
    String read = cell;
    boolean plain = true;
    boolean coded = false;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      plain &= c < 128;
      coded |= c == '&' || c == '%';
    }
    if (coded) {
      read = percents(StringEscapeUtils.unescapeHtml4(cell));
      plain = false;
    }
    if (!plain) {
      read = Normalizer.normalize(read, Normalizer.Form.NFKD);
    }
    if (text.length < read.length()) {
      text = Arrays.copyOf(text, Math.max(read.length(), 2 * text.length));
    }
    length = 0;
    for (int i = 0; i < read.length(); ) {
      int point = read.codePointAt(i);
      i += Character.charCount(point);
      char folded = fold(point);
      if (folded != 0) {
        text[length++] = folded;
      }
    }
    return this;
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
    boolean letters = false;
    boolean numbers = false;
    boolean blanks = false;
    for (int i = 0; i < length; i++) {
      letters |= isLetter(text[i]);
      numbers |= isDigit(text[i]);
      blanks |= text[i] == ' ';
    }
    return letters && numbers && !blanks && length >= 5;
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
    if (c >= 'a' && c <= 'z') {
      return (char) (c - 32);
    }
    if (c < 128) {
      return c < ' ' ? (c == 0 ? 0 : ' ') : (char) c;
    }
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
