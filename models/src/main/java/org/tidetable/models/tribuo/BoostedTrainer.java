package org.tidetable.models.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tidetable.models.trees.TreeDocument;
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
   * @param loss that least log loss, a mean over the rows by weight
   * @param heldOut the probabilities of those rows after that many trees
   */
  public record Stopped(int rounds, double loss, double[] heldOut) {}

  /** For Tribuo's own use, when it rebuilds a trainer from a provenance. */
  public BoostedTrainer() {}

  private BoostedTrainer(int rounds, Map<String, Object> parameters) {
    super(rounds, parameters);
    this.overrideParameters = new TreeMap<>();
    parameters.forEach((name, value) -> overrideParameters.put(name, String.valueOf(value)));
  }

  /** A trainer for those rows: their features' names and their share of outcomes count. */
  static BoostedTrainer of(BoostedSettings settings, LabelledRows rows, long seed) {
    return new BoostedTrainer(settings.rounds(), parameters(settings, rows, seed));
  }

  private static Map<String, Object> parameters(
      BoostedSettings settings, LabelledRows rows, long seed) {
    Map<String, Object> parameters = new TreeMap<>();
    // Two digits of the outcome's share: all of them would tell how many rows had it.
    parameters.put(
        "base_score", Double.parseDouble(String.format(Locale.ROOT, "%.1e", rows.rate())));
    TribuoSchema schema = new TribuoSchema(rows.features().names());
    String directions = directions(settings.directions(), schema);
    if (!directions.isEmpty()) {
      parameters.put("monotone_constraints", directions);
    }
    parameters.put("objective", "binary:logistic");
    parameters.put("eval_metric", "logloss");
    parameters.put("tree_method", "hist");
    parameters.put("eta", settings.learningRate());
    parameters.put("max_depth", settings.depth());
    if (settings.leaves() > 0) {
      parameters.put("grow_policy", "lossguide");
      parameters.put("max_leaves", settings.leaves());
    }
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

  /** For each feature 1, -1 or 0, as XGBoost wants them; empty where all are 0. */
  private static String directions(Map<String, Integer> directions, TribuoSchema schema) {
    List<String> names = schema.names();
    String[] byNumber = new String[names.size()];
    boolean any = false;
    for (int column = 0; column < byNumber.length; column++) {
      int direction = directions.getOrDefault(names.get(column), 0);
      byNumber[schema.identifier(column)] = Integer.toString(direction);
      any |= direction != 0;
    }
    return any ? "(" + String.join(",", byNumber) + ")" : "";
  }

  /** Trees without the exact weights of training rows, which XGBoost leaves at each node. */
  BoostedModel train(TribuoSchema schema, LabelledRows rows) {
    try {
      DMatrix data = labelled(schema, rows);
      Booster exact = boost(data, numTrees);
      data.dispose();
      TreeDocument trees = TreeDocument.read(exact.toByteArray("json")).rounded();
      exact.dispose();
      Booster booster = XGBoost.loadModel(trees.json());
      BoostedModel model =
          BoostedModel.of(model(schema.features(), schema.labels(), booster), trees, schema);
      booster.dispose();
      return model;
    } catch (XGBoostError | IOException error) {
      throw new IllegalStateException("boosted trees failed: " + error.getMessage(), error);
    }
  }

  Stopped stopEarly(LabelledRows training, LabelledRows heldOut, int patience) {
    TribuoSchema schema = new TribuoSchema(training.features().names());
    try {
      DMatrix data = labelled(schema, training);
      DMatrix unseen = labelled(schema, heldOut);
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
      return new Stopped(rounds, best, probabilities);
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

  private static DMatrix labelled(TribuoSchema schema, LabelledRows rows) throws XGBoostError {
    DMatrix data = schema.dmatrix(rows.features());
    float[] labels = new float[rows.outcomes().length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = rows.outcomes()[row] ? 1 : 0;
    }
    data.setLabel(labels);
    if (!rows.unweighted()) {
      data.setWeight(rows.weights());
    }
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
