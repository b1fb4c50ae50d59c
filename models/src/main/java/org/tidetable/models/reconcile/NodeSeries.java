package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;

/**
 * The past of all nodes: totals are the sums of their series. A series counts from its first value
 * on; before it, and after the end of one that has ended, there is nothing of it to count. Where a
 * series is missing in between, its total is missing too, unless the missing usually make up at
 * most 2 % of it: the rule of area totals.
 */
public final class NodeSeries {
  private static final double MISSING_SHARE = 0.02;

  private final Hierarchy hierarchy;
  private final List<Series> bottom;
  private final BitSet ended;
  private final LocalDateTime first;
  private final int length;

  private NodeSeries(Hierarchy hierarchy, List<Series> bottom, BitSet ended) {
    this.hierarchy = hierarchy;
    this.bottom = bottom;
    this.ended = ended;
    Grain grain = bottom.get(0).grain();
    this.first =
        bottom.stream()
            .map(Series::firstPeriod)
            .min(LocalDateTime::compareTo)
            .orElse(LocalDateTime.MIN);
    this.length = bottom.stream().mapToInt(one -> start(one) + one.length()).max().orElse(0);
    for (Series one : bottom) {
      require(one.grain() == grain, "series %s is of another grain", one.id());
      require(
          one.grain().plus(first, start(one)).equals(one.firstPeriod()),
          "the periods of series %s begin on other days than those of others",
          one.id());
    }
  }

  /**
   * One series for each node, all ending with the last period of any.
   *
   * @param bottom in the order of the hierarchy's bottom, of one grain
   * @param ended which of them count as zero after their last value
   * @param totalIds the ids of the totals
   */
  public static List<Series> of(
      Hierarchy hierarchy, List<Series> bottom, BitSet ended, List<String> totalIds) {
    require(bottom.size() == hierarchy.bottoms(), "a series is needed for each of the bottom");
    require(totalIds.size() == hierarchy.totals(), "an id is needed for each total");
    return new NodeSeries(hierarchy, bottom, ended).all(totalIds);
  }

  private int start(Series one) {
    return (int) one.grain().between(first, one.firstPeriod());
  }

  private List<Series> all(List<String> totalIds) {
    double[][] sums = new double[hierarchy.totals()][length];
    double[][] sizes = new double[hierarchy.totals()][length];
    double[][] missing = new double[hierarchy.totals()][length];
    int[] begins = new int[hierarchy.totals()];
    Arrays.fill(begins, length);
    for (int index = 0; index < bottom.size(); index++) {
      Series one = bottom.get(index);
      double usual = Arrays.stream(one.values()).filter(v -> !Double.isNaN(v)).average().orElse(0);
      int from = observed(one, 0, 1);
      int last = observed(one, one.length() - 1, -1);
      int to = last < 0 ? 0 : ended.get(index) ? last + 1 : length - start(one);
      for (int level = 0; level < hierarchy.levels().size() - 1; level++) {
        int node = hierarchy.nodeOf(level, index);
        for (int period = from; period < to && node != Hierarchy.NONE; period++) {
          double value = period < one.length() ? one.value(period) : Double.NaN;
          int at = start(one) + period;
          sizes[node][at] += Math.abs(usual);
          missing[node][at] += Double.isNaN(value) ? Math.abs(usual) : 0;
          sums[node][at] += Double.isNaN(value) ? 0 : value;
          begins[node] = Math.min(begins[node], at);
        }
      }
    }
    Grain grain = bottom.get(0).grain();
    List<Series> all = new ArrayList<>();
    for (int node = 0; node < sums.length; node++) {
      for (int at = 0; at < length; at++) {
        if (missing[node][at] > MISSING_SHARE * sizes[node][at]) {
          sums[node][at] = Double.NaN;
        }
      }
      int begin = Math.min(begins[node], length - 1);
      double[] values = Arrays.copyOfRange(sums[node], begin, length);
      all.add(new Series(totalIds.get(node), grain, grain.plus(first, begin), values));
    }
    for (Series one : bottom) {
      double[] values = Arrays.copyOf(one.values(), length - start(one));
      Arrays.fill(values, one.length(), values.length, Double.NaN);
      all.add(new Series(one.id(), grain, one.firstPeriod(), values));
    }
    return all;
  }

  /** The first index from {@code from} on, in either direction, that holds a value. */
  private static int observed(Series one, int from, int step) {
    int index = from;
    while (index >= 0 && index < one.length() && Double.isNaN(one.value(index))) {
      index += step;
    }
    return index;
  }
}
