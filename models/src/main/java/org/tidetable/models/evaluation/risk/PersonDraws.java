package org.tidetable.models.evaluation.risk;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/** Resamples persons with all of their rows: figures of the same draw may be compared. */
final class PersonDraws {
  private static final int FEWEST = 20;
  private final int[] person;
  private final double[] weights;
  private final int people;
  private final long[] seeds;

  PersonDraws(String[] persons, double[] weights, int draws, long seed) {
    this.person = RiskScores.numbered(persons);
    this.weights = weights;
    this.people = Arrays.stream(person).max().orElse(-1) + 1;
    // Seeds that are themselves random: those that follow one another give streams that overlap.
    this.seeds = new SplittableRandom(seed).longs(draws).toArray();
  }

  /**
   * Figures of all rows, each with its 95 % interval over the draws.
   *
   * @param figures from the weights of rows; NaN is undefined. Asked by many threads at once
   */
  Measure[] measure(Function<double[], double[]> figures) {
    double[] values = figures.apply(weights);
    double[][] drawn =
        IntStream.range(0, seeds.length)
            .parallel()
            .mapToObj(draw -> figures.apply(weights(draw)))
            .toArray(double[][]::new);
    Measure[] measures = new Measure[values.length];
    for (int i = 0; i < values.length; i++) {
      measures[i] = measure(values[i], drawn, i);
    }
    return measures;
  }

  /** The weights of the rows in one draw. */
  double[] weights(int draw) {
    SplittableRandom random = new SplittableRandom(seeds[draw]);
    int[] times = new int[people];
    for (int i = 0; i < people; i++) {
      times[random.nextInt(people)]++;
    }
    double[] drawn = new double[weights.length];
    for (int row = 0; row < drawn.length; row++) {
      drawn[row] = weights[row] * times[person[row]];
    }
    return drawn;
  }

  private static Measure measure(double value, double[][] drawn, int index) {
    double[] sorted =
        Arrays.stream(drawn)
            .mapToDouble(figures -> figures[index])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (!Double.isFinite(value) || sorted.length < FEWEST) {
      return new Measure(defined(value), OptionalDouble.empty(), OptionalDouble.empty());
    }
    return new Measure(
        defined(value),
        OptionalDouble.of(sorted[(int) Math.floor(0.025 * (sorted.length - 1))]),
        OptionalDouble.of(sorted[(int) Math.ceil(0.975 * (sorted.length - 1))]));
  }

  private static OptionalDouble defined(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
