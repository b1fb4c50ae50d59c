package org.tidetable.models.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.tidetable.models.forecast.interval.ErrorQuantiles;
import org.tidetable.models.forecast.interval.ErrorSize;
import org.tidetable.models.tribuo.WeightTrees;
import org.tidetable.models.vocabulary.Grain;

/**
 * What Tidetable has learnt, before it sees any series, from two forecasting competitions: the
 * weights of methods. From M1 all values were used, from M3 only those that competitors were given.
 */
public final class Starter {
  private static final Map<Grain, Starter> LOADED = new ConcurrentHashMap<>();

  private final boolean own;
  private final List<String> methods;
  private final double trust;
  private final WeightTrees trees;
  private final ErrorSize errorSize;
  private final ErrorQuantiles errorQuantiles;

  private Starter(JsonNode json, WeightTrees trees, List<String> methods, boolean own) {
    this.own = own;
    this.methods = methods;
    this.trust = json.get("trust").asDouble();
    this.trees = trees;
    this.errorSize = new ErrorSize(numbers(json.get("error_size")));
    this.errorQuantiles =
        ErrorQuantiles.ofValues(
            StreamSupport.stream(json.get("error_quantiles").spliterator(), false)
                .map(row -> numbers(row).stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new));
  }

  /** The one of a grain; that of months stands in for hours, days and weeks. */
  public static Starter of(Grain grain) {
    return LOADED.computeIfAbsent(grain, Starter::load);
  }

  /** Whether it was learnt from series of that grain. */
  public boolean isOwn() {
    return own;
  }

  /** The methods that have weights. */
  public List<String> methods() {
    return methods;
  }

  /** How far the weights are believed: 0 is not at all, 1 is wholly. */
  public double trust() {
    return trust;
  }

  /** For each row of {@link PathTraits} one weight for each method, with a sum of 1. */
  public float[][] weights(List<float[]> rows) {
    return trees.weights(rows);
  }

  /** Sources, settings and seed, by name. */
  public Map<String, String> provenance() {
    return trees.provenance();
  }

  /** How large errors of combined paths are. */
  public ErrorSize errorSize() {
    return errorSize;
  }

  /** How they lie. */
  public ErrorQuantiles errorQuantiles() {
    return errorQuantiles;
  }

  private static Starter load(Grain grain) {
    boolean own =
        switch (grain) {
          case MONTH, QUARTER, YEAR -> true;
          case HOUR, DAY, WEEK -> false;
        };
    String name = "starter/" + (own ? grain : Grain.MONTH).code();
    try (InputStream text = open(name + ".json");
        InputStream trees = open(name + ".trees.gz")) {
      return read(text, trees, own);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * What was learnt, from the two files that hold it; closes neither.
   *
   * @param packed the trees, packed by gzip
   * @param own whether it was learnt from series of the grain that it is for
   */
  public static Starter read(InputStream text, InputStream packed, boolean own) throws IOException {
    JsonNode json = new ObjectMapper().readTree(text);
    List<String> methods = new ArrayList<>();
    json.get("methods").forEach(method -> methods.add(method.asText()));
    Map<String, String> provenance = new TreeMap<>();
    json.get("provenance")
        .properties()
        .forEach(field -> provenance.put(field.getKey(), field.getValue().asText()));
    List<String> columns = new PathTraits(methods).names();
    byte[] trees = new GZIPInputStream(packed).readAllBytes();
    return new Starter(json, WeightTrees.of(trees, columns, methods, provenance), methods, own);
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(
        Starter.class.getResourceAsStream(name), () -> name + " is missing from the program");
  }

  private static List<Double> numbers(JsonNode row) {
    List<Double> numbers = new ArrayList<>();
    row.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }
}
