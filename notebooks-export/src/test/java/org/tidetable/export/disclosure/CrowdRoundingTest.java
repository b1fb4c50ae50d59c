package org.tidetable.export.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks on counts of people whom the attacker may define as often as wanted. */
class CrowdRoundingTest {
  private static final int BASE = 8;
  private static final long ALL = Long.MAX_VALUE;
  private static final int TARGETS = 200;

  private final Random random = new Random(5);
  private long nextPerson;

  private static CrowdRounding rounding() {
    DisclosurePolicy policy = DisclosurePolicy.standard("2026-01", DisclosureKey.DEMO_ONLY);
    return new DisclosureGate(policy, DisclosureKey.demoOnly()).crowds(List.of());
  }

  /** People who are in no other set yet. */
  private List<Long> people(int number) {
    nextPerson += number;
    return new ArrayList<>(LongStream.range(nextPerson - number, nextPerson).boxed().toList());
  }

  private static Crowd crowd(CrowdRounding rounding, Collection<Long> people) {
    long least = Long.MAX_VALUE;
    SortedMap<Integer, Long> spread = new TreeMap<>();
    for (long person : people) {
      long mark = mixed(mixed(person) ^ rounding.salt());
      least = Math.min(least, mark);
      spread.merge((int) Long.remainderUnsigned(mixed(mark), Crowd.SPREAD), 1L, Long::sum);
    }
    return new Crowd(people.size(), people.isEmpty() ? 0 : least, spread);
  }

