package org.tidetable.pipeline.identity;

import java.util.List;
import java.util.TreeMap;

/**
 * Different texts of a column, chosen by their hash alone: the same whatever their order, and each
 * once however often it stands there.
 */
final class DistinctTexts {
  /** What is kept of one text. */
  record Kept(String text, long line) {}

  private final int most;
  private final TreeMap<Long, Kept> kept = new TreeMap<>();
  private long threshold = Long.MAX_VALUE;

  DistinctTexts(int most) {
    this.most = most;
  }

  /** Offers a text with the hash of its characters. */
  void offer(int hash, String text, long line) {
    long place = place(hash);
    if (place < threshold) {
      keep(place, text, line);
    }
  }

  /** The kept texts, in the order of their hashes. */
  List<Kept> texts() {
    return List.copyOf(kept.values());
  }

  /** Different texts, estimated where there are more than are kept. */
  double different() {
    return kept.size() < most
        ? kept.size()
        : (most - 1) * ((double) Long.MAX_VALUE / kept.lastKey());
  }

  private void keep(long place, String text, long line) {
    kept.putIfAbsent(place, new Kept(text, line));
    if (kept.size() > most) {
      kept.pollLastEntry();
    }
    if (kept.size() == most) {
      threshold = kept.lastKey();
    }
  }

  private static long place(int hash) {
    long mixed = (hash + 0x632BE59BD9B4E019L) * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 32;
    mixed *= 0xD6E8FEB86659FD93L;
    return (mixed ^ (mixed >>> 29)) >>> 1;
  }
}
