package org.tidetable.models.trees;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tidetable.models.matrix.FeatureMatrix;

/** A made-up sparse world and the trees that XGBoost grows in it, beside its own answers. */
record Grown(Booster booster, FeatureMatrix rows, float[] outcomes) {

  /**
   * Columns of small whole numbers, fractions, marks and exact copies; an absent cell is missing.
   *
   * @param filled the share of cells that hold something
   */
  static FeatureMatrix world(int rows, int columns, double filled, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> names = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      names.add("c" + column);
    }
    int[] starts = new int[rows + 1];
    List<Integer> places = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      float last = 0;
      for (int column = 0; column < columns; column++) {
        // Every seventh column repeats the one before.
        if (column % 7 == 6 && last != 0) {
          places.add(column);
          values.add(last);
        } else if (random.nextDouble() < filled) {
          last =
              switch (column % 3) {
                case 0 -> 1 + random.nextInt(6);
                case 1 -> (float) (4 * random.nextDouble() - 2);
                default -> 1;
              };
          places.add(column);
          values.add(last);
        } else {
          last = 0;
        }
      }
      starts[row + 1] = places.size();
    }
    int[] held = places.stream().mapToInt(Integer::intValue).toArray();
    float[] numbers = new float[held.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i);
    }
    return new FeatureMatrix(names, starts, held, numbers);
  }

  static Grown trees(FeatureMatrix rows, int trees, int depth, double gamma) throws XGBoostError {
    return trees(rows, trees, depth, gamma, 0);
  }

  /** Of at most so many leaves, the split that gains most first; 0 for as many as there may be. */
  static Grown trees(FeatureMatrix rows, int trees, int depth, double gamma, int leaves)
      throws XGBoostError {
    SplittableRandom random = new SplittableRandom(5);
    float[] outcomes = new float[rows.rows()];
    for (int row = 0; row < outcomes.length; row++) {
      double logOdds = -1;
      for (int entry = rows.start(row); entry < rows.start(row + 1); entry++) {
        logOdds += Math.sin(rows.column(entry) + rows.value(entry)) * 0.6;
      }
      outcomes[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
    }
    DMatrix data = matrix(rows);
    data.setLabel(outcomes);
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", depth);
    if (leaves > 0) {
      parameters.put("grow_policy", "lossguide");
      parameters.put("max_leaves", leaves);
    }
    parameters.put("eta", 0.3);
    parameters.put("gamma", gamma);
    parameters.put("min_child_weight", 0.5);
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    Booster booster = XGBoost.train(data, parameters, trees, Map.of(), null, null);
    data.dispose();
    return new Grown(booster, rows, outcomes);
  }

  /** The rows as XGBoost wants them; one thread asks. */
  static DMatrix matrix(FeatureMatrix rows) throws XGBoostError {
    long[] starts = new long[rows.rows() + 1];
    int[] columns = new int[rows.entries()];
    float[] values = new float[rows.entries()];
    for (int row = 0; row < rows.rows(); row++) {
      starts[row + 1] = rows.start(row + 1);
    }
    for (int entry = 0; entry < values.length; entry++) {
      columns[entry] = rows.column(entry);
      values[entry] = rows.value(entry);
    }
    return new DMatrix(starts, columns, values, DMatrix.SparseType.CSR, rows.names().size());
  }

  FlatForest flat(String format) throws XGBoostError {
    return flat(TreeDocument.read(booster.toByteArray(format)));
  }

  FlatForest flat(TreeDocument document) {
    int[] same = new int[rows.names().size()];
    for (int column = 0; column < same.length; column++) {
      same[column] = column;
    }
    return new FlatForest(document, same, same.length);
  }

  float[] margins() throws XGBoostError {
    float[][] given = booster.predict(matrix(rows), true);
    float[] margins = new float[given.length];
    for (int row = 0; row < margins.length; row++) {
      margins[row] = given[row][0];
    }
    return margins;
  }
}
