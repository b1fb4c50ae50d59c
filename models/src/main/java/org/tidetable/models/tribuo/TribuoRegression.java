package org.tidetable.models.tribuo;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.matrix.Predictor;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/** Boosted regression trees: one thread, the same trees for the same rows and seed. */
public final class TribuoRegression implements Predictor {
  private static final String TARGET = "value";

  // Held, because a logger that nobody holds forgets its level.
  private static final Logger TRIBUO_LOG = Logger.getLogger("org.tribuo");

  static {
    TRIBUO_LOG.setLevel(Level.WARNING);
  }

  private final Model<Regressor> model;

  private TribuoRegression(Model<Regressor> model) {
    this.model = model;
  }

  /**
   * How the trees grow.
   *
   * @param rounds number of trees, 1 or more
   * @param depth splits from the root to a leaf, at most
   * @param learningRate share of each tree that is added, above 0 and at most 1
   * @param minimumWeight rows that each leaf holds at least
   * @param rowShare share of the rows that each tree sees, above 0 and at most 1
   * @param columnShare share of the columns that each tree sees, above 0 and at most 1
   */
  public record Settings(
      int rounds,
      int depth,
      double learningRate,
      double minimumWeight,
      double rowShare,
      double columnShare) {
    public Settings {
      require(rounds >= 1, "rounds must be 1 or more, but was %s", rounds);
      require(depth >= 1, "depth must be 1 or more, but was %s", depth);
      require(learningRate > 0 && learningRate <= 1, "learning rate %s", learningRate);
    }
  }

  /**
   * Trains on squared error. Every row needs at least one entry that is stored.
   *
   * @param target one finite number for each row
   */
  public static TribuoRegression train(
      FeatureMatrix matrix, double[] target, Settings settings, long seed) {
    double[] weights = new double[target.length];
    Arrays.fill(weights, 1);
    return train(
        RegressionType.LINEAR, "reg:squarederror", matrix, target, weights, settings, seed);
  }

  /**
   * Trains on the Tweedie deviance of power 1.5: for counts, and sums of them. Every row needs at
   * least one entry that is stored.
   *
   * @param target one number for each row, 0 or more
   * @param weights one for each row, above 0
   */
  public static TribuoRegression trainTweedie(
      FeatureMatrix matrix, double[] target, double[] weights, Settings settings, long seed) {
    require(matrix.rows() == weights.length, "as many weights as rows");
    return train(RegressionType.TWEEDIE, "reg:tweedie", matrix, target, weights, settings, seed);
  }

  private static TribuoRegression train(
      RegressionType type,
      String objective,
      FeatureMatrix matrix,
      double[] target,
      double[] weights,
      Settings settings,
      long seed) {
    require(matrix.rows() == target.length, "as many targets as rows");
    var provenance =
        new SimpleDataSourceProvenance(
            "feature matrix",
            OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC),
            new RegressionFactory());
    var dataset = new MutableDataset<>(provenance, new RegressionFactory());
    for (int row = 0; row < matrix.rows(); row++) {
      Example<Regressor> example = example(matrix, row, target[row]);
      example.setWeight((float) weights[row]);
      dataset.add(example);
    }
    var trainer =
        new XGBoostRegressionTrainer(
            type,
            settings.rounds(),
            Map.ofEntries(
                Map.entry("objective", objective),
                Map.entry("eta", settings.learningRate()),
                Map.entry("max_depth", settings.depth()),
                Map.entry("min_child_weight", settings.minimumWeight()),
                Map.entry("subsample", settings.rowShare()),
                Map.entry("colsample_bytree", settings.columnShare()),
                Map.entry("tree_method", "hist"),
                Map.entry("max_bin", 64),
                Map.entry("nthread", 1),
                Map.entry("seed", seed & Integer.MAX_VALUE),
                Map.entry("verbosity", 0)));
    Model<Regressor> model = trainer.train(dataset);
    ((XGBoostModel<Regressor>) model).setNumThreads(1);
    return new TribuoRegression(model);
  }

  @Override
  public double[] predict(FeatureMatrix matrix) {
    // The library fails on an empty batch.
    if (matrix.rows() == 0) {
      return new double[0];
    }
    List<Example<Regressor>> examples = new ArrayList<>(matrix.rows());
    for (int row = 0; row < matrix.rows(); row++) {
      examples.add(example(matrix, row, Double.NaN));
    }
    double[] numbers = new double[matrix.rows()];
    int row = 0;
    for (Prediction<Regressor> prediction : model.predict(examples)) {
      numbers[row++] = prediction.getOutput().getValues()[0];
    }
    return numbers;
  }

  @Override
  public byte[] serialized() {
    return model.serialize().toByteArray();
  }

  private static Example<Regressor> example(FeatureMatrix matrix, int row, double target) {
    int from = matrix.start(row);
    int count = matrix.start(row + 1) - from;
    String[] names = new String[count];
    double[] values = new double[count];
    for (int entry = 0; entry < count; entry++) {
      names[entry] = matrix.names().get(matrix.column(from + entry));
      values[entry] = matrix.value(from + entry);
    }
    return new ArrayExample<>(new Regressor(TARGET, target), names, values);
  }
}
