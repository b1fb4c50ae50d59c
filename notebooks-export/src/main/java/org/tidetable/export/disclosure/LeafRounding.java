package org.tidetable.export.disclosure;

/**
 * Rounds a count of the finest breakdown up or down to a multiple of the base, up with probability
 * remainder / base, so that errors cancel over many counts. The draw depends only on the key, the
 * count's place, its value and the population version: reruns publish the same number.
 *
 * <p>The error of a count is below the base. Totals are never rounded: they are added again from
 * what this returns.
 */
final class LeafRounding {
  private final DisclosurePolicy policy;
  private final DisclosureKey key;

  LeafRounding(DisclosurePolicy policy, DisclosureKey key) {
    this.policy = policy;
    this.key = key;
  }

  long round(LeafId leaf, long count) {
    return round(count, leaf.inWords(), Long.toString(count), policy.populationVersion());
  }

  /** Sets of people that share a mark share the draw, whatever their size. */
  long roundMarked(String mark, long count) {
    return round(count, mark, policy.populationVersion());
  }

  private long round(long count, String... drawnFrom) {
    int base = policy.base();
    long remainder = count % base;
    boolean exact = policy.mode() == DisclosurePolicy.Mode.SMALL_ONLY && count >= base;
    if (remainder == 0 || exact) {
      return count;
    }
    return count - remainder + (key.draw(drawnFrom) * base < remainder ? base : 0);
  }
}
