package org.tidetable.models.evaluation.risk;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/**
 * Weighted means over rows with intervals that take the rows of a person for one piece of evidence.
 * What a resampling of persons would give, worked out.
 */
final class PersonMeans {
  static final double SURE = 1.96;
  private final int[] person;
  private final double[] weights;
  private final int people;
  private final double total;

  PersonMeans(String[] persons, double[] weights) {
    this.person = RiskScores.numbered(persons);
    this.weights = weights;
    this.people = Arrays.stream(person).max().orElse(-1) + 1;
    this.total = Arrays.stream(weights).sum();
  }

  /** The mean of one number a row, with its 95 % interval. */
  Measure mean(double[] values) {
    if (!(total > 0)) {
      return new Measure(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      sum += weights[row] * values[row];
    }
    double mean = sum / total;
    double[] away = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      away[row] = values[row] - mean;
    }
    double error = SURE * Math.sqrt(variance(away)) / total;
    return people < 2
        ? new Measure(OptionalDouble.of(mean), OptionalDouble.empty(), OptionalDouble.empty())
        : new Measure(
            OptionalDouble.of(mean),
            OptionalDouble.of(mean - error),
            OptionalDouble.of(mean + error));
  }

  /** The variance of the weighted sum of numbers whose expectation is 0, summed by person first. */
  double variance(double[] values) {
    double[] sums = new double[people];
    for (int row = 0; row < values.length; row++) {
      sums[person[row]] += weights[row] * values[row];
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    return people < 2 ? Double.NaN : squares * people / (people - 1);
  }
}
