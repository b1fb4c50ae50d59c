package org.tidetable.models.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tidetable.models.trees.TreeDocument;
import org.tribuo.CategoricalInfo;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.LabelInfo;
import org.tribuo.common.liblinear.protos.LibLinearModelProto;
import org.tribuo.common.xgboost.protos.XGBoostModelProto;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * What a model in Tribuo's format still tells of the rows that it learnt from. A model learnt from
 * Tribuo's own data sets counts every value and every outcome, and names files and moments.
 *
 * @param counts what is counted exactly, in words, without the counts
 * @param texts names and settings that it holds, in which paths or identifiers may stand
 * @param dated whether it holds the moment of its training
 */
public record ModelTraces(List<String> counts, List<String> texts, boolean dated) {
  public ModelTraces {
    counts = List.copyOf(counts);
    texts = List.copyOf(texts);
  }

  /** The traces in the bytes of {@link TribuoModel#serialized()}, or of any such model. */
  public static ModelTraces in(byte[] serialized) {
    List<String> counts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    try {
      Any inner = ModelProto.parseFrom(serialized).getSerializedData();
      if (inner.is(WeightedEnsembleModelProto.class)) {
        boolean dated = false;
        for (ModelProto part : inner.unpack(WeightedEnsembleModelProto.class).getModelsList()) {
          ModelTraces own = in(part.toByteArray());
          counts.addAll(own.counts);
          texts.addAll(own.texts);
          dated |= own.dated;
        }
        return new ModelTraces(counts.stream().distinct().toList(), texts, dated);
      }
      ModelDataProto metadata;
      if (inner.is(XGBoostModelProto.class)) {
        XGBoostModelProto boosted = inner.unpack(XGBoostModelProto.class);
        metadata = boosted.getMetadata();
        for (int tree = 0; tree < boosted.getModelsCount(); tree++) {
          int exact = TreeDocument.read(boosted.getModels(tree).toByteArray()).exactWeights();
          if (exact > 0) {
            counts.add("the weight of the rows in a leaf of the trees");
          }
        }
      } else if (inner.is(LibLinearModelProto.class)) {
        metadata = inner.unpack(LibLinearModelProto.class).getMetadata();
      } else {
        throw new IllegalArgumentException("the saved model is of a kind that is not known here");
      }
      ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(metadata);
      for (VariableInfo variable : carrier.featureDomain()) {
        texts.add(variable.getName());
        if (counted(variable)) {
          counts.add("the values of a feature");
        }
      }
      Object domain = carrier.outputDomain();
      if (domain instanceof LabelInfo labels) {
        for (Pair<String, Long> each : labels.outputCountsIterable()) {
          if (each.getB() > 1) {
            counts.add("the outcomes");
          }
        }
      }
      ModelProvenance provenance = carrier.provenance();
      texts.add(provenance.getDatasetProvenance().toString());
      texts.add(ProvenanceUtil.formattedProvenanceString(provenance));
      boolean dated = !provenance.getTrainingTime().toInstant().equals(Instant.EPOCH);
      return new ModelTraces(counts.stream().distinct().toList(), texts, dated);
    } catch (InvalidProtocolBufferException error) {
      throw new IllegalArgumentException("the saved model is damaged; train it again", error);
    }
  }

  /** Our own models say of each feature what no row can have: once, from 0 to 1, mean 0. */
  private static boolean counted(VariableInfo variable) {
    if (variable instanceof CategoricalInfo) {
      return true;
    }
    return !(variable instanceof RealInfo real
        && real.getCount() == 1
        && real.getMin() == 0
        && real.getMax() == 1
        && real.getMean() == 0);
  }
}
