package org.tidetable.pipeline.identity;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys from a key: HKDF with SHA-256, RFC 5869. */
final class Hkdf {
  static final String MAC = "HmacSHA256";
  private static final int HASH = 32;
  private static final int MOST = 255 * HASH;

  private Hkdf() {}

  /**
   * Extracts from a secret and expands it.
   *
   * @param length of the result in bytes, 1 to 8,160
   */
  static byte[] derive(byte[] secret, byte[] salt, byte[] purpose, int length) {
    if (length < 1 || length > MOST) {
      throw new IllegalArgumentException("a derived key has 1 to 8160 bytes");
    }
    byte[] extracted = mac(salt.length == 0 ? new byte[HASH] : salt).doFinal(secret);
    Mac expand = mac(extracted);
    byte[] derived = new byte[length];
    byte[] block = {};
    int done = 0;
    for (int counter = 1; done < length; counter++) {
      expand.update(block);
      expand.update(purpose);
      expand.update((byte) counter);
      block = expand.doFinal();
      int part = Math.min(block.length, length - done);
      System.arraycopy(block, 0, derived, done, part);
      done += part;
    }
    Arrays.fill(extracted, (byte) 0);
    return derived;
  }

  /** A code with a key; for one thread. */
  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + MAC, e);
    }
  }
}
