package org.tidetable.pipeline.identity;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Forty ways in which an identifier comes into a file. */
enum Disguise {
  PLAIN,
  LOWER_CASE,
  BLANKS,
  DASHES,
  DOTS,
  NO_BREAK_BLANKS,
  THIN_BLANKS,
  DOUBLE_BLANKS,
  SLASHES,
  UNDERSCORES,
  LETTER_BY_LETTER,
  ZERO_WIDTH_BLANKS,
  SOFT_HYPHENS,
  BYTE_ORDER_MARK,
  FULL_WIDTH,
  ARABIC_INDIC_DIGITS,
  DEVANAGARI_DIGITS,
  BOLD_DIGITS_OF_MATHEMATICS,
  SPREADSHEET_DECIMAL,
  SPREADSHEET_EXPONENT,
  SHORT_EXPONENT,
  LOST_ZERO,
  BACKWARDS,
  SPLIT_IN_TWO,
  SPLIT_IN_THREE,
  PREFIX,
  SUFFIX,
  GLUED_TO_DIGITS,
  LABEL,
  QUOTES,
  APOSTROPHE,
  BRACKETS,
  HTML_ENTITIES,
  HTML_BLANKS,
  IN_A_SENTENCE,
  TAB_INSIDE,
  LINE_BREAK_INSIDE,
  PADDED,
  HEADING,
  FILE_NAME;

  /** The cells that hold an identifier in this disguise: one, or neighbours. */
  List<String> cells(List<String> parts, Kind kind, SplitColumn split) {
    String plain = plain(parts, kind);
    boolean ten = plain.length() == 10 && plain.chars().allMatch(Character::isDigit);
    return switch (this) {
      case PLAIN, HEADING, FILE_NAME -> List.of(plain);
      case LOWER_CASE -> List.of(plain.toLowerCase(Locale.ROOT));
      case BLANKS -> joined(parts, kind, " ");
      case DASHES -> joined(parts, kind, "-");
      case DOTS -> joined(parts, kind, ".");
      case NO_BREAK_BLANKS -> joined(parts, kind, "\u00a0");
      case THIN_BLANKS -> joined(parts, kind, "\u2009");
      case DOUBLE_BLANKS -> joined(parts, kind, "  ");
      case SLASHES -> joined(parts, kind, "/");
      case UNDERSCORES -> joined(parts, kind, "_");
      case TAB_INSIDE -> joined(parts, kind, "\t");
      case LINE_BREAK_INSIDE -> joined(parts, kind, "\n");
      case HTML_BLANKS -> joined(parts, kind, "&nbsp;");
      case LETTER_BY_LETTER -> List.of(String.join(" ", plain.replace(" ", "").split("")));
      case ZERO_WIDTH_BLANKS -> List.of(String.join("\u200b", plain.split("")));
      case SOFT_HYPHENS -> List.of(String.join("\u00ad", plain.split("")));
      case BYTE_ORDER_MARK -> List.of("\ufeff" + plain);
      case FULL_WIDTH -> List.of(shifted(plain, '!', '~', 0xff01));
      case ARABIC_INDIC_DIGITS -> List.of(shifted(plain, '0', '9', 0x0660));
      case DEVANAGARI_DIGITS -> List.of(shifted(plain, '0', '9', 0x0966));
      case BOLD_DIGITS_OF_MATHEMATICS -> List.of(shifted(plain, '0', '9', 0x1d7ce));
      case SPREADSHEET_DECIMAL -> List.of(ten ? plain + ".0" : plain);
      case SPREADSHEET_EXPONENT -> List.of(ten ? exponent(plain, 10) : plain);
      case SHORT_EXPONENT -> List.of(ten ? exponent(plain, 3) : plain);
      case LOST_ZERO -> List.of(ten || kind == Kind.PHONE ? plain.replaceFirst("^0", "") : plain);
      case BACKWARDS -> List.of(new StringBuilder(plain).reverse().toString());
      case SPLIT_IN_TWO -> split.cut(plain, 2);
      case SPLIT_IN_THREE -> split.cut(plain, 3);
      case PREFIX -> List.of("PID" + (kind == Kind.NAME ? " " : "") + plain);
      case SUFFIX -> List.of(plain + (kind == Kind.NAME ? " " : "") + "X1");
      case GLUED_TO_DIGITS -> List.of(kind == Kind.NAME ? plain : "17" + plain);
      case LABEL -> List.of(label(kind) + ": " + plain);
      case QUOTES -> List.of('"' + plain + '"');
      case APOSTROPHE -> List.of("'" + plain);
      case BRACKETS -> List.of("(" + plain + ")");
      case HTML_ENTITIES ->
          List.of(plain.codePoints().mapToObj(c -> "&#" + c + ";").collect(Collectors.joining()));
      case IN_A_SENTENCE -> List.of("Letter sent today about " + plain + " as agreed with them.");
      case PADDED -> List.of("   " + plain + "  ");
    };
  }

  /** Cuts a text at places that are the same in a whole column. */
  interface SplitColumn {
    List<String> cut(String plain, int pieces);
  }

  /** As it stands where nobody hides it. */
  static String plain(List<String> parts, Kind kind) {
    return switch (kind) {
      case NAME, POSTCODE -> String.join(" ", parts);
      case BIRTH_DATE -> String.join("-", parts);
      default -> String.join("", parts);
    };
  }

  private static List<String> joined(List<String> parts, Kind kind, String by) {
    boolean blank = by.isBlank() || by.equals("&nbsp;");
    boolean fits = kind != Kind.EMAIL || blank;
    return List.of(fits ? String.join(by, parts) : String.join("", parts));
  }

  private static String shifted(String plain, char from, char to, int start) {
    StringBuilder shifted = new StringBuilder();
    plain
        .chars()
        .forEach(c -> shifted.appendCodePoint(c >= from && c <= to ? start + (c - from) : c));
    return shifted.toString();
  }

  private static String exponent(String ten, int places) {
    String digits = ten.replaceFirst("^0", "");
    int power = digits.length() - 1;
    return digits.charAt(0)
        + "."
        + digits.substring(1, Math.min(digits.length(), places))
        + "E+0"
        + power;
  }

  private static String label(Kind kind) {
    return switch (kind) {
      case NHS_NUMBER -> "NHS no";
      case CHI_NUMBER -> "CHI";
      case BIRTH_DATE -> "DOB";
      case PHONE -> "Tel";
      case UPN -> "UPN";
      case NAME -> "Name";
      default -> "Ref";
    };
  }
}
