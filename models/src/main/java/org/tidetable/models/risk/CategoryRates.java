package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tidetable.models.matrix.FeatureMatrix;

/**
 * For columns of many categories, each with a mark {@code NAME=CATEGORY} or {@code NAME begins
 * FAMILY}, one number more: how often the outcome came where that mark stood. Few splits by such a
 * number part what many splits by single marks would. Training rows get it from other people only,
 * for else the number would tell their own outcome.
 *
 * <p>Source: Prokhorenkova and others (2018), CatBoost, whose orderings are replaced by ten parts
 * dealt by person; Micci-Barreca (2001), for the pull of rare categories towards the mean.
 */
public record CategoryRates(List<Category> categories) {
  /** Adds nothing. */
  public static final CategoryRates NONE = new CategoryRates(List.of());

  /** Fewer marks are found by the trees as they are. */
  private static final int MANY = 10;

  /** A category counts as if so many rows more had the mean rate. */
  private static final double PULL = 20;

  private static final int FOLDS = 10;

  /**
   * One column of categories.
   *
   * @param name of the number that is added
   * @param columns the marks
   * @param rates one for each mark, 0 to 1, with two digits, so that none tells a count
   */
  public record Category(String name, List<Integer> columns, List<Double> rates) {
    public Category {
      columns = List.copyOf(columns);
      rates = List.copyOf(rates);
      require(columns.size() == rates.size(), "a rate for each mark");
    }
  }

  public CategoryRates {
    categories = List.copyOf(categories);
  }

  /** Whether a matrix has a column of so many categories. */
  static boolean anyIn(FeatureMatrix matrix) {
    return !groups(matrix.names()).isEmpty();
  }

