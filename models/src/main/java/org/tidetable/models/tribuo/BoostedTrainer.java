package org.tidetable.models.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Tribuo's XGBoost with what its own trainer cannot do: {@code binary:logistic} (half the trees of
 * its softmax) and early stopping on rows that were held out.
 */
public final class BoostedTrainer extends XGBoostTrainer<Label> {

  /**
   * Where training stopped.
   *
   * @param rounds the number of trees with the least log loss on the rows held out
   * @param heldOut the probabilities of those rows after that many trees
   */
  public record Stopped(int rounds, double[] heldOut) {}

  /** For Tribuo's own use, when it rebuilds a trainer from a provenance. */
  public BoostedTrainer() {}

  BoostedTrainer(BoostedSettings settings, long seed) {
    super(settings.rounds(), parameters(settings, seed));
    this.overrideParameters = new TreeMap<>();
    parameters(settings, seed)
        .forEach((name, value) -> overrideParameters.put(name, String.valueOf(value)));
  }

  static Map<String, Object> parameters(BoostedSettings settings, long seed) {
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("eval_metric", "logloss");
    parameters.put("tree_method", "hist");
    parameters.put("eta", settings.learningRate());
    parameters.put("max_depth", settings.depth());
    parameters.put("min_child_weight", settings.minimumChildWeight());
    parameters.put("subsample", settings.rowShare());
    parameters.put("colsample_bytree", settings.columnShare());
    parameters.put("lambda", settings.penalty());
    parameters.put("alpha", 0.0);
    parameters.put("nthread", settings.threads());
    parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    parameters.put("verbosity", 0);
    return parameters;
  }

  XGBoostModel<Label> train(TribuoSchema schema, FeatureMatrix matrix, boolean[] outcome) {
    try {
      DMatrix data = labelled(schema, matrix, outcome);
      try {
        return model(schema.features(), schema.labels(), boost(data, numTrees));
      } finally {
        data.dispose();
      }
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  Stopped stopEarly(
      FeatureMatrix training,
      boolean[] trainingOutcome,
      FeatureMatrix heldOut,
      boolean[] heldOutOutcome,
      int patience) {
    TribuoSchema schema = new TribuoSchema(training.names());
    try {
      DMatrix data = labelled(schema, training, trainingOutcome);
      DMatrix unseen = labelled(schema, heldOut, heldOutOutcome);
      Booster booster = boost(data, 1);
      double best = loss(booster, unseen, 0);
      int rounds = 1;
      for (int round = 1; round < numTrees && round - rounds < patience; round++) {
        booster.update(data, round);
        double loss = loss(booster, unseen, round);
        if (loss < best) {
          best = loss;
          rounds = round + 1;
        }
      }
      double[] probabilities = TribuoModels.firstColumn(booster.predict(unseen, false, rounds));
      booster.dispose();
      data.dispose();
      unseen.dispose();
      return new Stopped(rounds, probabilities);
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  private Booster boost(DMatrix data, int rounds) throws XGBoostError {
    Map<String, Object> typed = new TreeMap<>(overrideParameters);
    return XGBoost.train(data, typed, rounds, Map.of(), null, null);
  }

  private static double loss(Booster booster, DMatrix unseen, int round) throws XGBoostError {
    String line = booster.evalSet(new DMatrix[] {unseen}, new String[] {"unseen"}, round);
    return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1));
  }

  private static DMatrix labelled(TribuoSchema schema, FeatureMatrix matrix, boolean[] outcome)
      throws XGBoostError {
    DMatrix data = schema.dmatrix(matrix);
    float[] labels = new float[outcome.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = outcome[row] ? 1 : 0;
    }
    data.setLabel(labels);
    return data;
  }

  private XGBoostModel<Label> model(
      ImmutableFeatureMap features, ImmutableOutputInfo<Label> labels, Booster booster) {
    return createModel(
        "boosted-trees",
        TribuoSchema.provenance(XGBoostModel.class.getName(), getProvenance()),
        features,
        labels,
        Arrays.asList(booster),
        new MarginConverter());
  }

  @Override
  public XGBoostModel<Label> train(
      Dataset<Label> examples, Map<String, Provenance> runProvenance, int invocation) {
    try {
      DMatrixTuple<Label> data =
          convertDataset(examples, label -> label.getLabel().equals(TribuoSchema.YES) ? 1f : 0f);
      return model(
          examples.getFeatureIDMap(), examples.getOutputIDInfo(), boost(data.data, numTrees));
    } catch (XGBoostError error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  @Override
  public XGBoostModel<Label> train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, getInvocationCount());
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }
}
