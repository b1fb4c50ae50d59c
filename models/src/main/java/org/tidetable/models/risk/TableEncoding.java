package org.tidetable.models.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidetable.models.matrix.FeatureMatrix;

/** What was learned about a table's columns: turns the same columns of any table into numbers. */
public final class TableEncoding {
  private final List<ColumnEncoding> columns;
  private final Map<String, String> leftOut;
  private final Optional<EarlierRows> earlier;
  private final List<String> features = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * What was learned, as it was saved.
   *
   * @param leftOut columns that are no features, each with the reason
   * @param earlier whether a person's earlier rows count too
   */
  public TableEncoding(
      List<ColumnEncoding> columns, Map<String, String> leftOut, Optional<EarlierRows> earlier) {
    this.columns = List.copyOf(columns);
    this.leftOut = Map.copyOf(leftOut);
    this.earlier = earlier;
    for (ColumnEncoding column : columns) {
      for (String feature : column.features()) {
        if (places.putIfAbsent(feature, features.size()) == null) {
          features.add(feature);
        }
      }
    }
    earlier.ifPresent(each -> features.addAll(each.features()));
  }

  /** The same without earlier rows. */
  public TableEncoding(List<ColumnEncoding> columns, Map<String, String> leftOut) {
    this(columns, leftOut, Optional.empty());
  }

  /** Whether, and by which columns, a person's earlier rows count too. */
  public Optional<EarlierRows> earlier() {
    return earlier;
  }

  /** The columns that a table must have to be scored. */
  public List<ColumnEncoding> columns() {
    return columns;
  }

  /** The columns that are no features, each with the reason. */
  public Map<String, String> leftOut() {
    return new java.util.TreeMap<>(leftOut);
  }

  /** The features, in the order of the matrix. */
  public List<String> features() {
    return List.copyOf(features);
  }

  /** Those rows of a table that has the learned columns, in that order. */
  public FeatureMatrix encode(TextTable table, int[] rows) {
    int[] sources = columns.stream().mapToInt(each -> table.column(each.name())).toArray();
    List<int[][]> places = new ArrayList<>();
    List<double[][]> values = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      prepare(columns.get(i), table.distinct(sources[i]), places, values);
    }
    Optional<EarlierRows.Told> told = earlier.map(each -> each.of(table));
    int[] starts = new int[rows.length + 1];
    int[] filled = new int[rows.length * 16];
    float[] numbers = new float[rows.length * 16];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < sources.length; i++) {
        int code = table.code(rows[row], sources[i]) + 1;
        int[] switched = places.get(i)[code];
        if (count + switched.length > filled.length) {
          filled = Arrays.copyOf(filled, 2 * filled.length + switched.length);
          numbers = Arrays.copyOf(numbers, filled.length);
        }
        for (int feature = 0; feature < switched.length; feature++) {
          filled[count] = switched[feature];
          numbers[count++] = (float) values.get(i)[code][feature];
        }
      }
      if (told.isPresent() && told.get().counts()[rows[row]] > 0) {
        if (count + 2 > filled.length) {
          filled = Arrays.copyOf(filled, 2 * filled.length + 2);
          numbers = Arrays.copyOf(numbers, filled.length);
        }
        filled[count] = features.size() - 2;
        numbers[count++] = told.get().counts()[rows[row]];
        filled[count] = features.size() - 1;
        numbers[count++] = told.get().since()[rows[row]];
      }
      starts[row + 1] = count;
    }
    return new FeatureMatrix(
        features, starts, Arrays.copyOf(filled, count), Arrays.copyOf(numbers, count));
  }

  /** For each distinct text, missing first, the places and values of its features but zeros. */
  private void prepare(
      ColumnEncoding column, List<String> texts, List<int[][]> allPlaces, List<double[][]> all) {
    int[][] switched = new int[texts.size() + 1][];
    double[][] values = new double[texts.size() + 1][];
    for (int code = 0; code <= texts.size(); code++) {
      Optional<String> text = code == 0 ? Optional.empty() : Optional.of(texts.get(code - 1));
      Map<Integer, Double> found = new java.util.TreeMap<>();
      column
          .encode(text)
          .forEach(
              (name, value) -> {
                if (value != 0) {
                  found.put(places.get(name), value);
                }
              });
      switched[code] = found.keySet().stream().mapToInt(Integer::intValue).toArray();
      values[code] = found.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
    allPlaces.add(switched);
    all.add(values);
  }
}
