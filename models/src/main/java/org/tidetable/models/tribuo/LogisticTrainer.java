package org.tidetable.models.tribuo;

import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Model;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
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

  LibLinearModel<Label> train(TribuoSchema schema, LabelledRows rows) {
    List<Model> trained =
        rows.unweighted() ? List.of(alike(schema, rows)) : List.of(weighted(schema, rows));
    ModelProvenance provenance =
        TribuoSchema.provenance(LibLinearModel.class.getName(), getProvenance());
    return createModel(provenance, schema.features(), schema.labels(), trained);
  }

  private Model alike(TribuoSchema schema, LabelledRows given) {
    FeatureMatrix matrix = given.features();
    FeatureNode[][] rows = new FeatureNode[matrix.rows()][];
    double[] labels = new double[matrix.rows()];
    for (int row = 0; row < matrix.rows(); row++) {
      rows[row] = schema.nodes(matrix, row);
      labels[row] = schema.labelIdentifier(given.outcomes()[row]);
    }
    return trainModels(
            setupParameters(schema.labels()),
            schema.names().size() + 1,
            rows,
            new double[][] {labels})
        .get(0);
  }

  private Model weighted(TribuoSchema schema, LabelledRows rows) {
    double[] learned = new WeightedLogistic(rows, cost).learn();
    int width = schema.names().size();
    return model(schema, Arrays.copyOf(learned, width), learned[width]);
  }

  /** A model like that one, with other weights. */
  LibLinearModel<Label> like(
      LibLinearModel<Label> given, TribuoSchema schema, double[] weights, double constant) {
    return createModel(
        given.getProvenance(),
        schema.features(),
        schema.labels(),
        List.of(model(schema, weights, constant)));
  }

  /** What was learnt elsewhere, in LibLinear's own words: it takes a model only as a text. */
  private static Model model(TribuoSchema schema, double[] weights, double constant) {
    double[] byNumber = new double[weights.length + 1];
    for (int column = 0; column < weights.length; column++) {
      byNumber[schema.identifier(column)] = weights[column];
    }
    byNumber[weights.length] = constant;
    StringBuilder text = new StringBuilder("solver_type L2R_LR\nnr_class 2\n");
    text.append("label ").append(schema.labelIdentifier(true)).append(' ');
    text.append(schema.labelIdentifier(false)).append("\nnr_feature ").append(weights.length);
    text.append("\nbias 1.0\nw\n");
    for (double weight : byNumber) {
      text.append(weight).append(" \n");
    }
    try {
      return Model.load(new StringReader(text.toString()));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
