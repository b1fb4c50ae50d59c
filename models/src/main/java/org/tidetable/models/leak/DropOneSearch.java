package org.tidetable.models.leak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.LogisticRisk;
import org.tidetable.models.risk.RiskSample;

/**
 * A strong column that all others together do not come near: just under the alarm for single
 * columns, it is still too strong when a model loses more than 0.03 of AUROC without it.
 */
final class DropOneSearch {
  /** From here on a single column is looked at; honest ones stay below. */
  static final double STRONG = 0.88;

  private static final double JUMP = 0.03;
  private static final int MOST_ROWS = 8000;

  private DropOneSearch() {}

  static List<Finding> in(String name, double alone, Setting setting, long seed) {
    FeatureMatrix all = setting.rows().matrix().get();
    int step = Math.max(1, all.rows() / MOST_ROWS);
    int[] sampled = IntStream.range(0, all.rows()).filter(row -> row % step == 0).toArray();
    int[] training = Arrays.stream(sampled).filter(row -> setting.half()[row]).toArray();
    int[] test = Arrays.stream(sampled).filter(row -> !setting.half()[row]).toArray();
    double with = area(all, training, test, setting, seed);
    double without = area(without(all, name), training, test, setting, seed);
    if (with - without <= JUMP) {
      return List.of();
    }
    return List.of(
        Finding.of(
            LeakKind.TOO_STRONG,
            name,
            Setting.area(alone)
                + String.format(Locale.ROOT, ", and without it all others reach %.3f", without)));
  }

  private static double area(
      FeatureMatrix matrix, int[] training, int[] test, Setting setting, long seed) {
    boolean[] outcomes = RiskSample.outcomes(setting.rows().outcomes(), test);
    RiskSample sample =
        new RiskSample(
            matrix.select(training),
            RiskSample.outcomes(setting.rows().outcomes(), training),
            RiskSample.persons(setting.rows().persons(), training));
    double[] risks =
        new LogisticRisk(List.of(0.03)).ranking(sample, seed).probabilities(matrix.select(test));
    return Separation.direction(SuspectColumn.of("risk", risks), outcomes);
  }

  /** The same columns without the entries of one, and of the marks that were made of it. */
  private static FeatureMatrix without(FeatureMatrix matrix, String name) {
    boolean[] gone = new boolean[matrix.names().size()];
    for (int column = 0; column < gone.length; column++) {
      String each = matrix.names().get(column);
      gone[column] =
          each.equals(name) || each.startsWith(name + "=") || each.startsWith(name + " ");
    }
    int[] starts = new int[matrix.rows() + 1];
    int[] columns = new int[matrix.entries()];
    float[] values = new float[matrix.entries()];
    int count = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        if (!gone[matrix.column(entry)]) {
          columns[count] = matrix.column(entry);
          values[count++] = matrix.value(entry);
        }
      }
      starts[row + 1] = count;
    }
    return new FeatureMatrix(
        matrix.names(), starts, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
  }
}
