package org.tidetable.models.tribuo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/** Boosted trees that predict from a sparse matrix; threads wait for each other. */
final class BoostedModel implements TribuoModel {
  private final XGBoostModel<Label> model;
  private final TribuoSchema schema;
  private final Booster booster;

  BoostedModel(XGBoostModel<Label> model, TribuoSchema schema) {
    this.model = model;
    this.schema = schema;
    model.setNumThreads(1);
    this.booster = model.getInnerModels().get(0);
    try {
      booster.setParam("nthread", 1);
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  @Override
  public double[] predict(FeatureMatrix matrix) {
    if (matrix.rows() == 0) {
      return new double[0];
    }
    return TribuoModels.firstColumn(ask(matrix, data -> booster.predict(data)));
  }

  @Override
  public double[][] contributions(FeatureMatrix matrix) {
    int width = schema.names().size();
    float[][] given = ask(matrix, data -> booster.predictContrib(data, 0));
    double[][] contributions = new double[matrix.rows()][width + 1];
    for (int row = 0; row < contributions.length; row++) {
      for (int column = 0; column < width; column++) {
        contributions[row][column] = given[row][schema.identifier(column)];
      }
      contributions[row][width] = given[row][width];
    }
    return contributions;
  }

  @Override
  public Map<String, Double> importance() {
    try {
      Map<String, Double> importance = new TreeMap<>();
      Map<String, Double> gains = booster.getScore("", "gain");
      List<String> names = schema.names();
      for (int column = 0; column < names.size(); column++) {
        Double gain = gains.get("f" + schema.identifier(column));
        if (gain != null) {
          importance.put(names.get(column), gain);
        }
      }
      return importance;
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> readable = TribuoSchema.readable(model.getProvenance());
    readable.put("xgboost", "2.1.4");
    return readable;
  }

  @Override
  public byte[] serialized() {
    return model.serialize().toByteArray();
  }

  private interface Question {
    float[][] of(DMatrix data) throws XGBoostError;
  }

  private float[][] ask(FeatureMatrix matrix, Question question) {
    try {
      DMatrix data = schema.dmatrix(matrix);
      try {
        synchronized (booster) {
          return question.of(data);
        }
      } finally {
        data.dispose();
      }
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }
}
