package org.tidetable.models.calibration;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How sure a probability is: the two probabilities that follow when the next person is taken to
 * have the outcome, and not to have it. One of the two is calibrated whatever the distribution, so
 * the range is wide where few people were like that, and narrow where many were.
 *
 * <p>Simplified: over many rows, risks are first put into 2,000 groups, and ranges are worked out
 * at 200 risks, with straight lines between them.
 *
 * <p>Source: Vovk, Petej and Fedorova (2015), Large-scale probabilistic predictors with and without
 * guarantees of validity.
 *
 * @param at risks, rising
 * @param lower the probability if the next person is without the outcome; as many
 * @param upper the probability if the next person has it
 */
public record VennAbers(List<Double> at, List<Double> lower, List<Double> upper) {
  private static final int GROUPS = 2000;
  private static final int PLACES = 200;

  /** The probabilities that hold one person's, 0 to 1. */
  public record Range(double lower, double upper) {}

  public VennAbers {
    at = List.copyOf(at);
    lower = List.copyOf(lower);
    upper = List.copyOf(upper);
    require(!at.isEmpty() && at.size() == lower.size() && at.size() == upper.size(), "sizes agree");
  }

  /** Learns from risks of rows that the model did not learn from; one row at least. */
  public static VennAbers learn(double[] heldOut, boolean[] outcomes, double[] weights) {
    int[] order =
        IntStream.range(0, heldOut.length)
            .filter(row -> weights[row] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> heldOut[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    require(order.length > 0, "no row to learn ranges from");
    double[] risks = new double[order.length];
    double[] with = new double[order.length];
    double[] all = new double[order.length];
    int size = Math.max(1, (order.length + GROUPS - 1) / GROUPS);
    int groups = 0;
    int inside = size;
    for (int row : order) {
      boolean same = groups > 0 && heldOut[row] == risks[groups - 1];
      if (!same && inside >= size) {
        groups++;
        inside = 0;
      }
      risks[groups - 1] = heldOut[row];
      with[groups - 1] += outcomes[row] ? weights[row] : 0;
      all[groups - 1] += weights[row];
      inside++;
    }
    risks = Arrays.copyOf(risks, groups);
    int places = Math.min(PLACES, groups);
    Double[] at = new Double[places];
    Double[] lower = new Double[places];
    Double[] upper = new Double[places];
    for (int i = 0; i < places; i++) {
      int group = places == 1 ? 0 : (int) ((long) i * (groups - 1) / (places - 1));
      at[i] = risks[group];
      lower[i] = next(risks, with, all, group, 0);
      upper[i] = next(risks, with, all, group, 1);
    }
    return new VennAbers(List.of(at), List.of(lower), List.of(upper));
  }

  /** The probability at a group, with one row more there. */
  private static double next(double[] risks, double[] with, double[] all, int group, int outcome) {
    with[group] += outcome;
    all[group] += 1;
    double value = Pooled.ofSorted(risks, with, all).valueAt(risks[group]);
    with[group] -= outcome;
    all[group] -= 1;
    return value;
  }

  /**
   * The range of a risk; it always holds the probability that the model itself gives.
   *
   * @param risk on the scale that was learnt from
   * @param given the probability that is shown beside the range
   */
  public Range range(double risk, double given) {
    int from = 0;
    int to = at.size() - 1;
    while (to - from > 1) {
      int middle = (from + to) / 2;
      if (at.get(middle) <= risk) {
        from = middle;
      } else {
        to = middle;
      }
    }
    double width = at.get(to) - at.get(from);
    double part = width > 0 ? Math.min(1, Math.max(0, (risk - at.get(from)) / width)) : 0;
    double low = lower.get(from) + part * (lower.get(to) - lower.get(from));
    double high = upper.get(from) + part * (upper.get(to) - upper.get(from));
    return new Range(Math.min(low, given), Math.max(high, given));
  }
}
