package org.tidetable.models.evaluation.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
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
 * @param highest all tested rows by falling risk, by refit
 * @param rowsLearnt the rows that each refit draws from
 */
public record Refits(List<double[]> risks, List<int[]> highest, int rowsLearnt) {
  public Refits {
    risks = List.copyOf(risks);
    highest = List.copyOf(highest);
    require(risks.size() == highest.size(), "%s risks, %s orders", risks.size(), highest.size());
  }

  /** Refits whose rows are put in order here, once for all lists. */
  public Refits(List<double[]> risks, int rowsLearnt) {
    this(risks, risks.stream().map(Refits::order).toList(), rowsLearnt);
  }

  private static int[] order(double[] risks) {
    return IntStream.range(0, risks.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -risks[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * How far the lists of two refits are the same: rows on both over rows on either (Jaccard), mean
   * over all pairs of refits; 1 means that all are the same. Empty for less than two refits.
   *
   * @param list who is on the list by the risks of all tested rows
   */
  public OptionalDouble jaccard(Function<double[], BitSet> list) {
    return shared(risks.stream().map(list).toList());
  }

  /** The same of the so many highest risks. */
  public OptionalDouble jaccard(int places) {
    return shared(
        highest.stream()
            .map(
                order -> {
                  BitSet list = new BitSet();
                  Arrays.stream(order).limit(places).forEach(list::set);
                  return list;
                })
            .toList());
  }

  private static OptionalDouble shared(List<BitSet> lists) {
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
}
