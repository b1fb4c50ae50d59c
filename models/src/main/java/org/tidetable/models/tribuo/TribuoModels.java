package org.tidetable.models.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;
import org.tribuo.common.liblinear.protos.LibLinearModelProto;
import org.tribuo.common.xgboost.protos.XGBoostModelProto;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
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
  public static TribuoModel logistic(LabelledRows training, double cost, long seed) {
    TribuoSchema schema = new TribuoSchema(training.checked().features().names());
    return new LogisticModel(new LogisticTrainer(cost, seed).train(schema, training), schema);
  }

  /** Trees boosted for exactly {@code settings.rounds()} rounds. */
  public static TribuoModel boostedTrees(
      LabelledRows training, BoostedSettings settings, long seed) {
    TribuoSchema schema = new TribuoSchema(training.checked().features().names());
    return BoostedTrainer.of(settings, training, seed).train(schema, training);
  }

  /** As many rounds as serve rows that were held out best, and the risks of these. */
  public static BoostedTrainer.Stopped stopEarly(
      LabelledRows training,
      LabelledRows heldOut,
      BoostedSettings settings,
      int patience,
      long seed) {
    return BoostedTrainer.of(settings, training.checked(), seed)
        .stopEarly(training, heldOut, patience);
  }

  /**
   * The weighted mean of the log-odds of a logistic regression and of trees.
   *
   * @param linear learnt from columns that were divided by {@code divisors}
   * @param trees learnt from the same columns undivided, and from others behind them
   * @param names the columns of the trees
   * @param share the weight of the logistic regression, over 0 to 1
   */
  public static TribuoModel blended(
      TribuoModel linear,
      List<Double> divisors,
      TribuoModel trees,
      List<String> names,
      double share) {
    if (linear instanceof LogisticModel logistic && trees instanceof BoostedModel boosted) {
      return BlendedModel.of(
          names,
          List.of(logistic.undivided(divisors), boosted),
          List.of(divisors.size(), names.size()),
          List.of(share, 1 - share));
    }
    throw new IllegalArgumentException("a logistic regression and trees can be blended");
  }

  /**
   * A model from the bytes of {@link TribuoModel#serialized()}.
   *
   * @param names the columns that it was trained on, in their order
   */
  public static TribuoModel load(byte[] serialized, List<String> names) {
    try {
      return read(ModelProto.parseFrom(serialized), names);
    } catch (InvalidProtocolBufferException error) {
      throw new IllegalArgumentException("the saved model is damaged; train it again", error);
    }
  }

  static MarginModel read(ModelProto saved, List<String> names)
      throws InvalidProtocolBufferException {
    if (BlendedModel.wrote(saved)) {
      return BlendedModel.read(saved, names);
    }
    if (BoostedModel.wrote(saved)) {
      return BoostedModel.read(saved, names);
    }
    Model<Label> model = Model.deserialize(saved).castModel(Label.class);
    if (model instanceof LibLinearClassificationModel linear) {
      return new LogisticModel(linear, new TribuoSchema(names, model.getFeatureIDMap()));
    }
    throw new IllegalArgumentException("the saved model is of a kind that is not known here");
  }

  /** How many columns a saved model knows, without the native library. */
  static int width(ModelProto saved) throws InvalidProtocolBufferException {
    Any inner = saved.getSerializedData();
    ModelDataProto metadata =
        BoostedModel.wrote(saved)
            ? inner.unpack(XGBoostModelProto.class).getMetadata()
            : inner.unpack(LibLinearModelProto.class).getMetadata();
    return ModelDataCarrier.deserialize(metadata).featureDomain().size();
  }

  static double[] firstColumn(float[][] rows) {
    double[] column = new double[rows.length];
    for (int row = 0; row < column.length; row++) {
      column[row] = rows[row][0];
    }
    return column;
  }
}
