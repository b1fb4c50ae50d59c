package org.tidetable.models.tribuo;

import static org.tidetable.models.vocabulary.Require.require;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.trees.FlatForest;
import org.tidetable.models.trees.Shapley;
import org.tidetable.models.trees.TreeDocument;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.protos.XGBoostModelProto;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * Boosted trees in Tribuo's format, asked in plain Java: the native library has no part in reading,
 * predicting or explaining. Any thread may ask, and none waits.
 */
final class BoostedModel implements MarginModel {
  private final List<String> names;
  private final byte[] serialized;
  private final ModelProvenance provenance;
  private final FlatForest forest;
  private final Shapley shapley;

  private BoostedModel(
      byte[] serialized, ModelProvenance provenance, TreeDocument trees, TribuoSchema schema) {
    this.names = schema.names();
    this.serialized = serialized;
    this.provenance = provenance;
    int[] columnOf = new int[names.size()];
    for (int column = 0; column < columnOf.length; column++) {
      columnOf[schema.identifier(column)] = column;
    }
    this.forest = new FlatForest(trees, columnOf, names.size());
    this.shapley = new Shapley(forest);
  }

  /** A model that was just trained, its trees as they are in that document. */
  static BoostedModel of(Model<Label> model, TreeDocument trees, TribuoSchema schema) {
    return new BoostedModel(model.serialize().toByteArray(), model.getProvenance(), trees, schema);
  }

  /** Whether a saved model is of this kind. */
  static boolean wrote(ModelProto saved) {
    return saved.getClassName().equals(XGBoostModel.class.getName());
  }

  /** A saved model, its columns in that order. */
  static BoostedModel read(ModelProto saved, List<String> names)
      throws InvalidProtocolBufferException {
    XGBoostModelProto boosted = saved.getSerializedData().unpack(XGBoostModelProto.class);
    ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(boosted.getMetadata());
    require(boosted.getModelsCount() == 1, "the saved model is not of one yes-or-no outcome");
    return new BoostedModel(
        saved.toByteArray(),
        carrier.provenance(),
        TreeDocument.read(boosted.getModels(0).toByteArray()),
        new TribuoSchema(names, carrier.featureDomain()));
  }

  @Override
  public double[] margins(FeatureMatrix matrix) {
    float[] single = forest.margins(matrix);
    double[] margins = new double[single.length];
    for (int row = 0; row < margins.length; row++) {
      margins[row] = single[row];
    }
    return margins;
  }

  @Override
  public double[][] contributions(FeatureMatrix matrix, double[] usual) {
    return shapley.contributions(matrix);
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> readable = TribuoSchema.readable(provenance);
    readable.put("xgboost", "2.1.4");
    return readable;
  }

  @Override
  public byte[] serialized() {
    return serialized.clone();
  }
}
