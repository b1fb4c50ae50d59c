package org.tidetable.pipeline.identity;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Texts that are the bytes of a hash: hexadecimal in either case, base64 and base64url. */
final class HashForms {
  private static final int UUID_LENGTH = 36;
  private static final byte[] NONE = {};

  private HashForms() {}

  /** Whether a cell can be a hash of 16, 20, 28, 32, 48 or 64 bytes. */
  static boolean isHashShaped(String cell) {
    return switch (cell.length()) {
      case 32, 40, 56, 64, 96, 128 -> isHex(cell);
      case UUID_LENGTH -> isNamedUuid(cell);
      case 22, 24, 27, 28, 38, 43, 44, 86, 88 -> isBase64(cell) && bytes(cell).length > 0;
      default -> false;
    };
  }

  /** The bytes that a cell spells; none where it is not the shape of a hash. */
  static byte[] bytes(String cell) {
    try {
      if (cell.length() == UUID_LENGTH) {
        String joined = cell.replace("-", "");
        return isHex(joined) && joined.length() == 32 ? HexFormat.of().parseHex(joined) : NONE;
      }
      if (isHex(cell) && cell.length() % 8 == 0 && cell.length() >= 32) {
        return HexFormat.of().parseHex(cell.toLowerCase(Locale.ROOT));
      }
      if (!isBase64(cell)) {
        return NONE;
      }
      byte[] bytes = Base64.getDecoder().decode(cell.replace('-', '+').replace('_', '/'));
      return switch (bytes.length) {
        case 16, 20, 28, 32, 48, 64 -> bytes;
        default -> NONE;
      };
    } catch (IllegalArgumentException notBase64) {
      return NONE;
    }
  }

  /** Versions 3 and 5 are hashes of a name; 1, 4 and 7 are a clock or a draw. */
  private static boolean isNamedUuid(String cell) {
    boolean drawn = "147".indexOf(cell.charAt(14)) >= 0;
    return !drawn && cell.charAt(8) == '-' && bytes(cell).length == 16;
  }

  private static boolean isHex(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (Character.digit(cell.charAt(i), 16) < 0 || cell.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  /** With both cases or signs, as base64 of so many bytes has; our own pseudonyms have not. */
  private static boolean isBase64(String cell) {
    int end = cell.length();
    while (end > 0 && cell.charAt(end - 1) == '=') {
      end--;
    }
    boolean upper = false;
    boolean lower = false;
    for (int i = 0; i < end; i++) {
      char c = cell.charAt(i);
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
      boolean sign = c == '+' || c == '/' || c == '-' || c == '_';
      if (!(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !sign) {
        return false;
      }
    }
    return upper && lower && cell.length() - end <= 2;
  }
}
