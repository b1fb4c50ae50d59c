package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.List;

/**
 * Rounds counts of people whom somebody may define anew as often as they like, as cohorts are. The
 * number hangs on who is counted and on nothing that was asked, so that harmless changes of a
 * definition give no second draw, and means of many no better count:
 *
 * <ul>
 *   <li>the same people give the same number;
 *   <li>nearly the same people, fewer than the base apart, give the number that was published of
 *       them first, so that a single person never shows in a difference;
 *   <li>others are rounded as leaves are, with a draw that hangs on the one member whose keyed mark
 *       is least: sets that share most people share it.
 * </ul>
 *
 * <p>The error is below the base, or below twice the base where an earlier number is given. What it
 * cannot do: hold out against any number of definitions. How many may be published is the caller's
 * to bound.
 */
public final class CrowdRounding {

  /** A set of people and the number that was published of it. */
  public record Published(Crowd crowd, long number) {}

  private final LeafRounding rounding;
  private final int base;
  private final long salt;
  private final List<Published> published;

  CrowdRounding(DisclosurePolicy policy, DisclosureKey key, List<Published> earlier) {
    this.rounding = new LeafRounding(policy, key);
    this.base = policy.base();
    this.salt = Double.doubleToLongBits(key.draw("salt of the marks of people"));
    this.published = new ArrayList<>(earlier);
  }

  /** What the marks of people are made with, so that nobody without the key knows the least. */
  public long salt() {
    return salt;
  }

  /**
   * The number to publish: a multiple of the base, 0 of nobody.
   *
   * @param most the number that was given of people who include all of these
   */
  public long round(Crowd crowd, long most) {
    if (crowd.people() == 0) {
      return 0;
    }
    for (Published before : published) {
      if (before.crowd().near(crowd, base)) {
        return Math.min(before.number(), most);
      }
    }
    String mark = "people " + Long.toHexString(crowd.mark());
    long number = Math.min(rounding.roundMarked(mark, crowd.people()), most);
    published.add(new Published(crowd, number));
    return number;
  }

  /** Everything that has a number of its own, the earliest first. */
  public List<Published> published() {
    return List.copyOf(published);
  }
}
