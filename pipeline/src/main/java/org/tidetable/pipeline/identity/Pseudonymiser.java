package org.tidetable.pipeline.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.tidetable.pipeline.run.ExitCode.ENVIRONMENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import org.tidetable.pipeline.run.UserError;

/**
 * Pseudonyms that only the holder of a key can make: HMAC-SHA256 of an identifier, with a key of
 * its own for each source (HKDF; the source is the salt), so that two sources cannot be joined
 * without the linking step. A pseudonym is {@code p} and 26 letters and digits, 130 bits: it does
 * not look like a hash, and one person has one in a source whatever the spelling of the number.
 *
 * <p>For any number of threads. The key is never printed or written.
 */
public final class Pseudonymiser {
  private static final int LEAST_BYTES = 32;
  private static final int KEY_BYTES = 32;
  private static final int LETTERS = 26;
  private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final byte[] PURPOSE = "tidetable pseudonym 1".getBytes(UTF_8);
  private static final byte[] NAME_OF_KEY = "tidetable key id 1".getBytes(UTF_8);
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final byte[] secret;
  private final String keyId;
  private final ThreadLocal<Map<String, Mac>> macs = ThreadLocal.withInitial(HashMap::new);

  private Pseudonymiser(byte[] secret) {
    this.secret = secret;
    this.keyId = HexFormat.of().formatHex(Hkdf.derive(secret, new byte[0], NAME_OF_KEY, 6));
  }

  /**
   * Reads the key from a file of at least 32 bytes that only its owner can use.
   *
   * @throws UserError with exit code 7 if the file is absent, too short, or open to others
   */
  public static Pseudonymiser read(Path keyFile) {
    byte[] secret;
    try {
      refuseIfOthersMayUse(keyFile);
      secret = Files.readAllBytes(keyFile);
    } catch (IOException e) {
      throw UserError.of(
          ENVIRONMENT,
          "The key %s cannot be read. Create it with: (umask 077; head -c 32 /dev/urandom > %s)",
          keyFile,
          keyFile);
    }
    if (secret.length < LEAST_BYTES) {
      throw UserError.of(
          ENVIRONMENT,
          "The key %s has fewer than 32 bytes and could be guessed. Make a longer one with: (umask"
              + " 077; head -c 32 /dev/urandom > %s)",
          keyFile,
          keyFile);
    }
    return new Pseudonymiser(secret);
  }

  /** Twelve hexadecimal digits that name the key in a manifest without giving it away. */
  public String keyId() {
    return keyId;
  }

  /**
   * The pseudonym of an identifier in a source; that of a blank identifier is empty.
   *
   * @param source the name of the source, whose pseudonyms are unlike those of all others
   */
  public String pseudonym(String source, String identifier) {
    String normal = normal(identifier);
    if (normal.isEmpty()) {
      return "";
    }
    byte[] code =
        macs.get().computeIfAbsent(source, this::sourceMac).doFinal(normal.getBytes(UTF_8));
    char[] letters = new char[LETTERS + 1];
    letters[0] = 'p';
    long bits = 0;
    int held = 0;
    int next = 0;
    for (int i = 1; i <= LETTERS; i++) {
      if (held < 5) {
        bits = (bits << 8) | (code[next++] & 0xff);
        held += 8;
      }
      held -= 5;
      letters[i] = BASE_32.charAt((int) (bits >>> held) & 31);
    }
    return new String(letters);
  }

  /** Only digits and separators: the digits; anything else: capitals without blanks. */
  static String normal(String identifier) {
    String plain = identifier;
    if (!isAscii(identifier)) {
      plain = Normalizer.normalize(identifier, Normalizer.Form.NFKC);
    }
    StringBuilder digits = new StringBuilder(plain.length());
    StringBuilder all = new StringBuilder(plain.length());
    boolean number = true;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
        all.append((char) ('0' + digit));
      } else if (!isBlank(c)) {
        number &= isSeparator(c);
        all.appendCodePoint(c);
      }
    }
    return number ? digits.toString() : all.toString().toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "pseudonyms of key " + keyId;
  }

  private Mac sourceMac(String source) {
    byte[] key = Hkdf.derive(secret, source.getBytes(UTF_8), PURPOSE, KEY_BYTES);
    Mac mac = Hkdf.mac(key);
    Arrays.fill(key, (byte) 0);
    return mac;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }

  private static boolean isSeparator(int c) {
    return c == '.'
        || c == '/'
        || c == '_'
        || c == ','
        || Character.getType(c) == Character.DASH_PUNCTUATION;
  }

  private static void refuseIfOthersMayUse(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OWNER.containsAll(view.readAttributes().permissions())) {
      throw UserError.of(
          ENVIRONMENT,
          "The key %s can be used by others than its owner. Make a new key, or if nobody else has"
              + " read this one: chmod 600 %s",
          file,
          file);
    }
  }
}
