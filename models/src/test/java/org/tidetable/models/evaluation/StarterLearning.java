package org.tidetable.models.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.interval.ErrorQuantiles;
import org.tidetable.models.forecast.interval.ErrorSize;
import org.tidetable.models.pool.Methods;
import org.tidetable.models.pool.PathTraits;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.pool.Starter;
import org.tidetable.models.tribuo.TribuoRegression;
import org.tidetable.models.tribuo.WeightTrees;
import org.tidetable.models.vocabulary.Grain;

/**
 * Learns from hold-outs of M1 (all values) and M3 (only those that competitors were given): each
 * run but 0 of a backtest is a row. What is said of errors comes from trees that did not see the
 * series.
 */
final class StarterLearning {
  private static final double TRUST = 0.7;
  private static final int FOLDS = 4;
  private static final long SEED = 1;
  private static final TribuoRegression.Settings TREES =
      new TribuoRegression.Settings(100, 5, 0.1, 5, 0.8, 0.7);

  /** Series with one backtest. */
  private record Group(String period, Backtest backtest, List<SeriesBacktest> series) {}

  private final Grain grain;
  private final List<String> methods;
  private final List<Group> groups;
  private final PathTraits traits;
  private final List<WeightTrees> byFold = new ArrayList<>();

  private StarterLearning(Grain grain, List<String> methods, List<Group> groups) {
    this.grain = grain;
    this.methods = methods;
    this.groups = groups;
    this.traits = new PathTraits(methods);
  }

  /** The methods of the pool that look at one series. */
  static List<String> methods(Grain grain) {
    return Pool.FULL.methods(grain).stream()
        .filter(name -> !name.equals("naive"))
        .filter(
            name ->
                Methods.named(name, DemandCalendar.NONE, 0).fold(one -> true, ofAllSeries -> false))
        .toList();
  }

  /**
   * Runs the methods.
   *
   * @param taken which series, by id
   */
  static StarterLearning of(Path data, Grain grain, Predicate<String> taken) throws IOException {
    List<String> methods = methods(grain);
    List<ForecastMethod.Local> locals = new ArrayList<>();
    methods.forEach(
        name -> Methods.named(name, DemandCalendar.NONE, 0).fold(locals::add, global -> false));
    List<Group> groups = new ArrayList<>();
    for (String period : List.of("YEARLY", "OTHER", "QUARTERLY", "MONTHLY")) {
      if (Competition.grain(period) != grain) {
        continue;
      }
      Backtest backtest = Backtest.of(grain, Competition.horizon(period), Pool.FULL);
      List<Series> series = new ArrayList<>();
      for (Competition one : Competition.read(data, "m1")) {
        if (one.period().equals(period) && taken.test(one.given().id())) {
          series.add(one.whole());
        }
      }
      for (Competition one : Competition.read(data, "m3")) {
        if (one.period().equals(period) && taken.test(one.given().id())) {
          series.add(one.given());
        }
      }
      List<SeriesBacktest> made =
          series.parallelStream()
              .map(one -> new SeriesBacktest(one, backtest.local(one, locals), backtest))
              .toList();
      groups.add(new Group(period, backtest, made));
    }
    return new StarterLearning(grain, methods, groups);
  }

  /**
   * What was learnt, as it comes with Tidetable.
   *
   * @param text of the file of numbers
   * @param trees of the file of trees, before it is packed
   */
  record Learnt(byte[] text, byte[] trees) {
    byte[] packed() throws IOException {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
        stream.write(trees);
      }
      return packed.toByteArray();
    }

