package org.tidetable.pipeline.synthetic;

import java.util.SplittableRandom;

/** A stream of random numbers for each purpose and number, whatever was drawn before. */
public final class Streams {
  private Streams() {}

  public static SplittableRandom of(long seed, String purpose, long number) {
    return new SplittableRandom(mix(mix(seed ^ purpose.hashCode()) + number));
  }

  /** One-to-one on 64 bits: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  public static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
