package org.tidetable.models.tribuo;

import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Model;
import java.util.List;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.provenance.ModelProvenance;

/** Tribuo's LibLinear logistic regression, fed from a sparse matrix without a copy as examples. */
public final class LogisticTrainer extends LibLinearClassificationTrainer {
  private static final int ITERATIONS = 1000;

  /** Ten times finer changes probabilities in the fourth digit and takes three times as long. */
  private static final double TOLERANCE = 1e-2;

  /** For Tribuo's own use, when it rebuilds a trainer from a provenance. */
  public LogisticTrainer() {}

  LogisticTrainer(double cost, double tolerance, long seed) {
    super(new LinearClassificationType(LinearType.L2R_LR), cost, ITERATIONS, tolerance, seed);
  }

  LogisticTrainer(double cost, long seed) {
    this(cost, TOLERANCE, seed);
  }

  LibLinearModel<Label> train(TribuoSchema schema, FeatureMatrix matrix, boolean[] outcome) {
    FeatureNode[][] rows = new FeatureNode[matrix.rows()][];
    double[] labels = new double[matrix.rows()];
    for (int row = 0; row < matrix.rows(); row++) {
      rows[row] = schema.nodes(matrix, row);
      labels[row] = schema.labelIdentifier(outcome[row]);
    }
    List<Model> trained =
        trainModels(
            setupParameters(schema.labels()),
            schema.names().size() + 1,
            rows,
            new double[][] {labels});
    ModelProvenance provenance =
        TribuoSchema.provenance(LibLinearModel.class.getName(), getProvenance());
    return createModel(provenance, schema.features(), schema.labels(), trained);
  }
}
