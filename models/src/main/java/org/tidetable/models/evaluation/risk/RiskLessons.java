package org.tidetable.models.evaluation.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.PersonFolds;
import org.tidetable.models.risk.RiskSample;

/**
 * What other data would have taught: the same method learnt again without some features, or from
 * people drawn anew. Learns with fixed settings and from ten thousand rows at most, so that it may
 * be done many times; differences are between models so learnt.
 *
 * @param outcomes of all rows of the source
 * @param persons likewise
 * @param training the rows to learn from
 * @param test the rows to score
 * @param method the name of the kind of model
 */
public record RiskLessons(
    FeatureSource source,
    boolean[] outcomes,
    String[] persons,
    int[] training,
    int[] test,
    String method,
    long seed) {

  private static final int MOST_ROWS = 10_000;
  private static final int DRAWS = 200;
  private static final int REFITS = 20;
  private static final double SHARE = 0.05;

  /**
   * What a part of the data is worth.
   *
   * @param part its name
   * @param alone whether the model knew this part only; else it knew all but this part
   * @param auroc of all data less that of this model
   * @param predictiveValue likewise, of a list of the highest 5 %
   */
  public record Lift(String part, boolean alone, Measure auroc, Measure predictiveValue) {}

  /**
   * How much a list changes when other people had been learnt from.
   *
   * @param share of the rows on the list
   * @param jaccard people on both lists over people on either, mean over pairs of refits; 1 means
   *     that all lists are the same
   */
  public record Stability(double share, double jaccard, int refits, int rowsLearnt) {}

  /** Lessons of rows that a validation tested: what it held out is held out here. */
  public static RiskLessons of(RiskValidation validation, RiskValidation.Report report) {
    int rows = validation.outcomes().length;
    int[] test = report.rows();
    int[] training = IntStream.range(0, rows).toArray();
    if (test.length == rows) {
      int[] folds = PersonFolds.of(validation.persons(), 5, validation.seed());
      test = PersonFolds.rows(folds, 0, true);
      training = PersonFolds.rows(folds, 0, false);
    } else {
      BitSet tested = new BitSet();
      Arrays.stream(test).forEach(tested::set);
      training = Arrays.stream(training).filter(row -> !tested.get(row)).toArray();
    }
    return new RiskLessons(
        validation.source(),
        validation.outcomes(),
        validation.persons(),
        training,
        test,
        report.chosen(),
        validation.seed());
  }

  /** No more training rows than can be learnt from many times, whole persons at a time. */
  private RiskSample learned(FeatureSource.Encoding encoding) {
    int[] rows = training;
    if (training.length > MOST_ROWS) {
      String[] people = RiskSample.persons(persons, training);
      int folds = Math.max(2, (training.length + MOST_ROWS - 1) / MOST_ROWS);
      int[] kept = PersonFolds.rows(PersonFolds.of(people, folds, seed + 1), 0, true);
      rows = Arrays.stream(kept).map(i -> training[i]).toArray();
    }
    return new RiskSample(
        encoding.encode(rows),
        RiskSample.outcomes(outcomes, rows),
        RiskSample.persons(persons, rows));
  }

  /**
   * What each part adds to all others, and what the first part gives alone.
   *
   * @param parts for each its features, in the order of the report
   */
  public List<Lift> lifts(Map<String, List<String>> parts) {
    FeatureSource.Encoding encoding = source.learn(training);
    RiskSample sample = learned(encoding);
    FeatureMatrix tested = encoding.encode(test);
    List<Boolean> alone = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<FeatureMatrix> matrices = new ArrayList<>(List.of(sample.features()));
    parts.forEach(
        (part, features) -> {
          if (names.isEmpty()) {
            names.add(part);
            alone.add(true);
            matrices.add(FeatureParts.only(sample.features(), features));
          }
          names.add(part);
          alone.add(false);
          matrices.add(FeatureParts.without(sample.features(), features));
        });
    List<WeightedRisks> seen =
        matrices.stream()
            .map(
                matrix ->
                    new WeightedRisks(
                        QuickRanking.risks(
                            method,
                            new RiskSample(matrix, sample.outcomes(), sample.persons()),
                            tested,
                            seed),
                        RiskSample.outcomes(outcomes, test)))
            .toList();
    double[] once = new double[test.length];
    Arrays.fill(once, 1);
    Measure[] measures =
        new PersonDraws(RiskSample.persons(persons, test), once, DRAWS, seed)
            .measure(weights -> differences(seen, weights));
    List<Lift> lifts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      lifts.add(new Lift(names.get(i), alone.get(i), measures[2 * i], measures[2 * i + 1]));
    }
    return lifts;
  }

  private static double[] differences(List<WeightedRisks> seen, double[] weights) {
    double[] auroc = new double[seen.size()];
    double[] value = new double[seen.size()];
    for (int i = 0; i < auroc.length; i++) {
      double[] sorted = seen.get(i).sorted(weights);
      auroc[i] = seen.get(i).auroc(sorted);
      value[i] = seen.get(i).lists(sorted, List.of(SHARE))[0];
    }
    double[] differences = new double[2 * (auroc.length - 1)];
    for (int i = 1; i < auroc.length; i++) {
      differences[2 * i - 2] = auroc[0] - auroc[i];
      differences[2 * i - 1] = value[0] - value[i];
    }
    return differences;
  }

  /** How far lists of 1, 5 and 10 % of the test rows stay the same over twenty refits. */
  public List<Stability> stability() {
    FeatureSource.Encoding encoding = source.learn(training);
    RiskSample sample = learned(encoding);
    FeatureMatrix tested = encoding.encode(test);
    double[] once = new double[sample.outcomes().length];
    Arrays.fill(once, 1);
    PersonDraws draws = new PersonDraws(sample.persons(), once, REFITS, seed);
    List<int[]> orders =
        IntStream.range(0, REFITS)
            .parallel()
            .mapToObj(refit -> order(sample, draws.weights(refit), tested, refit))
            .filter(order -> order.length > 0)
            .toList();
    List<Stability> stability = new ArrayList<>();
    for (double share : RiskScores.SHARES) {
      int places = (int) Math.max(1, Math.rint(share * test.length));
      stability.add(
          new Stability(share, jaccard(orders, places), orders.size(), sample.outcomes().length));
    }
    return stability;
  }

  /** Test rows by falling risk, after learning from people drawn anew; ties fall by lot. */
  private int[] order(RiskSample sample, double[] times, FeatureMatrix tested, int refit) {
    int[] rows =
        IntStream.range(0, times.length)
            .flatMap(row -> IntStream.range(0, (int) times[row]).map(any -> row))
            .toArray();
    RiskSample drawn = sample.select(rows);
    int yes = 0;
    for (boolean outcome : drawn.outcomes()) {
      yes += outcome ? 1 : 0;
    }
    if (yes == 0 || yes == rows.length) {
      return new int[0];
    }
    double[] risks = QuickRanking.risks(method, drawn, tested, seed + refit);
    SplittableRandom lots = new SplittableRandom(seed + refit);
    for (int row = 0; row < risks.length; row++) {
      risks[row] += 1e-12 * lots.nextDouble();
    }
    String[] nobody = new String[risks.length];
    Arrays.fill(nobody, "");
    return Tested.of(risks, new boolean[risks.length], nobody).highest(risks.length);
  }

  private static double jaccard(List<int[]> orders, int places) {
    List<BitSet> lists = new ArrayList<>();
    for (int[] order : orders) {
      BitSet list = new BitSet();
      Arrays.stream(order, 0, places).forEach(list::set);
      lists.add(list);
    }
    double sum = 0;
    int pairs = 0;
    for (int first = 0; first < lists.size(); first++) {
      for (int second = first + 1; second < lists.size(); second++) {
        BitSet both = (BitSet) lists.get(first).clone();
        both.and(lists.get(second));
        int common = both.cardinality();
        sum += (double) common / (2 * places - common);
        pairs++;
      }
    }
    return pairs == 0 ? Double.NaN : sum / pairs;
  }
}
