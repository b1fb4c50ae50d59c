package org.tidetable.pipeline.identity;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Hashes spellings and looks each up among the targets; for one thread. */
final class Trial {
  private final MessageDigest digest;
  private final byte[] out;
  private final int size;
  private final HashTargets targets;
  private long hit = -1;

  /**
   * @param size how many of the hash's bytes the targets have
   */
  Trial(String algorithm, int size, HashTargets targets) {
    try {
      this.digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
    this.out = new byte[digest.getDigestLength()];
    this.size = size;
    this.targets = targets;
  }

  /** Tries the text of some ASCII bytes. */
  void attempt(byte[] text, int length) {
    try {
      digest.update(text, 0, length);
      digest.digest(out, 0, out.length);
    } catch (DigestException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (targets.mayHold(out)) {
      long line = targets.line(Arrays.copyOf(out, size));
      hit = line >= 0 ? line : hit;
    }
  }

  /** The line of a hash that was met; -1 if none was. */
  long hit() {
    return hit;
  }
}
