package org.tidetable.pipeline.source;

import java.nio.file.Path;
import org.tidetable.pipeline.identity.IdentityGate;

/** Readings behind the identity gate, with keys of persons that need no key file. */
final class Gated {
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 26;

  private Gated() {}

  static SourceReading open(SourceMapping mapping, Path file) {
    return new SourceReading(mapping, file, Gated::key, IdentityGate::new);
  }

  /** A key of the shape of the product's; which key it is does not matter here. */
  private static String key(String identifier) {
    StringBuilder key = new StringBuilder("p");
    long bits = identifier.hashCode() * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < LENGTH; i++) {
      key.append(DIGITS.charAt((int) (bits >>> 59)));
      bits = bits * 6364136223846793005L + 1442695040888963407L;
    }
    return key.toString();
  }
}
