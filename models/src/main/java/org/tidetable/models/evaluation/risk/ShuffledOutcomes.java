package org.tidetable.models.evaluation.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.LogisticRisk;
import org.tidetable.models.risk.RiskSample;

/**
 * Outcomes dealt anew among persons, so that there is nothing left to learn.
 *
 * @param outcomes of all rows
 * @param persons likewise
 * @param training the rows that teach
 * @param test the rows that are tested
 */
record ShuffledOutcomes(
    boolean[] outcomes, String[] persons, int[] training, int[] test, long seed) {
  private static final int SHUFFLES = 5;

  /** How well dealt outcomes are told from those features of the rows. */
  RiskValidation.Shuffled told(FeatureMatrix taught, FeatureMatrix tested) {
    double[] aurocs =
        IntStream.range(0, SHUFFLES)
            .parallel()
            .mapToObj(repeat -> auroc(taught, tested, seed + repeat))
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    int repeats = aurocs.length;
    double mean = Arrays.stream(aurocs).average().orElse(Double.NaN);
    int yes = 0;
    for (int row : test) {
      yes += outcomes[row] ? 1 : 0;
    }
    double no = test.length - yes;
    // Hanley and McNeil (1982), at an AUROC of one half.
    double error = Math.sqrt((yes + no + 1) / (12.0 * yes * no) / Math.max(1, repeats));
    boolean passed = Math.abs(mean - 0.5) <= Math.max(0.02, 3 * error);
    return new RiskValidation.Shuffled(repeats, mean, error, passed);
  }

  /** AUROC where outcomes were dealt anew. */
  private OptionalDouble auroc(FeatureMatrix taught, FeatureMatrix tested, long shuffle) {
    boolean[] dealt = of(outcomes, persons, shuffle);
    RiskSample sample =
        new RiskSample(
            taught, RiskSample.outcomes(dealt, training), RiskSample.persons(persons, training));
    double[] risk = new LogisticRisk(List.of(0.03)).ranking(sample, seed).probabilities(tested);
    return RiskScores.of(
            risk,
            RiskSample.outcomes(dealt, test),
            RiskSample.persons(persons, test),
            List.of(),
            0,
            seed)
        .auroc()
        .value();
  }

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
