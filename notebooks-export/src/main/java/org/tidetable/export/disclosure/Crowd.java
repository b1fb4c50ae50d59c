package org.tidetable.export.disclosure;

import static org.tidetable.export.table.Require.require;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of people as the gate sees it: how many, and enough to tell whether another set holds the
 * same people, but no id of anybody. Person-level all the same: it stays where members stay.
 *
 * @param people how many
 * @param mark the least of the members' keyed marks; sets that differ in a few people mostly share
 *     it. 0 of nobody
 * @param spread how many of them have each of the keyed numbers from 0 to {@link #SPREAD} - 1;
 *     numbers that nobody has are left out
 */
public record Crowd(long people, long mark, SortedMap<Integer, Long> spread) {
  /** How many numbers people are spread over: many bases divide it. */
  public static final int SPREAD = 240;

  /** Nobody. */
  public static final Crowd NOBODY = new Crowd(0, 0, new TreeMap<>());

  public Crowd {
    spread = Collections.unmodifiableSortedMap(new TreeMap<>(spread));
    long all = spread.values().stream().mapToLong(Long::longValue).sum();
    require(people == all, "a crowd must be spread as a whole");
  }

  /** These people and others, none of whom are among them. */
  public Crowd and(Crowd others) {
    if (people == 0 || others.people == 0) {
      return people == 0 ? others : this;
    }
    SortedMap<Integer, Long> both = new TreeMap<>(spread);
    others.spread.forEach((number, count) -> both.merge(number, count, Long::sum));
    return new Crowd(people + others.people, Math.min(mark, others.mark), both);
  }

  /** How many of them stand for others: one in so many, always the same ones. */
  long standing(int oneIn) {
    long standing = 0;
    for (int number = 0; number < SPREAD; number += oneIn) {
      standing += spread.getOrDefault(number, 0L);
    }
    return standing;
  }

  /**
   * Whether the two sets are nearly of the same people: fewer than so many are in one of them only,
   * and at least as many are in both. Never false where that is so; true as well where many people
   * differ and all their numbers happen to cancel.
   */
  boolean near(Crowd other, int fewer) {
    if (Math.abs(people - other.people) >= fewer) {
      return false;
    }
    long apart = 0;
    for (Map.Entry<Integer, Long> own : spread.entrySet()) {
      apart += Math.abs(own.getValue() - other.spread.getOrDefault(own.getKey(), 0L));
      if (apart >= fewer) {
        return false;
      }
    }
    for (Map.Entry<Integer, Long> its : other.spread.entrySet()) {
      apart += spread.containsKey(its.getKey()) ? 0 : its.getValue();
      if (apart >= fewer) {
        return false;
      }
    }
    return people + other.people >= 3 * apart;
  }

  /** Never shows who or how many. */
  @Override
  public String toString() {
    return "crowd";
  }
}
