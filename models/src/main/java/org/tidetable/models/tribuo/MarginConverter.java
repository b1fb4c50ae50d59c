package org.tidetable.models.tribuo;

import com.google.protobuf.Any;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostOutputConverter;
import org.tribuo.common.xgboost.protos.XGBoostOutputConverterProto;

/** Reads the one probability of {@code binary:logistic} as the two labels that Tribuo expects. */
public final class MarginConverter implements XGBoostOutputConverter<Label> {
  private static final long serialVersionUID = 1L;

  /** Called by Tribuo when it loads a model. */
  public static MarginConverter deserializeFromProto(int version, String name, Any message) {
    if (version != 0) {
      throw new IllegalArgumentException("the model was written by a later version of Tidetable");
    }
    return new MarginConverter();
  }

  @Override
  public boolean generatesProbabilities() {
    return true;
  }

  @Override
  public Prediction<Label> convertOutput(
      ImmutableOutputInfo<Label> labels, List<float[]> output, int used, Example<Label> example) {
    double probability = output.get(0)[0];
    Label yes = new Label(TribuoSchema.YES, probability);
    Label no = new Label(TribuoSchema.NO, 1 - probability);
    Map<String, Label> scores = new LinkedHashMap<>();
    scores.put(TribuoSchema.NO, no);
    scores.put(TribuoSchema.YES, yes);
    return new Prediction<>(probability >= 0.5 ? yes : no, scores, used, example, true);
  }

  @Override
  public List<Prediction<Label>> convertBatchOutput(
      ImmutableOutputInfo<Label> labels,
      List<float[][]> outputs,
      int[] used,
      Example<Label>[] examples) {
    List<Prediction<Label>> predictions = new ArrayList<>();
    for (int row = 0; row < examples.length; row++) {
      predictions.add(
          convertOutput(labels, List.of(outputs.get(0)[row]), used[row], examples[row]));
    }
    return predictions;
  }

  @Override
  public XGBoostOutputConverterProto serialize() {
    return XGBoostOutputConverterProto.newBuilder()
        .setClassName(MarginConverter.class.getName())
        .setVersion(0)
        .build();
  }

  @Override
  public Class<Label> getTypeWitness() {
    return Label.class;
  }
}
