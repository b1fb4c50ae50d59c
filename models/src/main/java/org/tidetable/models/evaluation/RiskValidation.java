package org.tidetable.models.evaluation;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.LogisticRisk;
import org.tidetable.models.risk.PersonFolds;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskSample;

/**
 * Compares methods on people, or on dates, that they did not learn from. The first method is the
 * simplest and is kept unless another wins by more than chance.
 *
 * @param source the rows, as numbers or still to be encoded
 * @param outcomes by row
 * @param persons by row
 * @param methods simplest first
 * @param rivalFeatures names of age and sex features, for a rival that knows nothing else; or none
 */
public record RiskValidation(
    FeatureSource source,
    boolean[] outcomes,
    String[] persons,
    List<RiskMethod> methods,
    List<String> rivalFeatures,
    long seed) {

  private static final int RESAMPLES = 500;
  private static final int SHUFFLES = 5;

  /** Both methods, without a rival. */
  public static RiskValidation of(RiskSample sample, long seed) {
    return new RiskValidation(
        FeatureSource.of(sample.features()),
        sample.outcomes(),
        sample.persons(),
        List.of(RiskMethod.named("logistic"), RiskMethod.named("boosted_trees")),
        List.of(),
        seed);
  }

  /** One method's scores on rows that it did not learn from. */
  public record Result(String method, double[] probabilities, RiskScores scores) {}

  /**
   * What outcomes dealt at random among persons leave of AUROC: 0.5, or the validation leaks.
   *
   * @param passed mean within 0.48 to 0.52, or within three standard errors of 0.5 on few rows
   */
  public record Shuffled(int repeats, double meanAuroc, double standardError, boolean passed) {}

  /**
   * The outcome of a validation.
   *
   * @param design how people were held out, in words
   * @param rows the rows that were predicted, ascending
   * @param results by method, in the order given; then {@code age_sex} where it was asked for
   * @param chosen the method to use
   * @param decision why, in words
   */
  public record Report(
      String design,
      int[] rows,
      List<Result> results,
      String chosen,
      String decision,
      Shuffled shuffled) {

    /** The result of that method. */
    public Result result(String method) {
      return results.stream()
          .filter(each -> each.method().equals(method))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no result for method " + method));
    }
  }

  private record Split(int[] training, int[] test) {}

  public RiskValidation {
    require(!methods.isEmpty(), "name at least one method");
    require(outcomes.length == persons.length, "as many persons as outcomes");
    methods = List.copyOf(methods);
    rivalFeatures = List.copyOf(rivalFeatures);
  }

  /** Each person is predicted once, by models that saw none of the person's rows. */
  public Report byPerson(int folds) {
    int[] fold = PersonFolds.of(persons, folds, seed);
    List<Split> splits = new ArrayList<>();
    for (int each = 0; each < folds; each++) {
      splits.add(
          new Split(PersonFolds.rows(fold, each, false), PersonFolds.rows(fold, each, true)));
    }
    return report(folds + " folds by person: all rows of a person on one side", splits);
  }

  /**
   * Trains on earlier index dates and tests on the last ones.
   *
   * @param times one number a row that grows with time, for example days since 1970
   * @param testShare about that share of the rows is tested: the fewest last times that reach it
   */
  public Report byTime(long[] times, double testShare) {
    require(times.length == outcomes.length, "as many times as rows");
    require(testShare > 0 && testShare < 1, "the share to test must lie between 0 and 1");
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    require(
        sorted.length > 0 && sorted[0] < sorted[sorted.length - 1],
        "all rows have the same time; validate by person instead");
    require(Math.round(testShare * times.length) >= 1, "the share to test holds no row");
    long candidate = sorted[sorted.length - (int) Math.round(testShare * sorted.length)];
    long cut =
        candidate > sorted[0]
            ? candidate
            : Arrays.stream(sorted).filter(time -> time > sorted[0]).findFirst().orElseThrow();
    int[] earlier = IntStream.range(0, times.length).filter(i -> times[i] < cut).toArray();
    int[] later = IntStream.range(0, times.length).filter(i -> times[i] >= cut).toArray();
    return report(
        "trained on earlier times, tested on the last", List.of(new Split(earlier, later)));
  }

  private Report report(String design, List<Split> splits) {
    for (Split split : splits) {
      require(split.training.length > 0 && split.test.length > 0, "too few people to validate");
    }
    List<FeatureMatrix> training = new ArrayList<>();
    List<FeatureMatrix> test = new ArrayList<>();
    for (Split split : splits) {
      FeatureSource.Encoding encoding = source.learn(split.training);
      training.add(encoding.encode(split.training));
      test.add(encoding.encode(split.test));
    }
    int[] rows = splits.stream().flatMapToInt(s -> Arrays.stream(s.test)).sorted().toArray();
    boolean[] observed = RiskSample.outcomes(outcomes, rows);
    String[] people = RiskSample.persons(persons, rows);
    List<Result> results = new ArrayList<>();
    for (RiskMethod method : methods) {
      double[] risk = predict(splits, training, test, method, outcomes, rows);
      results.add(new Result(method.name(), risk, RiskScores.of(risk, observed, people, seed)));
    }
    if (!rivalFeatures.isEmpty()) {
      List<FeatureMatrix> only = training.stream().map(each -> only(each, rivalFeatures)).toList();
      double[] risk = predict(splits, only, test, LogisticRisk.STANDARD, outcomes, rows);
      results.add(new Result("age_sex", risk, RiskScores.of(risk, observed, people, seed)));
    }
    Result chosen = results.get(0);
    String decision = "the only method";
    for (Result challenger : results.subList(1, methods.size())) {
      double[] gain = gain(chosen, challenger, observed, people);
      boolean better = gain[0] > 0;
      decision =
          String.format(
              Locale.ROOT,
              "%s against %s: log loss %s by %.5f (95 %% interval of the gain %.5f to %.5f), so %s"
                  + " is kept",
              challenger.method(),
              chosen.method(),
              gain[1] < 0 ? "higher" : "lower",
              Math.abs(gain[1]),
              gain[0],
              gain[2],
              better ? challenger.method() : chosen.method());
      chosen = better ? challenger : chosen;
    }
    return new Report(
        design, rows, results, chosen.method(), decision, shuffled(splits, training, test));
  }

  private double[] predict(
      List<Split> splits,
      List<FeatureMatrix> training,
      List<FeatureMatrix> test,
      RiskMethod method,
      boolean[] labels,
      int[] rows) {
    // Each split by itself, on whatever threads there are: the answer does not depend on them.
    List<double[]> bySplit =
        IntStream.range(0, splits.size())
            .parallel()
            .mapToObj(i -> predict(splits.get(i), training.get(i), test.get(i), method, labels))
            .toList();
    double[] all = new double[labels.length];
    for (int i = 0; i < splits.size(); i++) {
      int[] tested = splits.get(i).test;
      for (int row = 0; row < tested.length; row++) {
        all[tested[row]] = bySplit.get(i)[row];
      }
    }
    return Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
  }

  private double[] predict(
      Split split,
      FeatureMatrix training,
      FeatureMatrix test,
      RiskMethod method,
      boolean[] labels) {
    RiskSample sample =
        new RiskSample(
            training,
            RiskSample.outcomes(labels, split.training),
            RiskSample.persons(persons, split.training));
    return method.fit(sample, seed).probabilities(test);
  }

  /** Lower bound, mean and upper bound of the gain in log loss per row, resampling persons. */
  private double[] gain(Result simple, Result challenger, boolean[] observed, String[] people) {
    int[] person = RiskScores.numbered(people);
    int count = Arrays.stream(person).max().orElse(-1) + 1;
    double[] sums = new double[count];
    int[] sizes = new int[count];
    double total = 0;
    for (int row = 0; row < person.length; row++) {
      double gain =
          loss(simple.probabilities[row], observed[row])
              - loss(challenger.probabilities[row], observed[row]);
      sums[person[row]] += gain;
      sizes[person[row]]++;
      total += gain;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int sample = 0; sample < RESAMPLES; sample++) {
      double sum = 0;
      long size = 0;
      for (int i = 0; i < count; i++) {
        int drawn = random.nextInt(count);
        sum += sums[drawn];
        size += sizes[drawn];
      }
      means[sample] = sum / size;
    }
    Arrays.sort(means);
    return new double[] {
      means[(int) (0.025 * RESAMPLES)], total / person.length, means[(int) (0.975 * RESAMPLES)]
    };
  }

  private static double loss(double probability, boolean outcome) {
    return -Math.log(Math.max(1e-12, outcome ? probability : 1 - probability));
  }

  private Shuffled shuffled(
      List<Split> splits, List<FeatureMatrix> training, List<FeatureMatrix> test) {
    Split split = splits.get(0);
    double[] aurocs =
        IntStream.range(0, SHUFFLES)
            .parallel()
            .mapToObj(repeat -> dealt(split, training.get(0), test.get(0), seed + repeat))
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    int repeats = aurocs.length;
    double mean = Arrays.stream(aurocs).average().orElse(Double.NaN);
    int yes = 0;
    for (int row : split.test) {
      yes += outcomes[row] ? 1 : 0;
    }
    double no = split.test.length - yes;
    // Hanley and McNeil (1982), at an AUROC of one half.
    double error = Math.sqrt((yes + no + 1) / (12.0 * yes * no) / Math.max(1, repeats));
    boolean passed = Math.abs(mean - 0.5) <= Math.max(0.02, 3 * error);
    return new Shuffled(repeats, mean, error, passed);
  }

  /** AUROC where outcomes were dealt anew, so that there is nothing to learn. */
  private OptionalDouble dealt(
      Split split, FeatureMatrix training, FeatureMatrix test, long shuffle) {
    boolean[] dealt = shuffle(outcomes, persons, shuffle);
    String[] tested = RiskSample.persons(persons, split.test);
    RiskSample sample =
        new RiskSample(
            training,
            RiskSample.outcomes(dealt, split.training),
            RiskSample.persons(persons, split.training));
    double[] risk = new LogisticRisk(List.of(0.03)).ranking(sample, seed).probabilities(test);
    return RiskScores.of(risk, RiskSample.outcomes(dealt, split.test), tested, List.of(), 0, seed)
        .auroc()
        .value();
  }

  /** Outcomes dealt anew: persons change places and take their outcomes along. */
  static boolean[] shuffle(boolean[] outcomes, String[] persons, long seed) {
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

  /** The same columns, but only entries of the named ones: the rest can gain no weight. */
  private static FeatureMatrix only(FeatureMatrix matrix, List<String> kept) {
    boolean[] keep = new boolean[matrix.names().size()];
    for (int column = 0; column < keep.length; column++) {
      String name = matrix.names().get(column);
      keep[column] =
          kept.stream()
              .anyMatch(
                  each ->
                      name.equals(each)
                          || name.startsWith(each + "=")
                          || name.startsWith(each + " "));
    }
    int[] starts = new int[matrix.rows() + 1];
    int[] columns = new int[matrix.entries()];
    float[] values = new float[matrix.entries()];
    int count = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        if (keep[matrix.column(entry)]) {
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
