package org.tidetable.pipeline.synthetic;

/** Names without meaning, one-to-one within a kind, and unrelated between kinds. */
public record Pseudonyms(String prefix, long seed) {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final long MASK = (1L << 30) - 1;

  /** Six letters and digits after the prefix; every step is one-to-one on 30 bits. */
  public String of(long index) {
    long salt = Streams.mix(seed ^ prefix.hashCode());
    long name = (index + salt) & MASK;
    name = (name * 0x2545F491L) & MASK;
    name ^= name >>> 15;
    name = (name * ((salt >>> 30) | 1)) & MASK;
    name ^= name >>> 13;
    name = (name * 0x1B873593L) & MASK;
    name ^= name >>> 16;
    StringBuilder written = new StringBuilder(prefix).append('-');
    for (int position = 0; position < 6; position++) {
      written.append(LETTERS.charAt((int) (name & 31)));
      name >>>= 5;
    }
    return written.toString();
  }
}
