package org.tidetable.models.tribuo;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;
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
   * A model from the bytes of {@link TribuoModel#serialized()}.
   *
   * @param names the columns that it was trained on, in their order
   */
  public static TribuoModel load(byte[] serialized, List<String> names) {
    try {
      ModelProto saved = ModelProto.parseFrom(serialized);
      if (BoostedModel.wrote(saved)) {
        return BoostedModel.read(saved, names);
      }
      Model<Label> model = Model.deserialize(saved).castModel(Label.class);
      if (model instanceof LibLinearClassificationModel linear) {
        return new LogisticModel(linear, new TribuoSchema(names, model.getFeatureIDMap()));
      }
    } catch (InvalidProtocolBufferException error) {
      throw new IllegalArgumentException("the saved model is damaged; train it again", error);
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
}
