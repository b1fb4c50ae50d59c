package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How good risks are, with 95 % intervals that resample persons, not rows. What is undefined, for
 * example AUROC where nobody has the outcome, is empty.
 *
 * @param auroc chance that a row with the outcome has the higher risk; ties count half
 * @param averagePrecision area under precision and recall, as steps
 * @param brier mean squared error of the probabilities; 0 is best
 * @param slope of outcomes on the log-odds of the risk; 1 is ideal, below 1 too extreme
 * @param intercept of the same fit; 0 is ideal
 * @param observedOverExpected outcomes that came for each one expected
 * @param atShares what a list of the highest risks would hold
 * @param tenths the calibration table; counts of people, to be protected before publication
 */
public record RiskScores(
    int rows,
    int outcomes,
    Measure auroc,
    Measure averagePrecision,
    Measure brier,
    Measure slope,
    Measure intercept,
    Measure observedOverExpected,
    List<AtShare> atShares,
    List<Tenth> tenths) {

  /** The shares of a list that are always looked at: 1, 5 and 10 %. */
  public static final List<Double> SHARES = List.of(0.01, 0.05, 0.10);

  /** Resamples behind an interval, unless told otherwise. */
  public static final int RESAMPLES = 200;

  /** A score with its 95 % interval; empty where undefined. */
  public record Measure(OptionalDouble value, OptionalDouble lower, OptionalDouble upper) {}

  /**
   * A list of the highest risks.
   *
   * @param share of all rows, over 0 to 1
   * @param threshold the least risk on the list
   * @param predictiveValue share of the list that has the outcome
   * @param sensitivity share of all outcomes that is on the list
   */
  public record AtShare(
      double share, OptionalDouble threshold, Measure predictiveValue, Measure sensitivity) {}

  /** A tenth of the rows by risk, from 1 (lowest) to 10. */
  public record Tenth(int tenth, int rows, double predicted, int outcomes, double observed) {}

  public RiskScores {
    atShares = List.copyOf(atShares);
    tenths = List.copyOf(tenths);
  }

  /** The scores at the usual shares, with the usual number of resamples. */
  public static RiskScores of(
      double[] probabilities, boolean[] outcomes, String[] persons, long seed) {
    return of(probabilities, outcomes, persons, SHARES, RESAMPLES, seed);
  }

  /**
   * The scores.
   *
   * @param persons who each row is about: the rows of a person are resampled together
   * @param shares each over 0 to 1
   * @param resamples 0 gives no intervals
   */
  public static RiskScores of(
      double[] probabilities,
      boolean[] outcomes,
      String[] persons,
      List<Double> shares,
      int resamples,
      long seed) {
    require(
        probabilities.length == outcomes.length && persons.length == outcomes.length,
        "%s probabilities, %s outcomes and %s persons: these must agree",
        probabilities.length,
        outcomes.length,
        persons.length);
    for (double share : shares) {
      require(share > 0 && share <= 1, "a share must be over 0 and up to 1, but was %s", share);
    }
    for (double probability : probabilities) {
      require(probability >= 0 && probability <= 1, "a probability must lie within 0 to 1");
    }
    WeightedRisks risks = new WeightedRisks(probabilities, outcomes);
    int[] once = new int[outcomes.length];
    Arrays.fill(once, 1);
    double[] values = risks.scores(once, shares);
    double[][] resampled = resample(risks, persons, shares, resamples, seed);
    Measure[] measures = new Measure[values.length];
    for (int i = 0; i < values.length; i++) {
      measures[i] = measure(values[i], resampled, i);
    }
    List<AtShare> atShares = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      double share = shares.get(i);
      atShares.add(
          new AtShare(share, risks.threshold(share), measures[6 + 2 * i], measures[7 + 2 * i]));
    }
    int yes = (int) IntStream.range(0, outcomes.length).filter(row -> outcomes[row]).count();
    return new RiskScores(
        outcomes.length,
        yes,
        measures[0],
        measures[1],
        measures[2],
        measures[3],
        measures[4],
        measures[5],
        atShares,
        risks.tenths());
  }

  /** The scores of each group of rows, by name; groups in alphabetical order. */
  public static Map<String, RiskScores> byGroup(
      double[] probabilities, boolean[] outcomes, String[] persons, String[] groups, long seed) {
    require(groups.length == outcomes.length, "as many groups as rows");
    Map<String, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < groups.length; row++) {
      rows.computeIfAbsent(groups[row], name -> new ArrayList<>()).add(row);
    }
    Map<String, RiskScores> scores = new TreeMap<>();
    rows.forEach(
        (name, members) -> {
          int count = members.size();
          double[] risk = new double[count];
          boolean[] outcome = new boolean[count];
          String[] person = new String[count];
          for (int i = 0; i < count; i++) {
            risk[i] = probabilities[members.get(i)];
            outcome[i] = outcomes[members.get(i)];
            person[i] = persons[members.get(i)];
          }
          scores.put(name, of(risk, outcome, person, seed));
        });
    return scores;
  }

  private static double[][] resample(
      WeightedRisks risks, String[] persons, List<Double> shares, int resamples, long seed) {
    int[] person = numbered(persons);
    int people = Arrays.stream(person).max().orElse(-1) + 1;
    SplittableRandom random = new SplittableRandom(seed);
    double[][] resampled = new double[resamples][];
    for (int sample = 0; sample < resamples; sample++) {
      int[] drawn = new int[people];
      for (int i = 0; i < people; i++) {
        drawn[random.nextInt(people)]++;
      }
      int[] weights = new int[person.length];
      for (int place = 0; place < weights.length; place++) {
        weights[place] = drawn[person[risks.row(place)]];
      }
      resampled[sample] = risks.scores(weights, shares);
    }
    return resampled;
  }

  /** Persons as numbers from 0, in the order in which they come. */
  static int[] numbered(String[] persons) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] numbered = new int[persons.length];
    for (int row = 0; row < persons.length; row++) {
      int next = numbers.size();
      Integer known = numbers.putIfAbsent(persons[row], next);
      numbered[row] = known == null ? next : known;
    }
    return numbered;
  }

  private static Measure measure(double value, double[][] resampled, int index) {
    double[] sorted =
        Arrays.stream(resampled)
            .mapToDouble(scores -> scores[index])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (Double.isNaN(value) || sorted.length < 20) {
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
