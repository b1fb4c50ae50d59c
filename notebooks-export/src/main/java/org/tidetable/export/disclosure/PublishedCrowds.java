package org.tidetable.export.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidetable.export.disclosure.CrowdRounding.Published;

/**
 * Sets of people with their numbers, the earliest first. The same set is found by its hash; sets of
 * nearly the same people among those of nearly the same size only, and there by one bit for each
 * keyed number: whether an odd number of people have it. Who comes or goes turns one bit, so that
 * sets which differ in more bits than may come or go need no closer look.
 */
final class PublishedCrowds {
  private static final int WORDS = (Crowd.SPREAD + Long.SIZE - 1) / Long.SIZE;

  private final int base;
  private final List<Published> all = new ArrayList<>();
  private final Map<Crowd, Published> first = new HashMap<>();
  private final Map<Long, Shelf> bySize = new HashMap<>();

  /**
   * Sets of nearly the same size: the bits of each, one after the other, and its place among all.
   */
  private static final class Shelf {
    private long[] bits = new long[16 * WORDS];
    private int[] places = new int[16];
    private long[] people = new long[16];
    private int count;

    void add(Crowd crowd, int place) {
      if (count == places.length) {
        bits = Arrays.copyOf(bits, 2 * bits.length);
        places = Arrays.copyOf(places, 2 * places.length);
        people = Arrays.copyOf(people, 2 * people.length);
      }
      System.arraycopy(bits(crowd), 0, bits, count * WORDS, WORDS);
      people[count] = crowd.people();
      places[count++] = place;
    }

    /** In how many bits the set at that place on the shelf differs. */
    int apart(int at, long[] other) {
      int apart = 0;
      for (int word = 0; word < WORDS; word++) {
        apart += Long.bitCount(bits[at * WORDS + word] ^ other[word]);
      }
      return apart;
    }
  }

  PublishedCrowds(int base, List<Published> earlier) {
    this.base = base;
    earlier.forEach(this::add);
  }

  void add(Published published) {
    Crowd crowd = published.crowd();
    first.putIfAbsent(crowd, published);
    bySize.computeIfAbsent(crowd.people() / base, any -> new Shelf()).add(crowd, all.size());
    all.add(published);
  }

  List<Published> all() {
    return List.copyOf(all);
  }

  /** The earliest of the same people. */
  Optional<Published> same(Crowd crowd) {
    return Optional.ofNullable(first.get(crowd));
  }

  /** The earliest of nearly the same people. */
  Optional<Published> near(Crowd crowd) {
    long[] own = bits(crowd);
    int earliest = all.size();
    long size = crowd.people() / base;
    for (long near = size - 1; near <= size + 1; near++) {
      Shelf shelf = bySize.get(near);
      for (int at = 0; shelf != null && at < shelf.count; at++) {
        int place = shelf.places[at];
        if (place >= earliest) {
          break;
        }
        // As far apart as two near sets of these sizes can be.
        long most = Math.min(base - 1L, (crowd.people() + shelf.people[at]) / 3);
        if (shelf.apart(at, own) <= most && all.get(place).crowd().near(crowd, base)) {
          earliest = place;
        }
      }
    }
    return earliest == all.size() ? Optional.empty() : Optional.of(all.get(earliest));
  }

  private static long[] bits(Crowd crowd) {
    long[] bits = new long[WORDS];
    crowd
        .spread()
        .forEach(
            (number, people) -> {
              if (people % 2 != 0) {
                bits[number / Long.SIZE] |= 1L << (number % Long.SIZE);
              }
            });
    return bits;
  }
}
