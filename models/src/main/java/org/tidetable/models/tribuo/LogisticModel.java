package org.tidetable.models.tribuo;

import de.bwaldvogel.liblinear.Model;
import java.util.List;
import java.util.Map;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tribuo.classification.Label;
import org.tribuo.common.liblinear.LibLinearModel;

/** A linear model of the log-odds, read once into arrays so that any thread may predict. */
final class LogisticModel implements MarginModel {
  private final LibLinearModel<Label> model;
  private final List<String> names;
  private final double[] weights;
  private final double constant;

  LogisticModel(LibLinearModel<Label> model, TribuoSchema schema) {
    this.model = model;
    this.names = schema.names();
    Model inner = model.getInnerModels().get(0);
    // LibLinear gives the weights of the label that it met first.
    double sign = inner.getLabels()[0] == schema.labelIdentifier(true) ? 1 : -1;
    double[] stored = inner.getFeatureWeights();
    this.weights = new double[names.size()];
    for (int column = 0; column < weights.length; column++) {
      weights[column] = sign * stored[schema.identifier(column)];
    }
    this.constant = sign * stored[names.size()];
  }

  @Override
  public double[] margins(FeatureMatrix matrix) {
    double[] margins = new double[matrix.rows()];
    for (int row = 0; row < margins.length; row++) {
      double logOdds = constant;
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        logOdds += weights[matrix.column(entry)] * matrix.value(entry);
      }
      margins[row] = logOdds;
    }
    return margins;
  }

  /** The same for columns that have not been divided: for people as they come. */
  LogisticModel undivided(List<Double> divisors) {
    double[] undivided = weights.clone();
    for (int column = 0; column < undivided.length; column++) {
      undivided[column] /= divisors.get(column);
    }
    TribuoSchema schema = new TribuoSchema(names, model.getFeatureIDMap());
    return new LogisticModel(
        new LogisticTrainer().like(model, schema, undivided, constant), schema);
  }

  @Override
  public double[][] contributions(FeatureMatrix matrix, double[] usual) {
    double[] there = new double[names.size() + 1];
    there[names.size()] = constant;
    for (int column = 0; column < weights.length; column++) {
      there[column] = -weights[column] * usual[column];
      there[names.size()] -= there[column];
    }
    double[][] contributions = new double[matrix.rows()][];
    for (int row = 0; row < contributions.length; row++) {
      contributions[row] = there.clone();
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        int column = matrix.column(entry);
        contributions[row][column] += weights[column] * matrix.value(entry);
      }
    }
    return contributions;
  }

  @Override
  public Map<String, String> provenance() {
    return TribuoSchema.readable(model.getProvenance());
  }

  @Override
  public byte[] serialized() {
    return model.serialize().toByteArray();
  }
}
