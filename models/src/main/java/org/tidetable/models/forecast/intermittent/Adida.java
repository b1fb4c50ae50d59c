package org.tidetable.models.forecast.intermittent;

import java.util.Arrays;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/**
 * Sums over blocks as long as the mean gap between two occurrences, continued by simple exponential
 * smoothing, and spread evenly again.
 *
 * <p>Blocks are counted back from the last period; what is left over at the start is not used. A
 * missing value counts as the mean of its block, and a block without any is left out. The weight,
 * within 0.1 and 0.3, is the one with the smallest squared errors.
 *
 * <p>Source: Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos (2011), An
 * aggregate-disaggregate intermittent demand approach to forecasting.
 */
public record Adida() implements ForecastMethod.Local {
  private static final double LEAST_WEIGHT = 0.1;
  private static final double MOST_WEIGHT = 0.3;

  @Override
  public String name() {
    return "adida";
  }

  @Override
  public ForecastPath forecast(Series history, int horizon) {
    return CountPath.of(
        history,
        horizon,
        seen -> {
          int block = (int) Math.max(1, Math.min(history.length(), Math.rint(seen.meanGap())));
          double[] sums = sums(history.values(), block);
          return Occurrences.level(sums, weight(sums)) / block;
        });
  }

  /** At least one block holds a value: else its mean gap would be longer than the history. */
  private static double[] sums(double[] values, int block) {
    int blocks = values.length / block;
    double[] sums = new double[blocks];
    int used = 0;
    for (int start = values.length - blocks * block; start < values.length; start += block) {
      double[] known =
          Arrays.stream(values, start, start + block)
              .filter(value -> !Double.isNaN(value))
              .toArray();
      if (known.length > 0) {
        sums[used++] = Arrays.stream(known).sum() * block / known.length;
      }
    }
    return Arrays.copyOf(sums, used);
  }

  private static double weight(double[] sums) {
    return new BrentOptimizer(1e-8, 1e-10)
        .optimize(
            new MaxEval(200),
            new UnivariateObjectiveFunction(weight -> squares(sums, weight)),
            GoalType.MINIMIZE,
            new SearchInterval(LEAST_WEIGHT, MOST_WEIGHT))
        .getPoint();
  }

  private static double squares(double[] sums, double weight) {
    double level = sums[0];
    double total = 0;
    for (double sum : sums) {
      double error = sum - level;
      total += error * error;
      level += weight * error;
    }
    return total;
  }
}
