package org.tidetable.models.tribuo;

import static org.tidetable.models.vocabulary.Require.require;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;

/**
 * The weighted mean of the log-odds of several models, saved in the words of Tribuo's ensembles.
 * What a column adds is the weighted mean of what it adds in each of them.
 */
final class BlendedModel implements MarginModel {
  private final List<String> names;
  private final List<Part> parts;

  /**
   * One of the models.
   *
   * @param width it knows that many columns, the first ones
   * @param weight over 0 to 1; single precision, as it is saved
   */
  private record Part(MarginModel model, int width, float weight) {}

  private BlendedModel(List<String> names, List<Part> parts) {
    this.names = List.copyOf(names);
    this.parts = List.copyOf(parts);
  }

  /**
   * Models and their weights.
   *
   * @param names the columns of which each model knows so many first ones as {@code widths} says
   */
  static BlendedModel of(
      List<String> names, List<MarginModel> models, List<Integer> widths, List<Double> weights) {
    require(
        models.size() == weights.size() && models.size() == widths.size(), "a weight for a model");
    List<Part> parts = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < models.size(); i++) {
      require(weights.get(i) > 0, "a weight must be more than 0");
      parts.add(new Part(models.get(i), widths.get(i), weights.get(i).floatValue()));
      sum += weights.get(i);
    }
    require(Math.abs(sum - 1) < 1e-6, "weights must sum to 1, but sum to %s", sum);
    return new BlendedModel(names, parts);
  }

  /** Whether a saved model is of this kind. */
  static boolean wrote(ModelProto saved) {
    return saved.getClassName().equals(BlendedModel.class.getName());
  }

  /** A saved model, its columns in that order. */
  static BlendedModel read(ModelProto saved, List<String> names)
      throws InvalidProtocolBufferException {
    WeightedEnsembleModelProto all =
        saved.getSerializedData().unpack(WeightedEnsembleModelProto.class);
    require(all.getModelsCount() == all.getWeightsCount(), "the saved model is damaged");
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < all.getModelsCount(); i++) {
      int width = TribuoModels.width(all.getModels(i));
      require(width <= names.size(), "the saved model has other columns than its description");
      MarginModel model = TribuoModels.read(all.getModels(i), names.subList(0, width));
      parts.add(new Part(model, width, all.getWeights(i)));
    }
    return new BlendedModel(names, parts);
  }

  @Override
  public double[] margins(FeatureMatrix matrix) {
    double[] margins = new double[matrix.rows()];
    for (Part part : parts) {
      double[] own = part.model.margins(matrix.first(part.width));
      for (int row = 0; row < margins.length; row++) {
        margins[row] += part.weight * own[row];
      }
    }
    return margins;
  }

  @Override
  public double[][] contributions(FeatureMatrix matrix, double[] usual) {
    double[][] contributions = new double[matrix.rows()][names.size() + 1];
    for (Part part : parts) {
      double[][] own =
          part.model.contributions(matrix.first(part.width), Arrays.copyOf(usual, part.width));
      for (int row = 0; row < own.length; row++) {
        for (int column = 0; column < part.width; column++) {
          contributions[row][column] += part.weight * own[row][column];
        }
        contributions[row][names.size()] += part.weight * own[row][part.width];
      }
    }
    return contributions;
  }

  /** The settings of each model, behind its number. */
  @Override
  public Map<String, String> provenance() {
    Map<String, String> provenance = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String number = "model " + (i + 1) + ": ";
      provenance.put(number + "weight", Float.toString(parts.get(i).weight));
      parts
          .get(i)
          .model
          .provenance()
          .forEach((name, value) -> provenance.put(number + name, value));
    }
    return provenance;
  }

  @Override
  public byte[] serialized() {
    WeightedEnsembleModelProto.Builder all = WeightedEnsembleModelProto.newBuilder();
    try {
      for (Part part : parts) {
        all.addModels(ModelProto.parseFrom(part.model.serialized())).addWeights(part.weight);
      }
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a model that was just written is damaged", impossible);
    }
    return ModelProto.newBuilder()
        .setClassName(BlendedModel.class.getName())
        .setVersion(0)
        .setSerializedData(Any.pack(all.build()))
        .build()
        .toByteArray();
  }
}