  private static long mixed(long value) {
    long bits = (value + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }

  private static long published(CrowdRounding rounding, Collection<Long> people) {
    return rounding.round(crowd(rounding, people), ALL);
  }

  @Test
  void the_same_people_give_the_same_number_in_any_order_and_after_any_other() {
    CrowdRounding rounding = rounding();
    List<Long> people = people(100);
    long number = published(rounding, people);
    for (int i = 0; i < TARGETS; i++) {
      published(rounding, people(random.nextInt(200)));
      published(rounding, people.subList(0, random.nextInt(100)));
      Collections.shuffle(people, random);
      assertThat(published(rounding, people)).isEqualTo(number);
    }
    assertThat(published(rounding(), people)).isEqualTo(number);
  }

  @Test
  void a_number_is_a_multiple_less_than_the_base_away_and_right_on_average() {
    double sum = 0;
    int sets = 4000;
    CrowdRounding rounding = rounding();
    for (int i = 0; i < sets; i++) {
      int size = random.nextInt(40);
      long number = published(rounding, people(size));
      assertThat(number % BASE).isZero();
      assertThat(Math.abs(number - size)).isLessThan(BASE);
      sum += number - size;
    }
    // One error has a standard deviation of at most 4, so that of the mean is at most 0.06.
    assertThat(Math.abs(sum / sets)).isLessThan(0.25);
  }

  /** Sets that are new, the same again, or a few people away from an earlier one. */
  private List<Crowd> asked(CrowdRounding rounding, int sets) {
    List<List<Long>> earlier = new ArrayList<>();
    List<Crowd> asked = new ArrayList<>();
    for (int i = 0; i < sets; i++) {
      List<Long> people =
          i % 3 == 0 ? people(1 + random.nextInt(i % 2 == 0 ? 12 : 300)) : new ArrayList<>();
      if (people.isEmpty()) {
        people.addAll(earlier.get(random.nextInt(earlier.size())));
        people.subList(0, Math.min(people.size() - 1, random.nextInt(6))).clear();
        people.addAll(people(random.nextInt(6)));
      }
      earlier.add(people);
      asked.add(crowd(rounding, people));
    }
    return asked;
  }

  @Test
  void numbers_are_those_that_a_look_at_every_earlier_set_gives() {
    CrowdRounding rounding = rounding();
    int near = 0;
    for (Crowd crowd : asked(rounding, 4000)) {
      OptionalLong told = OptionalLong.empty();
      boolean same = false;
      for (CrowdRounding.Published before : rounding.published()) {
        if (!same && before.crowd().equals(crowd)) {
          told = OptionalLong.of(before.number());
          same = true;
        } else if (told.isEmpty() && before.crowd().near(crowd, BASE)) {
          long come = crowd.standing(BASE) - before.crowd().standing(BASE);
          told = OptionalLong.of(Math.max(before.number() + BASE * come, 0));
          near++;
        }
      }
      long number = rounding.round(crowd, ALL);
      if (crowd.people() > 1 && told.isPresent()) {
        assertThat(number).isEqualTo(told.getAsLong());
      }
    }
    assertThat(near).isGreaterThan(1000);
  }

  @Test
  @Tag("benchmark")
  void thousands_of_sets_take_less_than_half_the_time_of_a_closer_look_at_each() {
    CrowdRounding rounding = rounding();
    List<Crowd> sets = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      sets.add(crowd(rounding, people(2 + random.nextInt(40))));
    }
    long begun = System.nanoTime();
    sets.forEach(crowd -> rounding.round(crowd, ALL));
    double taken = System.nanoTime() - begun;
    begun = System.nanoTime();
    int near = 0;
    for (int later = 0; later < sets.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        near += sets.get(earlier).near(sets.get(later), BASE) ? 1 : 0;
      }
    }
    assertThat(near).isLessThan(sets.size());
    assertThat(taken / (System.nanoTime() - begun)).isLessThan(0.5);
  }

  /** So often would a cell of one person show as well; asking around the person adds nothing. */
  @Test
  void one_in_eight_people_show_in_every_difference_and_the_others_in_none() {
    int shown = 0;
    int asked = 400;
    for (int i = 0; i < asked; i++) {
      CrowdRounding rounding = rounding();
      List<Long> person = people(1);
      long alone = published(rounding, person);
      for (int around = 0; around < 5; around++) {
        List<Long> others = people(20 + random.nextInt(100));
        List<Long> all = new ArrayList<>(others);
        all.addAll(person);
        long before = published(rounding, others);
        assertThat(published(rounding, all) - before).isEqualTo(alone);
      }
      shown += alone > 0 ? 1 : 0;
    }
    assertThat(shown).isBetween(asked / 16, asked / 5);
  }

  @Test
  void few_who_leave_each_of_many_sets_show_in_the_sum() {
    CrowdRounding rounding = rounding();
    double left = 0;
    int sets = 800;
    for (int i = 0; i < sets; i++) {
      List<Long> people = people(50);
      left += published(rounding, people) - published(rounding, people.subList(5, 50));
    }
    // 5 are gone of each: the standard error of the mean is 0.2.
    assertThat(left / sets).isBetween(4.0, 6.0);
  }

  @Test
  void means_over_definitions_that_differ_in_one_known_person_give_no_better_count() {
    int hits = 0;
    for (int i = 0; i < TARGETS; i++) {
      CrowdRounding rounding = rounding();
      List<Long> target = people(40 + random.nextInt(60));
      double sum = 0;
      for (int known = 0; known < 30; known++) {
        List<Long> variant = new ArrayList<>(target);
        variant.remove(known);
        sum += published(rounding, variant) + 1;
      }
      hits += Math.abs(sum / 30 - target.size()) < 0.5 ? 1 : 0;
    }
    // A single number hits for one remainder of eight; means of 30 free draws would hit for 6 of
    // 10.
    assertThat(hits).isLessThan(TARGETS / 4);
  }

  @Test
  void means_over_many_ways_to_halve_a_set_give_no_better_count() {
    int near = 0;
    for (int i = 0; i < TARGETS; i++) {
      CrowdRounding rounding = rounding();
      List<Long> target = people(100 + random.nextInt(60));
      near += Math.abs(halved(rounding, target, 50) - target.size()) < 1 ? 1 : 0;
    }
    // Free draws of 100 halves would be within 1 for nearly 9 of 10.
    assertThat(near).isLessThan(TARGETS / 2);
  }

  /** The best attack that we know, with all the questions that a run answers. */
  @Test
  void a_set_beside_a_large_other_one_is_not_told_to_the_person() {
    double squares = 0;
    int targets = 60;
    for (int i = 0; i < targets; i++) {
      CrowdRounding rounding = rounding();
      List<Long> target = people(80 + random.nextInt(80));
      List<Long> other = people(1000);
      List<Long> both = new ArrayList<>(target);
      both.addAll(other);
      double error = halved(rounding, both, 25) - halved(rounding, other, 25) - target.size();
      squares += error * error;
    }
    assertThat(Math.sqrt(squares / targets)).isGreaterThan(1);
  }

  /** The mean over so many ways to halve the people. */
  private double halved(CrowdRounding rounding, List<Long> people, int ways) {
    double sum = 0;
    for (int way = 0; way < ways; way++) {
      Collections.shuffle(people, random);
      int half = people.size() / 2 - 10 + random.nextInt(20);
      sum += published(rounding, people.subList(0, half));
      sum += published(rounding, people.subList(half, people.size()));
    }
    return sum / ways;
  }

  @Test
  void small_sets_of_other_people_are_drawn_apart() {
    CrowdRounding rounding = rounding();
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < TARGETS; i++) {
      numbers.add(published(rounding, people(4)));
    }
    assertThat(numbers.stream().filter(number -> number == BASE).count()).isBetween(60L, 140L);
  }
}
