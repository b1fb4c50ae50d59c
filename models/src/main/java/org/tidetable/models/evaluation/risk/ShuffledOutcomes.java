package org.tidetable.models.evaluation.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Outcomes dealt anew among persons, so that there is nothing left to learn. */
final class ShuffledOutcomes {
  private ShuffledOutcomes() {}

  /** Persons change places and take their outcomes along. */
  static boolean[] of(boolean[] outcomes, String[] persons, long seed) {
    int[] person = RiskScores.numbered(persons);
    int count = Arrays.stream(person).max().orElse(-1) + 1;
    List<List<Integer>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new ArrayList<>());
    }
    for (int row = 0; row < person.length; row++) {
      rows.get(person[row]).add(row);
    }
    int[] order = IntStream.range(0, count).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    int[] givers = Arrays.stream(order).flatMap(i -> stream(rows.get(i))).toArray();
    int[] takers = IntStream.range(0, count).flatMap(i -> stream(rows.get(i))).toArray();
    boolean[] dealt = new boolean[outcomes.length];
    for (int i = 0; i < takers.length; i++) {
      dealt[takers[i]] = outcomes[givers[i]];
    }
    return dealt;
  }

  private static IntStream stream(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue);
  }
}
