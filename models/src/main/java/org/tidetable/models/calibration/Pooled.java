package org.tidetable.models.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Rows in rising order of risk, pooled until the share with the outcome never falls. */
final class Pooled {
  private final double[] first;
  private final double[] last;
  private final double[] yes;
  private final double[] weight;
  private int blocks;

  private Pooled(int most) {
    first = new double[most];
    last = new double[most];
    yes = new double[most];
    weight = new double[most];
  }

  /** Pools rows; those of equal risk are one from the start, those of weight 0 are left out. */
  static Pooled of(double[] risks, boolean[] outcomes, double[] weights) {
    int[] order =
        IntStream.range(0, risks.length)
            .filter(row -> weights[row] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> risks[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = new double[order.length];
    double[] with = new double[order.length];
    double[] all = new double[order.length];
    int count = 0;
    for (int row : order) {
      if (count == 0 || risks[row] > sorted[count - 1]) {
        sorted[count++] = risks[row];
      }
      all[count - 1] += weights[row];
      with[count - 1] += outcomes[row] ? weights[row] : 0;
    }
    return ofSorted(
        Arrays.copyOf(sorted, count), Arrays.copyOf(with, count), Arrays.copyOf(all, count));
  }

  /** Pools groups that rise in risk already, each with its weight and the weight of outcomes. */
  static Pooled ofSorted(double[] risks, double[] with, double[] all) {
    Pooled pooled = new Pooled(Math.max(1, risks.length));
    for (int i = 0; i < risks.length; i++) {
      pooled.add(risks[i], with[i], all[i]);
    }
    return pooled;
  }

  private void add(double risk, double with, double all) {
    first[blocks] = risk;
    last[blocks] = risk;
    yes[blocks] = with;
    weight[blocks] = all;
    blocks++;
    while (blocks > 1 && value(blocks - 2) >= value(blocks - 1)) {
      last[blocks - 2] = last[blocks - 1];
      yes[blocks - 2] += yes[blocks - 1];
      weight[blocks - 2] += weight[blocks - 1];
      blocks--;
    }
  }

  int blocks() {
    return blocks;
  }

  /** The lowest risk in a block. */
  double first(int block) {
    return first[block];
  }

  /** The highest risk in a block. */
  double last(int block) {
    return last[block];
  }

  /** The share with the outcome in a block. */
  double value(int block) {
    return yes[block] / weight[block];
  }

  /** The weight of all rows. */
  double total() {
    double sum = 0;
    for (int block = 0; block < blocks; block++) {
      sum += weight[block];
    }
    return sum;
  }

  /** The share with the outcome in the block that holds a risk that was pooled. */
  double valueAt(double risk) {
    int from = 0;
    int to = blocks - 1;
    while (from < to) {
      int middle = (from + to) / 2;
      if (last[middle] < risk) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return value(from);
  }
}