  /** By name of the number the marks that belong to it. */
  private static Map<String, List<Integer>> groups(List<String> names) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      int equals = name.indexOf('=');
      int begins = name.indexOf(" begins ");
      if (begins > 0 && (equals < 0 || begins < equals)) {
        groups
            .computeIfAbsent(name.substring(0, begins) + " begins, rate", n -> new ArrayList<>())
            .add(column);
      } else if (equals > 0) {
        groups
            .computeIfAbsent(name.substring(0, equals) + ", rate", n -> new ArrayList<>())
            .add(column);
      }
    }
    groups.values().removeIf(columns -> columns.size() <= MANY);
    groups.keySet().removeAll(names);
    return groups;
  }

  /** What all rows of a sample teach; for rows that are not in it. */
  static CategoryRates learn(RiskSample sample) {
    boolean[] all = new boolean[sample.outcomes().length];
    Arrays.fill(all, true);
    return learn(sample, all, true);
  }

  private static CategoryRates learn(RiskSample sample, boolean[] included, boolean rounded) {
    FeatureMatrix matrix = sample.features();
    double[] rows = new double[matrix.names().size()];
    double[] yes = new double[rows.length];
    double allRows = 0;
    double allYes = 0;
    for (int row = 0; row < included.length; row++) {
      if (included[row]) {
        double weight = sample.weights()[row];
        double found = sample.outcomes()[row] ? weight : 0;
        allRows += weight;
        allYes += found;
        for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
          rows[matrix.column(entry)] += weight;
          yes[matrix.column(entry)] += found;
        }
      }
    }
    double mean = allRows > 0 ? allYes / allRows : 0;
    List<Category> categories = new ArrayList<>();
    groups(matrix.names())
        .forEach(
            (name, columns) -> {
              List<Double> rates = new ArrayList<>();
              for (int column : columns) {
                double rate = (yes[column] + PULL * mean) / (rows[column] + PULL);
                rates.add(
                    rounded ? Double.valueOf(String.format(Locale.ROOT, "%.1e", rate)) : rate);
              }
              categories.add(new Category(name, columns, rates));
            });
    return new CategoryRates(categories);
  }

  /** The rows of a sample with the numbers that people of other parts teach. */
  static FeatureMatrix ofOthers(RiskSample sample, long seed) {
    int[] folds = PersonFolds.of(sample.persons(), FOLDS, PersonFolds.hash("rates", seed));
    CategoryRates[] byFold = new CategoryRates[FOLDS];
    for (int fold = 0; fold < FOLDS; fold++) {
      boolean[] others = new boolean[folds.length];
      for (int row = 0; row < folds.length; row++) {
        others[row] = folds[row] != fold;
      }
      byFold[fold] = learn(sample, others, false);
    }
    return add(sample.features(), byFold, folds);
  }

  /** A matrix with the numbers as columns of its own, behind the others. */
  public FeatureMatrix apply(FeatureMatrix matrix) {
    return categories.isEmpty()
        ? matrix
        : add(matrix, new CategoryRates[] {this}, new int[matrix.rows()]);
  }

  private static FeatureMatrix add(FeatureMatrix matrix, CategoryRates[] rates, int[] which) {
    int width = matrix.names().size();
    List<Category> first = rates[0].categories();
    int[] categoryOf = rates[0].categoryOf(width);
    double[][] rateOf = new double[rates.length][width];
    for (int fold = 0; fold < rates.length; fold++) {
      for (Category each : rates[fold].categories()) {
        for (int i = 0; i < each.columns().size(); i++) {
          rateOf[fold][each.columns().get(i)] = each.rates().get(i);
        }
      }
    }
    List<String> names = new ArrayList<>(matrix.names());
    first.forEach(each -> names.add(each.name()));
    int most = matrix.entries() + matrix.rows() * first.size();
    int[] starts = new int[matrix.rows() + 1];
    int[] columns = new int[most];
    float[] values = new float[most];
    int count = 0;
    double[] found = new double[first.size()];
    for (int row = 0; row < matrix.rows(); row++) {
      Arrays.fill(found, 0);
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        int column = matrix.column(entry);
        columns[count] = column;
        values[count++] = matrix.value(entry);
        if (categoryOf[column] >= 0 && matrix.value(entry) != 0) {
          found[categoryOf[column]] = rateOf[which[row]][column];
        }
      }
      for (int category = 0; category < found.length; category++) {
        if (found[category] != 0) {
          columns[count] = width + category;
          values[count++] = (float) found[category];
        }
      }
      starts[row + 1] = count;
    }
    return new FeatureMatrix(
        names, starts, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
  }

  private int[] categoryOf(int width) {
    int[] categoryOf = new int[width];
    Arrays.fill(categoryOf, -1);
    for (int category = 0; category < categories.size(); category++) {
      for (int column : categories.get(category).columns()) {
        categoryOf[column] = category;
      }
    }
    return categoryOf;
  }

  /**
   * Gives what an added number contributes to the mark that stood in the row, or to the last mark
   * of its column where none did: reasons then name features that the caller knows.
   */
  double[][] fold(double[][] contributions, FeatureMatrix matrix) {
    if (categories.isEmpty()) {
      return contributions;
    }
    int width = matrix.names().size();
    int[] categoryOf = categoryOf(width);
    double[][] folded = new double[contributions.length][];
    for (int row = 0; row < folded.length; row++) {
      double[] given = contributions[row];
      double[] kept = Arrays.copyOf(given, width + 1);
      kept[width] = given[given.length - 1];
      int[] marks = new int[categories.size()];
      for (int category = 0; category < marks.length; category++) {
        List<Integer> columns = categories.get(category).columns();
        marks[category] = columns.get(columns.size() - 1);
      }
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        int category = categoryOf[matrix.column(entry)];
        if (category >= 0 && matrix.value(entry) != 0) {
          marks[category] = matrix.column(entry);
        }
      }
      for (int category = 0; category < marks.length; category++) {
        kept[marks[category]] += given[width + category];
      }
      folded[row] = kept;
    }
    return folded;
  }

  /** Those columns' names and the added ones, in the order of {@link #apply}. */
  public List<String> names(List<String> features) {
    List<String> names = new ArrayList<>(features);
    categories.forEach(each -> names.add(each.name()));
    return names;
  }
}
