package org.tidetable.models.tribuo;

import static org.tidetable.models.vocabulary.Require.require;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.protos.core.ModelProto;

/** Trains and loads models of a yes-or-no outcome. */
public final class TribuoModels {
  // Held, because java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger QUIET = Logger.getLogger("org.tribuo");

  static {
    QUIET.setLevel(Level.WARNING);
  }

  private TribuoModels() {}

  /**
   * L2-regularised logistic regression: minimises half the sum of squared weights, the constant's
   * included, plus {@code cost} times the log loss summed over rows.
   */
  public static TribuoModel logistic(
      FeatureMatrix training, boolean[] outcome, double cost, long seed) {
    check(training, outcome);
    TribuoSchema schema = new TribuoSchema(training.names());
    return new LogisticModel(
        new LogisticTrainer(cost, seed).train(schema, training, outcome), schema);
  }

  /** Trees boosted for exactly {@code settings.rounds()} rounds. */
  public static TribuoModel boostedTrees(
      FeatureMatrix training, boolean[] outcome, BoostedSettings settings, long seed) {
    check(training, outcome);
    TribuoSchema schema = new TribuoSchema(training.names());
    return new BoostedModel(
        new BoostedTrainer(settings, seed).train(schema, training, outcome), schema);
  }

  /** The settings with as many rounds as serve rows that were held out best, and their risks. */
  public static BoostedTrainer.Stopped stopEarly(
      FeatureMatrix training,
      boolean[] trainingOutcome,
      FeatureMatrix heldOut,
      boolean[] heldOutOutcome,
      BoostedSettings settings,
      int patience,
      long seed) {
    check(training, trainingOutcome);
    return new BoostedTrainer(settings, seed)
        .stopEarly(training, trainingOutcome, heldOut, heldOutOutcome, patience);
  }

  /**
   * A model from the bytes of {@link TribuoModel#serialized()}.
   *
   * @param names the columns that it was trained on, in their order
   */
  public static TribuoModel load(byte[] serialized, List<String> names) {
    Model<Label> model;
    try {
      model = Model.deserialize(ModelProto.parseFrom(serialized)).castModel(Label.class);
    } catch (InvalidProtocolBufferException error) {
      throw new IllegalArgumentException("the saved model is damaged; train it again", error);
    }
    TribuoSchema schema = new TribuoSchema(names, model.getFeatureIDMap(), model.getOutputIDInfo());
    require(
        names.size() == model.getFeatureIDMap().size()
            && names.stream().allMatch(name -> model.getFeatureIDMap().getID(name) >= 0),
        "the saved model has other columns than its description");
    if (model instanceof LibLinearClassificationModel linear) {
      return new LogisticModel(linear, schema);
    }
    if (model instanceof XGBoostModel<Label> boosted) {
      return new BoostedModel(boosted, schema);
    }
    throw new IllegalArgumentException("the saved model is of a kind that is not known here");
  }

  static double[] firstColumn(float[][] rows) {
    double[] column = new double[rows.length];
    for (int row = 0; row < column.length; row++) {
      column[row] = rows[row][0];
    }
    return column;
  }

  private static void check(FeatureMatrix training, boolean[] outcome) {
    require(
        training.rows() == outcome.length,
        "%s rows but %s outcomes",
        training.rows(),
        outcome.length);
    require(!training.names().isEmpty(), "there is no feature to train on");
    int yes = 0;
    for (boolean each : outcome) {
      yes += each ? 1 : 0;
    }
    require(
        yes > 0 && yes < outcome.length,
        "all %s training rows have the same outcome; a risk needs both outcomes",
        outcome.length);
  }
}
