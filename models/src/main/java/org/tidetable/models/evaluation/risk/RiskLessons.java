package org.tidetable.models.evaluation.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tidetable.models.calibration.LogisticCalibration;
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
 * @param weights likewise, 0 or more
 * @param training the rows to learn from
 * @param test the rows to score
 * @param method the name of the kind of model
 * @param thresholds of risk at which somebody would act
 */
public record RiskLessons(
    FeatureSource source,
    boolean[] outcomes,
    String[] persons,
    double[] weights,
    int[] training,
    int[] test,
    String method,
    List<Double> thresholds,
    long seed) {

  private static final int MOST_ROWS = 10_000;
  private static final int DRAWS = 200;
  private static final int REFITS = 20;
  private static final double SHARE = 0.05;

  /** Of few training rows the share that says how high risks are, instead of teaching. */
  private static final int FIFTHS = 5;

  /**
   * What a part of the data is worth.
   *
   * @param part its name
   * @param alone whether the model knew this part only; else it knew all but this part
   * @param auroc of all data less that of this model
   * @param predictiveValue likewise, of a list of the highest 5 %
   * @param netBenefit likewise, per person, mean over the thresholds
   */
  public record Lift(
      String part, boolean alone, Measure auroc, Measure predictiveValue, Measure netBenefit) {}

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
    double[] weights = validation.rivals().weights();
    if (weights.length == 0) {
      weights = new double[rows];
      Arrays.fill(weights, 1);
    }
    return new RiskLessons(
        validation.source(),
        validation.outcomes(),
        validation.persons(),
        weights,
        training,
        test,
        report.chosen(),
        report.netBenefit().thresholds(),
        validation.seed());
  }

  /** No more training rows than can be learnt from many times, whole persons at a time. */
  private int[] learned() {
    return training.length > MOST_ROWS ? part(parts(), 0, true) : training;
  }

  private int parts() {
    return Math.max(2, (training.length + MOST_ROWS - 1) / MOST_ROWS);
  }

  /** The training rows of one of so many parts of their persons, or of all others. */
  private int[] part(int parts, int part, boolean inside) {
    int[] folds = PersonFolds.of(RiskSample.persons(persons, training), parts, seed + 1);
    return Arrays.stream(PersonFolds.rows(folds, part, inside)).map(i -> training[i]).toArray();
  }

  private RiskSample sample(FeatureSource.Encoding encoding, int[] rows) {
    float[] counted = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      counted[i] = (float) weights[rows[i]];
    }
    return new RiskSample(
            encoding.encode(rows),
            RiskSample.outcomes(outcomes, rows),
            RiskSample.persons(persons, rows))
        .withWeights(counted);
  }

  private Tested tested(int[] rows, double[] risks) {
    return new Tested(
        risks,
        RiskSample.outcomes(outcomes, rows),
        RiskSample.persons(persons, rows),
        Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray());
  }

  /**
   * What each part adds to all others, and what the first part gives alone.
   *
   * @param parts for each its features, in the order of the report
   */
  public List<Lift> lifts(Map<String, List<String>> parts) {
    List<Known> models = new ArrayList<>();
    parts.forEach(
        (part, features) -> {
          if (models.isEmpty()) {
            models.add(new Known(part, true, all -> FeatureParts.only(all, features)));
          }
          models.add(new Known(part, false, all -> FeatureParts.without(all, features)));
        });
    return lifts(models);
  }

  /**
   * What each part adds to all others.
   *
   * @param parts for each its features, in the order of the report
   */
  public List<Lift> added(Map<String, List<String>> parts) {
    List<Known> models = new ArrayList<>();
    parts.forEach(
        (part, features) ->
            models.add(new Known(part, false, all -> FeatureParts.without(all, features))));
    return lifts(models);
  }

  /** A model that knows some of the columns. */
  private record Known(String part, boolean alone, UnaryOperator<FeatureMatrix> columns) {}

  /**
   * What a model makes of the test rows.
   *
   * @param calibrated on training rows that it did not learn from
   */
  private record Seen(WeightedRisks ranked, Tested calibrated) {}

  private List<Lift> lifts(List<Known> models) {
    boolean many = training.length > MOST_ROWS;
    int[] teach = many ? part(parts(), 0, true) : part(FIFTHS, 0, false);
    int[] calibrate = many ? part(parts(), 1, true) : part(FIFTHS, 0, true);
    FeatureSource.Encoding encoding = source.learn(training);
    RiskSample sample = sample(encoding, teach);
    FeatureMatrix both =
        encoding.encode(IntStream.concat(Arrays.stream(calibrate), Arrays.stream(test)).toArray());
    List<Known> all = new ArrayList<>(List.of(new Known("all data", false, columns -> columns)));
    all.addAll(models);
    List<Seen> seen =
        all.stream()
            .parallel()
            .map(
                model ->
                    seen(
                        QuickRanking.risks(
                            method,
                            new RiskSample(
                                    model.columns.apply(sample.features()),
                                    sample.outcomes(),
                                    sample.persons())
                                .withWeights(sample.weights()),
                            both,
                            seed),
                        calibrate))
            .toList();
    Tested whole = seen.get(0).calibrated;
    Measure[] measures =
        new PersonDraws(whole.persons(), whole.weights(), DRAWS, seed)
            .measure(drawn -> differences(seen.stream().map(Seen::ranked).toList(), drawn));
    PersonMeans means = new PersonMeans(whole.persons(), whole.weights());
    List<Lift> lifts = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      Known model = models.get(i);
      lifts.add(
          new Lift(
              model.part,
              model.alone,
              measures[2 * i],
              measures[2 * i + 1],
              NetBenefit.gain(model.part, whole, seen.get(i + 1).calibrated, thresholds, means)
                  .average()));
    }
    return lifts;
  }

  /** Risks of the rows that calibrate, then of the test rows. */
  private Seen seen(double[] risks, int[] calibrate) {
    Tested first = tested(calibrate, Arrays.copyOf(risks, calibrate.length));
    double[] raw = Arrays.copyOfRange(risks, calibrate.length, risks.length);
    double[] calibrated =
        LogisticCalibration.fit(first.risks(), first.outcomes(), first.weights())
            .orElse(new LogisticCalibration(0, 1))
            .apply(raw);
    return new Seen(
        new WeightedRisks(raw, RiskSample.outcomes(outcomes, test)), tested(test, calibrated));
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
    Refits refits = refits(REFITS);
    List<Stability> stability = new ArrayList<>();
    for (double share : RiskScores.SHARES) {
      int places = (int) Math.max(1, Math.rint(share * test.length));
      stability.add(
          new Stability(
              share,
              refits.jaccard(places).orElse(Double.NaN),
              refits.risks().size(),
              refits.rowsLearnt()));
    }
    return stability;
  }

  /**
   * The test rows as so many models see them that learn from people drawn anew; fewer where a draw
   * has one outcome only.
   */
  public Refits refits(int times) {
    FeatureSource.Encoding encoding = source.learn(training);
    RiskSample sample = sample(encoding, learned());
    FeatureMatrix tested = encoding.encode(test);
    double[] once = new double[sample.outcomes().length];
    Arrays.fill(once, 1);
    PersonDraws draws = new PersonDraws(sample.persons(), once, times, seed);
    List<double[]> risks =
        IntStream.range(0, times)
            .parallel()
            .mapToObj(refit -> refitted(sample, draws.weights(refit), tested, refit))
            .filter(each -> each.length > 0)
            .toList();
    return new Refits(risks, once.length);
  }

  /** Risks of the test rows, after learning from people drawn anew; ties fall by lot. */
  private double[] refitted(RiskSample sample, double[] times, FeatureMatrix tested, int refit) {
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
      return new double[0];
    }
    double[] risks = QuickRanking.risks(method, drawn, tested, seed + refit);
    SplittableRandom lots = new SplittableRandom(seed + refit);
    for (int row = 0; row < risks.length; row++) {
      risks[row] += 1e-12 * lots.nextDouble();
    }
    return risks;
  }
}