    Starter starter() throws IOException {
      return Starter.read(new ByteArrayInputStream(text), new ByteArrayInputStream(packed()), true);
    }
  }

  Learnt learnt() throws IOException {
    WeightTrees trees = trees(-1);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("methods", methods);
    json.put("trust", TRUST);
    Map<String, String> provenance = provenance();
    provenance.putAll(trees.provenance());
    json.put("provenance", provenance);
    errors(json);
    return new Learnt(
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(json),
        trees.trees());
  }

  private Map<String, String> provenance() {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("learnt_from", "M1 all values, M3 training parts (Mcomp 34f3b41)");
    provenance.put("series", String.valueOf(groups.stream().mapToInt(g -> g.series.size()).sum()));
    provenance.put("rows", String.valueOf(rows(-1).count));
    provenance.put("settings", TREES.toString());
    provenance.put("seed", String.valueOf(SEED));
    provenance.put("xgboost", "2.1.4");
    return provenance;
  }

  private static final class Rows {
    private final List<float[]> traits = new ArrayList<>();
    private final List<float[]> losses = new ArrayList<>();
    private int count;
  }

  /** Losses are the mean of smape and scaled error, each over its mean of all rows and methods. */
  private Rows rows(int withoutFold) {
    Rows rows = new Rows();
    List<double[]> smapes = new ArrayList<>();
    List<double[]> scaled = new ArrayList<>();
    int[] places = IntStream.range(0, methods.size()).toArray();
    for (Group group : groups) {
      for (int run = 1; run < group.backtest.runs(); run++) {
        List<float[]> made = PriorWeights.rows(group.series, run, places, traits);
        for (int index = 0; index < made.size(); index++) {
          SeriesBacktest one = group.series.get(index);
          if (index % FOLDS == withoutFold || !usable(group, index, run)) {
            continue;
          }
          double[] actual = new double[group.backtest.horizon()];
          for (int ahead = 1; ahead <= actual.length; ahead++) {
            actual[ahead - 1] = one.actual(run, ahead, 0);
          }
          double[][] paths = one.paths(run);
          smapes.add(
              Arrays.stream(paths)
                  .mapToDouble(path -> ForecastScores.smape(actual, path).orElse(Double.NaN))
                  .toArray());
          double scale = one.scale(run);
          scaled.add(
              Arrays.stream(paths)
                  .mapToDouble(path -> ForecastScores.mae(actual, path).orElse(Double.NaN) / scale)
                  .map(error -> Math.min(error, 30))
                  .toArray());
          rows.traits.add(made.get(index));
          rows.count++;
        }
      }
    }
    double smape = mean(smapes);
    double error = mean(scaled);
    for (int row = 0; row < rows.count; row++) {
      float[] losses = new float[methods.size()];
      for (int method = 0; method < losses.length; method++) {
        losses[method] =
            (float) (0.5 * smapes.get(row)[method] / smape + 0.5 * scaled.get(row)[method] / error);
      }
      rows.losses.add(losses);
    }
    return rows;
  }

  private static double mean(List<double[]> rows) {
    return rows.stream()
        .flatMapToDouble(Arrays::stream)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(1);
  }

  private static boolean usable(Group group, int index, int run) {
    SeriesBacktest one = group.series.get(index);
    int season = one.series().grain().season();
    return one.ran(run) && group.backtest.known(one.series(), run) >= Math.max(8, 2 * season);
  }

  private WeightTrees trees(int withoutFold) {
    Rows rows = rows(withoutFold);
    return WeightTrees.train(traits.names(), rows.traits, methods, rows.losses, TREES, SEED);
  }

  /** Combined paths of each group with weights of trees that did not see the series. */
  private List<CombinedPaths> crossFitted(double trust) {
    int[] places = IntStream.range(0, methods.size()).toArray();
    if (byFold.isEmpty()) {
      IntStream.range(0, FOLDS).mapToObj(this::trees).forEach(byFold::add);
    }
    double[] alike = PriorWeights.alike(grain, methods);
    List<CombinedPaths> combined = new ArrayList<>();
    for (Group group : groups) {
      combined.add(
          new CombinedPaths(
              group.series,
              group.backtest,
              run -> {
                List<float[]> rows = PriorWeights.rows(group.series, run, places, traits);
                double[][] weights = new double[rows.size()][methods.size()];
                for (int fold = 0; fold < FOLDS; fold++) {
                  float[][] learnt = byFold.get(fold).weights(rows);
                  for (int index = fold; index < weights.length; index += FOLDS) {
                    for (int method = 0; method < places.length; method++) {
                      weights[index][method] =
                          alike[method] + trust * (learnt[index][method] - alike[method]);
                    }
                  }
                }
                return weights;
              }));
    }
    return combined;
  }

  /** Adds the sizes and quantiles of errors. */
  private void errors(Map<String, Object> json) {
    List<CombinedPaths> combined = crossFitted(TRUST);
    List<double[]> rows = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    List<Integer> horizons = new ArrayList<>();
    int longest = groups.stream().mapToInt(group -> group.backtest.horizon()).max().orElseThrow();
    for (int at = 0; at < groups.size(); at++) {
      Group group = groups.get(at);
      ErrorSize unknown = new ErrorSize(List.of());
      ErrorSizes sizes = new ErrorSizes(combined.get(at), group.backtest, unknown, true);
      for (int index = 0; index < group.series.size(); index++) {
        for (int run = 1; run < group.backtest.runs(); run++) {
          for (int ahead = 1; ahead <= group.backtest.horizon(); ahead++) {
            double error =
                combined.get(at).error(index, run, ahead, 0) / group.series.get(index).scale(run);
            if (Double.isFinite(error)) {
              rows.add(sizes.traits(index, run, ahead));
              errors.add(error);
              horizons.add(ahead);
            }
          }
        }
      }
    }
    double[] absolute = errors.stream().mapToDouble(Math::abs).toArray();
    ErrorSize size = ErrorSize.fit(rows, absolute);
    double[][] byHorizon = new double[longest][];
    for (int ahead = 1; ahead <= longest; ahead++) {
      double[] found = new double[errors.size()];
      int count = 0;
      for (int row = 0; row < found.length; row++) {
        if (horizons.get(row) == ahead) {
          found[count++] = errors.get(row) / size.factor(rows.get(row));
        }
      }
      byHorizon[ahead - 1] = Arrays.copyOf(found, count);
    }
    json.put("error_size", size.weights());
    json.put("error_quantiles", ErrorQuantiles.of(byHorizon).values());
  }

  /** Scores of hold-outs by how far the trees are trusted, on series that they did not see. */
  void report(PrintStream out) {
    for (double trust : new double[] {0, 0.3, 0.5, 0.7, 1}) {
      List<CombinedPaths> combined = crossFitted(trust);
      for (int at = 0; at < groups.size(); at++) {
        Group group = groups.get(at);
        double smape = 0;
        double scaled = 0;
        int count = 0;
        for (int index = 0; index < group.series.size(); index++) {
          if (!usable(group, index, 1)) {
            continue;
          }
          double[] actual = new double[group.backtest.horizon()];
          double[] path = new double[actual.length];
          for (int ahead = 1; ahead <= actual.length; ahead++) {
            actual[ahead - 1] = group.series.get(index).actual(1, ahead, 0);
            path[ahead - 1] = combined.get(at).expected(index, 1, ahead);
          }
          smape += ForecastScores.smape(actual, path).orElseThrow();
          scaled +=
              ForecastScores.mae(actual, path).orElseThrow() / group.series.get(index).scale(1);
          count++;
        }
        out.printf(
            Locale.ROOT,
            "%s trust %.1f: %d series held out, smape %.3f, scaled error %.4f%n",
            group.period,
            trust,
            count,
            smape / count,
            scaled / count);
      }
    }
  }
}
