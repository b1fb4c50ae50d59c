package org.tidetable.models.evaluation.risk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The same people as models see them that learnt from people drawn anew.
 *
 * @param risks of every tested row, by refit; no two rows tie
 * @param rowsLearnt the rows that each refit draws from
 */
public record Refits(List<double[]> risks, int rowsLearnt) {
  public Refits {
    risks = List.copyOf(risks);
  }

  /**
   * How far the lists of two refits are the same: rows on both over rows on either (Jaccard), mean
   * over all pairs of refits; 1 means that all are the same. Empty for less than two refits.
   *
   * @param list who is on the list by the risks of all tested rows
   */
  public OptionalDouble jaccard(Function<double[], BitSet> list) {
    List<BitSet> lists = risks.stream().map(list).toList();
    List<Double> shares = new ArrayList<>();
    for (int first = 0; first < lists.size(); first++) {
      for (int second = first + 1; second < lists.size(); second++) {
        BitSet both = (BitSet) lists.get(first).clone();
        both.and(lists.get(second));
        int common = both.cardinality();
        int either = lists.get(first).cardinality() + lists.get(second).cardinality() - common;
        shares.add(either == 0 ? 1 : (double) common / either);
      }
    }
    return shares.stream().mapToDouble(Double::doubleValue).average();
  }

  /** The same of the so many highest risks. */
  public OptionalDouble jaccard(int places) {
    return jaccard(
        all -> {
          BitSet highest = new BitSet();
          IntStream.range(0, all.length)
              .boxed()
              .sorted(Comparator.comparingDouble(row -> -all[row]))
              .limit(places)
              .forEach(highest::set);
          return highest;
        });
  }
}
