package org.tidetable.pipeline.identity;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The hashes that are looked for; a bit for each tells nearly all others apart at once. */
final class HashTargets {
  private final long[] bits;
  private final int mask;
  private final Map<ByteBuffer, Long> lines = new HashMap<>();

  HashTargets(int expected) {
    int size = Integer.highestOneBit(Math.max(1 << 10, 64 * expected));
    mask = size - 1;
    bits = new long[size / 64];
  }

  void add(byte[] hash, long line) {
    int at = place(hash);
    bits[at >>> 6] |= 1L << at;
    lines.putIfAbsent(ByteBuffer.wrap(hash), line);
  }

  int size() {
    return lines.size();
  }

  /** Whether a hash may be one of them; false is sure. */
  boolean mayHold(byte[] hash) {
    int at = place(hash);
    return (bits[at >>> 6] & (1L << at)) != 0;
  }

  /** The line of a hash; -1 if it is none of them. */
  long line(byte[] hash) {
    return lines.getOrDefault(ByteBuffer.wrap(hash), -1L);
  }

  private int place(byte[] hash) {
    int first = (hash[0] & 0xff) << 24;
    int second = (hash[1] & 0xff) << 16;
    int third = (hash[2] & 0xff) << 8;
    return (first | second | third | (hash[3] & 0xff)) & mask;
  }
}
