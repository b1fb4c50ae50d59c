package org.tidetable.models.tribuo;

import static org.tidetable.models.vocabulary.Require.require;

import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import de.bwaldvogel.liblinear.FeatureNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableOutputInfo;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;

/**
 * The names of a matrix as Tribuo numbers them, which is by alphabet. Holds names only: a domain
 * that Tribuo learns itself would keep the exact count of each value, and of each outcome, in the
 * saved model.
 */
final class TribuoSchema {
  static final String YES = "yes";
  static final String NO = "no";

  private final List<String> names;
  private final ImmutableFeatureMap features;
  private final ImmutableOutputInfo<Label> labels;
  private final int[] identifiers;

  TribuoSchema(List<String> names) {
    this(names, featureMap(names), bothLabels());
  }

  /** The names of a saved model, in the order that is wanted; they must be the same names. */
  TribuoSchema(List<String> names, ImmutableFeatureMap features) {
    this(same(names, features), features, bothLabels());
  }

  private static List<String> same(List<String> names, ImmutableFeatureMap features) {
    require(
        names.size() == features.size()
            && names.stream().allMatch(name -> features.getID(name) >= 0),
        "the saved model has other columns than its description");
    return names;
  }

  private TribuoSchema(
      List<String> names, ImmutableFeatureMap features, ImmutableOutputInfo<Label> labels) {
    this.names = names;
    this.features = features;
    this.labels = labels;
    this.identifiers = names.stream().mapToInt(features::getID).toArray();
  }

  private static ImmutableFeatureMap featureMap(List<String> names) {
    List<VariableInfo> variables = new ArrayList<>();
    for (String name : names) {
      variables.add(new RealInfo(name, 1, 1, 0, 0, 0));
    }
    return new ImmutableFeatureMap(variables);
  }

  private static ImmutableOutputInfo<Label> bothLabels() {
    MutableOutputInfo<Label> labels = new LabelFactory().generateInfo();
    labels.observe(new Label(NO));
    labels.observe(new Label(YES));
    return labels.generateImmutableOutputInfo();
  }

  List<String> names() {
    return names;
  }

  ImmutableFeatureMap features() {
    return features;
  }

  ImmutableOutputInfo<Label> labels() {
    return labels;
  }

  /** Tribuo's number of a column. */
  int identifier(int column) {
    return identifiers[column];
  }

  int labelIdentifier(boolean outcome) {
    return labels.getID(new Label(outcome ? YES : NO));
  }

  /** One row as LibLinear wants it: numbered from 1, ascending, with a constant at the end. */
  FeatureNode[] nodes(FeatureMatrix matrix, int row) {
    int start = matrix.start(row);
    int count = matrix.start(row + 1) - start;
    FeatureNode[] nodes = new FeatureNode[count + 1];
    for (int i = 0; i < count; i++) {
      int identifier = identifiers[matrix.column(start + i)];
      nodes[i] = new FeatureNode(identifier + 1, matrix.value(start + i));
    }
    nodes[count] = new FeatureNode(names.size() + 1, 1.0);
    Arrays.sort(nodes, (a, b) -> Integer.compare(a.getIndex(), b.getIndex()));
    return nodes;
  }

  /** The matrix as XGBoost wants it; zeros are absent, whether they were stored or not. */
  DMatrix dmatrix(FeatureMatrix matrix) throws XGBoostError {
    long[] starts = new long[matrix.rows() + 1];
    int[] columns = new int[matrix.entries()];
    float[] values = new float[matrix.entries()];
    int kept = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        if (matrix.value(entry) != 0) {
          columns[kept] = identifiers[matrix.column(entry)];
          values[kept++] = matrix.value(entry);
        }
      }
      starts[row + 1] = kept;
    }
    return new DMatrix(
        starts,
        Arrays.copyOf(columns, kept),
        Arrays.copyOf(values, kept),
        DMatrix.SparseType.CSR,
        names.size());
  }

  /** Provenance without a moment or a path: the same training gives the same bytes. */
  static ModelProvenance provenance(String modelClass, TrainerProvenance trainer) {
    OffsetDateTime never = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);
    return new ModelProvenance(
        modelClass, never, new EmptyDatasetProvenance(), trainer, Map.of(), false);
  }

  /** The readable part of a provenance, sorted. */
  static Map<String, String> readable(ModelProvenance provenance) {
    Map<String, String> settings = new TreeMap<>();
    TrainerProvenance trainer = provenance.getTrainerProvenance();
    settings.put("model", provenance.getClassName());
    settings.put("trainer", trainer.getClassName());
    settings.put("tribuo", provenance.getTribuoVersion());
    Map<String, Provenance> given = trainer.getConfiguredParameters();
    // Where Tribuo is given parameters of XGBoost by name, it uses these and none of its own.
    if (given.get("overrideParameters") instanceof MapProvenance<?> map
        && !map.getMap().isEmpty()) {
      settings.put("trees", shown(given.get("numTrees")));
      map.getMap().forEach((name, value) -> settings.put(name, shown(value)));
      return settings;
    }
    given.forEach(
        (name, value) -> {
          if (value instanceof PrimitiveProvenance<?>) {
            settings.put(name, shown(value));
          }
        });
    return settings;
  }

  private static String shown(@Nullable Provenance provenance) {
    return provenance instanceof PrimitiveProvenance<?> value
        ? String.valueOf(value.getValue())
        : "";
  }
}
