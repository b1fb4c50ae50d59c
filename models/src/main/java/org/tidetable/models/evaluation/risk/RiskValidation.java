package org.tidetable.models.evaluation.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tidetable.models.calibration.LogOdds;
import org.tidetable.models.calibration.LogisticCalibration;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.FeatureSource;
import org.tidetable.models.risk.LogisticRisk;
import org.tidetable.models.risk.PersonFolds;
import org.tidetable.models.risk.RiskFit;
import org.tidetable.models.risk.RiskFits;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskSample;

/**
 * Compares methods on people, or on dates, that they did not learn from. The first method is the
 * simplest and is kept unless another's net benefit is higher by more than chance, on them and on
 * people who were held out in turn among the rows that taught.
 *
 * @param source the rows, as numbers or still to be encoded
 * @param outcomes by row
 * @param persons by row
 * @param methods simplest first
 * @param rivals what the methods are shown beside
 */
public record RiskValidation(
    FeatureSource source,
    boolean[] outcomes,
    String[] persons,
    List<RiskMethod> methods,
    Rivals rivals,
    long seed) {

  /**
   * What is scored on the same rows and never chosen.
   *
   * @param weights of the rows, 0 or more; empty counts every row once
   * @param features for each rival the names of the only features that it knows
   * @param sources for each rival that knows what no method does, the rows as it knows them
   * @param points for each point score the points of every row
   * @param thresholds of risk at which somebody would act; empty takes the usual ones
   */
  public record Rivals(
      double[] weights,
      Map<String, List<String>> features,
      Map<String, FeatureSource> sources,
      Map<String, double[]> points,
      List<Double> thresholds) {
    public Rivals {
      features = new TreeMap<>(features);
      sources = new TreeMap<>(sources);
      points = new TreeMap<>(points);
      thresholds = List.copyOf(thresholds);
    }

    /** Rivals that know a few features each; every row counts once, thresholds are the usual. */
    public static Rivals of(Map<String, List<String>> features) {
      return new Rivals(new double[0], features, Map.of(), Map.of(), List.of());
    }
  }

  /** Against a rival that knows age and sex alone, by the names of these features; or none. */
  public RiskValidation(
      FeatureSource source,
      boolean[] outcomes,
      String[] persons,
      List<RiskMethod> methods,
      List<String> ageAndSex,
      long seed) {
    this(
        source,
        outcomes,
        persons,
        methods,
        Rivals.of(ageAndSex.isEmpty() ? Map.of() : Map.of("age_sex", ageAndSex)),
        seed);
  }

  /** All methods, without a rival. */
  public static RiskValidation of(RiskSample sample, long seed) {
    return new RiskValidation(
        FeatureSource.of(sample.features()),
        sample.outcomes(),
        sample.persons(),
        List.of(
            RiskMethod.named("logistic"),
            RiskMethod.named("boosted_trees"),
            RiskMethod.named("blended")),
        Rivals.of(Map.of()),
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
   * @param observed those rows, as the chosen method sees them
   * @param results by method, in the order given; then by rival
   * @param chosen the method to use
   * @param decision why, in words
   * @param netBenefit of all results, and the gains of the chosen one
   */
  public record Report(
      String design,
      int[] rows,
      Tested observed,
      List<Result> results,
      String chosen,
      String decision,
      NetBenefit netBenefit,
      Shuffled shuffled) {

    /** The result of that method. */
    public Result result(String method) {
      return results.stream()
          .filter(each -> each.method().equals(method))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no result for method " + method));
    }

    /** The tested rows, as that method sees them. */
    public Tested tested(String method) {
      return observed.with(result(method).probabilities());
    }
  }

  /** Rows that teach and rows that judge; with the times of those that teach, where known. */
  private record Split(int[] training, int[] test, long[] times) {}

  public RiskValidation {
    require(!methods.isEmpty(), "name at least one method");
    require(outcomes.length == persons.length, "as many persons as outcomes");
    methods = List.copyOf(methods);
    require(
        rivals.weights.length == 0 || rivals.weights.length == outcomes.length,
        "as many weights as rows");
  }

  /** Each person is predicted once, by models that saw none of the person's rows. */
  public Report byPerson(int folds) {
    int[] fold = PersonFolds.of(persons, folds, seed);
    List<Split> splits = new ArrayList<>();
    for (int each = 0; each < folds; each++) {
      splits.add(
          new Split(
              PersonFolds.rows(fold, each, false),
              PersonFolds.rows(fold, each, true),
              new long[0]));
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
        "trained on earlier times, tested on the last",
        List.of(
            new Split(earlier, later, Arrays.stream(earlier).mapToLong(i -> times[i]).toArray())));
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
    Tested observed =
        new Tested(
            new double[rows.length],
            RiskSample.outcomes(outcomes, rows),
            RiskSample.persons(persons, rows),
            weights(rows));
    List<Result> results = new ArrayList<>();
    List<List<RiskFit>> fits = fits(splits, training, methods);
    for (int i = 0; i < methods.size(); i++) {
      results.add(result(methods.get(i).name(), predict(splits, fits, i, test, rows), observed));
    }
    rivals.features.forEach(
        (name, features) -> {
          List<FeatureMatrix> only =
              training.stream().map(each -> FeatureParts.only(each, features)).toList();
          results.add(result(name, regression(splits, only, test, rows), observed));
        });
    rivals.sources.forEach(
        (name, known) -> {
          List<FeatureMatrix> taught = new ArrayList<>();
          List<FeatureMatrix> asked = new ArrayList<>();
          for (Split split : splits) {
            FeatureSource.Encoding encoding = known.learn(split.training);
            taught.add(encoding.encode(split.training));
            asked.add(encoding.encode(split.test));
          }
          results.add(result(name, regression(splits, taught, asked, rows), observed));
        });
    rivals.points.forEach(
        (name, points) -> results.add(result(name, pointRisks(splits, points, rows), observed)));
    List<Double> thresholds =
        rivals.thresholds.isEmpty()
            ? NetBenefit.usual(observed.with(results.get(0).probabilities()))
            : rivals.thresholds;
    MethodChoice choice = choice(splits, fits, results, observed, thresholds);
    Map<String, Tested> seen = new LinkedHashMap<>();
    results.forEach(each -> seen.put(each.method(), observed.with(each.probabilities())));
    return new Report(
        design,
        rows,
        Objects.requireNonNull(seen.get(choice.chosen())),
        results,
        choice.chosen(),
        choice.decision(),
        NetBenefit.of(seen, choice.chosen(), thresholds),
        shuffled(splits, training, test));
  }

  private Result result(String name, double[] risk, Tested observed) {
    return new Result(name, risk, RiskScores.of(observed.with(risk), seed));
  }

  private double[] weights(int[] rows) {
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weights[i] = rivals.weights.length == 0 ? 1 : rivals.weights[rows[i]];
    }
    return weights;
  }

  /**
   * The choice between the methods. Where one split leaves rows that are only learnt from, these
   * count too, held out in turn; where all rows are tested, there are no others.
   */
  private MethodChoice choice(
      List<Split> splits,
      List<List<RiskFit>> fits,
      List<Result> results,
      Tested observed,
      List<Double> thresholds) {
    List<MethodChoice.Candidate> candidates = new ArrayList<>();
    for (int method = 0; method < methods.size(); method++) {
      Tested tested = observed.with(results.get(method).probabilities());
      Tested heldOut = tested;
      if (splits.size() == 1) {
        RiskFit fit = fits.get(0).get(method);
        int[] rows = fit.folds().rows();
        int[] places = Arrays.stream(rows).map(row -> splits.get(0).training[row]).toArray();
        heldOut =
            new Tested(
                    fit.calibrated(),
                    RiskSample.outcomes(outcomes, places),
                    RiskSample.persons(persons, places),
                    weights(places))
                .and(tested);
      }
      candidates.add(new MethodChoice.Candidate(results.get(method).method(), tested, heldOut));
    }
    return MethodChoice.of(candidates, thresholds);
  }

  /** Points as risks: by logistic regression on the points alone, learnt from training rows. */
  private double[] pointRisks(List<Split> splits, double[] points, int[] rows) {
    double[] all = new double[outcomes.length];
    for (Split split : splits) {
      // Half the points as log-odds: any rising scale will do, the fit finds the right one.
      double[] scale = Arrays.stream(points).map(each -> LogOdds.probability(each / 2)).toArray();
      double[] given = Arrays.stream(split.training).mapToDouble(row -> scale[row]).toArray();
      LogisticCalibration fit =
          LogisticCalibration.fit(
                  given, RiskSample.outcomes(outcomes, split.training), weights(split.training))
              .orElse(new LogisticCalibration(0, 1));
      for (int row : split.test) {
        all[row] = fit.apply(scale[row]);
      }
    }
    return Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
  }

  /** What each method learns from each split: by itself, on whatever threads there are. */
  private List<List<RiskFit>> fits(
      List<Split> splits, List<FeatureMatrix> training, List<RiskMethod> wanted) {
    return IntStream.range(0, splits.size())
        .parallel()
        .mapToObj(
            i -> {
              RiskFits fits = new RiskFits(sample(splits.get(i), training.get(i)), seed);
              return wanted.stream().map(fits::of).toList();
            })
        .toList();
  }

  /** What a logistic regression makes of the tested rows. */
  private double[] regression(
      List<Split> splits, List<FeatureMatrix> training, List<FeatureMatrix> test, int[] rows) {
    return predict(splits, fits(splits, training, List.of(LogisticRisk.STANDARD)), 0, test, rows);
  }

  private double[] predict(
      List<Split> splits,
      List<List<RiskFit>> fits,
      int method,
      List<FeatureMatrix> test,
      int[] rows) {
    double[] all = new double[outcomes.length];
    for (int i = 0; i < splits.size(); i++) {
      double[] found = fits.get(i).get(method).model().probabilities(test.get(i));
      int[] tested = splits.get(i).test;
      for (int row = 0; row < tested.length; row++) {
        all[tested[row]] = found[row];
      }
    }
    return Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
  }

  private RiskSample sample(Split split, FeatureMatrix training) {
    double[] counted = weights(split.training);
    float[] weights = new float[counted.length];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = (float) counted[row];
    }
    return new RiskSample(
        training,
        RiskSample.outcomes(outcomes, split.training),
        RiskSample.persons(persons, split.training),
        weights,
        split.times);
  }

  private Shuffled shuffled(
      List<Split> splits, List<FeatureMatrix> training, List<FeatureMatrix> test) {
    Split split = splits.get(0);
    return new ShuffledOutcomes(outcomes, persons, split.training, split.test, seed)
        .told(training.get(0), test.get(0));
  }
}
