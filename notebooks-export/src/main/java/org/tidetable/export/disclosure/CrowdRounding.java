package org.tidetable.export.disclosure;

import java.util.List;
import java.util.Optional;

/**
 * Rounds counts of people whom somebody may define anew as often as they like, as cohorts are. The
 * number hangs on who is counted and on nothing that was asked, so that harmless changes of a
 * definition give no second draw, and means of many no better count:
 *
 * <ul>
 *   <li>the same people give the same number;
 *   <li>nearly the same people, fewer than the base apart, give the number that was published of
 *       them first, and of those who make the difference one in the base counts as the base and the
 *       others as nothing: always the same ones, so that asking around a person in many ways tells
 *       no more than asking once;
 *   <li>others are rounded as leaves are, with a draw that hangs on the one member whose keyed mark
 *       is least: sets that share most people share it.
 * </ul>
 *
 * <p>On average over keys the number is the count. The error is below the base; with {@code d}
 * people between a set and an earlier one it has a further one, of standard deviation at most the
 * square root of the base times {@code d}. What this cannot do: hold out against any number of
 * definitions. How many may be published is the caller's to bound.
 */
public final class CrowdRounding {

  /** A set of people and the number that was published of it. */
  public record Published(Crowd crowd, long number) {}

  private final LeafRounding rounding;
  private final int base;
  private final long salt;
  private final PublishedCrowds published;

  CrowdRounding(DisclosurePolicy policy, DisclosureKey key, List<Published> earlier) {
    this.rounding = new LeafRounding(policy, key);
    this.base = policy.base();
    this.salt = Double.doubleToLongBits(key.draw("salt of the marks of people"));
    this.published = new PublishedCrowds(base, earlier);
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
    Optional<Long> told = told(crowd);
    long number =
        told.orElseGet(
            () -> rounding.roundMarked("people " + Long.toHexString(crowd.mark()), crowd.people()));
    if (told.isEmpty() || number > most) {
      published.add(new Published(crowd, Math.min(number, most)));
    }
    return Math.min(number, most);
  }

  /** What follows from the people themselves, or from what was published before. */
  private Optional<Long> told(Crowd crowd) {
    if (crowd.people() == 1) {
      return Optional.of(base * crowd.standing(base));
    }
    return published
        .same(crowd)
        .map(Published::number)
        .or(() -> published.near(crowd).map(before -> beside(before, crowd)));
  }

  /** The number of people of whom nearly all were published before. */
  private long beside(Published before, Crowd crowd) {
    long come = crowd.standing(base) - before.crowd().standing(base);
    return Math.max(before.number() + base * come, 0);
  }

  /** Everything that has a number of its own, the earliest first. */
  public List<Published> published() {
    return published.all();
  }
}
