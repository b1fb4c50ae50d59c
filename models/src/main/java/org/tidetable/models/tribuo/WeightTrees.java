package org.tidetable.models.tribuo;

import static org.tidetable.models.vocabulary.Require.require;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationConverter;
import org.tribuo.common.xgboost.XGBoostExternalModel;

/**
 * Boosted trees that give each of several forecasts a weight: they minimise the weighted sum of the
 * losses that the forecasts had. One thread, the same trees for the same rows and seed.
 *
 * <p>Weights are the softmax of the margins {@code y}. With {@code L = sum p e}, the gradient is
 * {@code p (e - L)}, and {@code e p (1 - p) - g p} bounds the second derivative, which is itself
 * not stable.
 *
 * <p>Source: Montero-Manso, Athanasopoulos, Hyndman and Talagala (2020), FFORMA.
 */
public final class WeightTrees {
  private static final float LEAST_CURVATURE = 1e-6f;

  private final XGBoostExternalModel<Label> model;
  private final Booster booster;
  private final int columns;
  private final int outputs;

  private WeightTrees(
      Booster booster, List<String> columns, List<String> outputs, Map<String, String> provenance) {
    this.booster = booster;
    this.columns = columns.size();
    this.outputs = outputs.size();
    Map<String, Integer> features = new HashMap<>();
    columns.forEach(column -> features.put(column, features.size()));
    Map<Label, Integer> labels = new HashMap<>();
    outputs.forEach(output -> labels.put(new Label(output), labels.size()));
    Map<String, Provenance> given = new TreeMap<>();
    provenance.forEach((name, value) -> given.put(name, new StringProvenance(name, value)));
    this.model =
        XGBoostExternalModel.createXGBoostModel(
            new LabelFactory(),
            features,
            labels,
            new XGBoostClassificationConverter(),
            booster,
            given);
  }

  /**
   * Trains.
   *
   * @param columns names of the columns of {@code rows}, where NaN is unknown
   * @param outputs names of the forecasts, the columns of {@code losses}
   * @param losses 0 or more; NaN where a forecast was not made, which has no weight in that row
   */
  public static WeightTrees train(
      List<String> columns,
      List<float[]> rows,
      List<String> outputs,
      List<float[]> losses,
      TribuoRegression.Settings settings,
      long seed) {
    require(rows.size() == losses.size(), "as many rows of losses as of features are needed");
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("objective", "multi:softprob");
    parameters.put("num_class", outputs.size());
    parameters.put("base_score", 0.5);
    parameters.put("disable_default_eval_metric", 1);
    parameters.put("eta", settings.learningRate());
    parameters.put("max_depth", settings.depth());
    parameters.put("min_child_weight", settings.minimumWeight());
    parameters.put("subsample", settings.rowShare());
    parameters.put("colsample_bytree", settings.columnShare());
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 64);
    parameters.put("nthread", 1);
    parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    parameters.put("verbosity", 0);
    try {
      DMatrix data = dense(rows, columns.size());
      data.setLabel(new float[rows.size()]);
      Booster booster =
          XGBoost.train(
              data,
              parameters,
              settings.rounds(),
              Map.of(),
              new CombinationLoss(losses.toArray(new float[0][])),
              null);
      data.dispose();
      Map<String, String> provenance = new TreeMap<>();
      parameters.forEach((name, value) -> provenance.put(name, String.valueOf(value)));
      return new WeightTrees(booster, columns, outputs, provenance);
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  /**
   * Trees from the bytes of {@link #trees()}.
   *
   * @param provenance what they were learnt from, by name
   */
  public static WeightTrees of(
      byte[] trees, List<String> columns, List<String> outputs, Map<String, String> provenance) {
    try {
      Booster booster = XGBoost.loadModel(trees);
      booster.setParam("nthread", 1);
      return new WeightTrees(booster, columns, outputs, provenance);
    } catch (XGBoostError | IOException error) {
      throw new IllegalArgumentException("the saved trees are damaged", error);
    }
  }

  private static final class CombinationLoss implements IObjective {
    private static final long serialVersionUID = 1L;

    private final float[][] losses;

    CombinationLoss(float[][] losses) {
      this.losses = losses;
    }

    @Override
    public List<float[]> getGradient(float[][] margins, DMatrix data) {
      int outputs = losses[0].length;
      float[] gradients = new float[losses.length * outputs];
      float[] curvatures = new float[gradients.length];
      for (int row = 0; row < losses.length; row++) {
        double[] weights = softmax(margins[row], losses[row]);
        double mean = 0;
        for (int output = 0; output < outputs; output++) {
          mean += weights[output] == 0 ? 0 : weights[output] * losses[row][output];
        }
        for (int output = 0; output < outputs; output++) {
          double weight = weights[output];
          double loss = weight == 0 ? 0 : losses[row][output];
          double gradient = weight * (loss - mean);
          gradients[row * outputs + output] = (float) gradient;
          curvatures[row * outputs + output] =
              Math.max(LEAST_CURVATURE, (float) (loss * weight * (1 - weight) - gradient * weight));
        }
      }
      List<float[]> both = new ArrayList<>(2);
      both.add(gradients);
      both.add(curvatures);
      return both;
    }

    private static double[] softmax(float[] margins, float[] losses) {
      double[] weights = new double[margins.length];
      double highest = Double.NEGATIVE_INFINITY;
      for (int output = 0; output < margins.length; output++) {
        highest = Float.isNaN(losses[output]) ? highest : Math.max(highest, margins[output]);
      }
      double sum = 0;
      for (int output = 0; output < margins.length; output++) {
        weights[output] = Float.isNaN(losses[output]) ? 0 : Math.exp(margins[output] - highest);
        sum += weights[output];
      }
      for (int output = 0; output < margins.length; output++) {
        weights[output] = sum == 0 ? 0 : weights[output] / sum;
      }
      return weights;
    }
  }

  /** For each row one weight for each output, 0 to 1 with a sum of 1. Safe from many threads. */
  public float[][] weights(List<float[]> rows) {
    if (rows.isEmpty()) {
      return new float[0][outputs];
    }
    try {
      DMatrix data = dense(rows, columns);
      try {
        synchronized (booster) {
          return booster.predict(data);
        }
      } finally {
        data.dispose();
      }
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  /** The trees alone; the same for the same training. */
  public byte[] trees() {
    try {
      return booster.toByteArray("ubj");
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  /** What the trees were learnt from and how, as Tribuo keeps it. */
  public Map<String, String> provenance() {
    return TribuoSchema.readable(model.getProvenance());
  }

  private static DMatrix dense(List<float[]> rows, int columns) throws XGBoostError {
    float[] values = new float[rows.size() * columns];
    for (int row = 0; row < rows.size(); row++) {
      require(rows.get(row).length == columns, "a row needs %s columns", columns);
      System.arraycopy(rows.get(row), 0, values, row * columns, columns);
    }
    return new DMatrix(values, rows.size(), columns, Float.NaN);
  }
}
