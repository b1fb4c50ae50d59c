package org.tidetable.export.disclosure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret behind the draws of the rounding; never printed, never written. */
public final class DisclosureKey {

  /** The id of {@link #demoOnly()}. */
  public static final String DEMO_ONLY = "demo only";

  private static final int LEAST_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Mac mac;
  private final String id;

  private DisclosureKey(byte[] secret, String id) {
    this.mac = mac(secret);
    this.id = id.isEmpty() ? fingerprint() : id;
  }

  /** A key that anyone can read in this source: protects nothing, for invented people only. */
  public static DisclosureKey demoOnly() {
    byte[] published =
        "tidetable demo key: published, protects nothing".getBytes(StandardCharsets.UTF_8);
    return new DisclosureKey(published, DEMO_ONLY);
  }

  /**
   * Reads the key from a file of at least 32 bytes that only its owner can read.
   *
   * @throws Unusable if the file is absent, too short, or open to others than its owner
   */
  public static DisclosureKey read(Path file) {
    byte[] secret;
    try {
      refuseIfOthersMayRead(file);
      secret = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Unusable(
          "The disclosure key "
              + file
              + " cannot be read. Create it with: "
              + "(umask 077; head -c 32 /dev/urandom > "
              + file
              + ")");
    }
    if (secret.length < LEAST_BYTES) {
      throw new Unusable(
          "The disclosure key "
              + file
              + " has fewer than 32 bytes and could be guessed. Make a "
              + "longer one with: (umask 077; head -c 32 /dev/urandom > "
              + file
              + ")");
    }
    return new DisclosureKey(secret, "");
  }

  /** "demo only", or a fingerprint that names the key without giving it away. */
  public String id() {
    return id;
  }

  /** A number from 0 up to, not including, 1 that depends on the key and the words alone. */
  double draw(String... words) {
    long bits = 0;
    byte[] code = code(words);
    for (int index = 0; index < Long.BYTES; index++) {
      bits = (bits << 8) | (code[index] & 0xff);
    }
    return (bits >>> 11) * 0x1p-53;
  }

  @Override
  public String toString() {
    return "disclosure key " + id;
  }

  private String fingerprint() {
    return HexFormat.of().formatHex(code("fingerprint"), 0, 6);
  }

  /** One thread at a time: the code starts anew after each result. */
  private synchronized byte[] code(String... words) {
    StringBuilder all = new StringBuilder();
    for (String word : words) {
      all.append(word.length()).append(':').append(word);
    }
    return mac.doFinal(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Mac mac(byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the disclosure key was not accepted", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  private static void refuseIfOthersMayRead(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OWNER.containsAll(view.readAttributes().permissions())) {
      throw new Unusable(
          "The disclosure key "
              + file
              + " can be used by others than its owner. Make a new key, "
              + "or if nobody else has read this one: chmod 600 "
              + file);
    }
  }

  /** The key file does not do; the message says why and what to do. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }
}
