package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.evaluation.risk.AurocGap;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.evaluation.risk.Tested;

/** How validations of risks lie between the stages: person-level counts, in a closed folder. */
final class ValidationStore {
  static final StructType SCORES =
      new StructType()
          .add("method", StringType, false)
          .add("kept", BooleanType, false)
          .add("score", StringType, false)
          .add("people", IntegerType, false)
          .add("value", DoubleType)
          .add("lower", DoubleType)
          .add("upper", DoubleType);
  static final StructType BANDS =
      new StructType()
          .add("place", IntegerType, false)
          .add("risk_band", StringType, false)
          .add("people", IntegerType, false)
          .add("with_outcome", IntegerType, false)
          .add("expected_percent", DoubleType, false);
  static final StructType VERDICT =
      new StructType()
          .add("chosen", StringType, false)
          .add("design", StringType, false)
          .add("decision", StringType, false)
          .add("shuffled_auroc", DoubleType, false)
          .add("shuffled_passed", BooleanType, false);

  /** Shares of people by falling risk at which the bands end, with the bands' names. */
  private static final double[] ENDS = {0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

  private static final List<String> NAMES =
      List.of(
          "00-01", "01-05", "05-10", "10-20", "20-30", "30-40", "40-50", "50-60", "60-70", "70-80",
          "80-90", "90-100");

  private ValidationStore() {}

  /**
   * The scores of every method. Not observed over expected: with the mean predicted risk it would
   * give the exact number of outcomes.
   *
   * @param seed of the draws of persons behind an interval
   */
  static List<Row> scores(RiskValidation.Report report, long seed) {
    List<Row> rows = new ArrayList<>();
    for (RiskValidation.Result result : report.results()) {
      RiskScores scores = result.scores();
      boolean kept = result.method().equals(report.chosen());
      rows.add(row(result.method(), kept, "auroc", scores, scores.auroc()));
      rows.add(row(result.method(), kept, "average_precision", scores, scores.averagePrecision()));
      rows.add(row(result.method(), kept, "brier", scores, scores.brier()));
      rows.add(row(result.method(), kept, "calibration_slope", scores, scores.slope()));
      rows.add(row(result.method(), kept, "calibration_intercept", scores, scores.intercept()));
      if (!kept) {
        Measure gap = AurocGap.between(report.observed(), report.tested(result.method()), seed);
        rows.add(row(result.method(), false, "auroc_below_kept", scores, gap));
      }
    }
    return rows;
  }

  private static Row row(
      String method, boolean kept, String name, RiskScores scores, Measure measure) {
    return RowFactory.create(
        method,
        kept,
        name,
        scores.rows(),
        measure.value().isPresent() ? measure.value().getAsDouble() : null,
        measure.lower().isPresent() ? measure.lower().getAsDouble() : null,
        measure.upper().isPresent() ? measure.upper().getAsDouble() : null);
  }

  /**
   * People by bands of falling risk: disjoint, so that lists of any length are sums of bands. The
   * people are those who were seen; how many of them had the outcome, and the risk expected, are as
   * their weights tell: who stayed stands for those who went out of view.
   */
  static List<Row> bands(Tested tested) {
    int n = tested.rows();
    double[] risks = tested.risks();
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer row) -> -risks[row])
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Row> rows = new ArrayList<>();
    int from = 0;
    for (int band = 0; band < ENDS.length; band++) {
      int to = (int) Math.round(ENDS[band] * n);
      int[] people = Arrays.copyOfRange(order, from, Math.max(from, to));
      double all = 0;
      double with = 0;
      double expected = 0;
      for (int row : people) {
        double weight = tested.weights()[row];
        all += weight;
        with += tested.outcomes()[row] ? weight : 0;
        expected += weight * risks[row];
      }
      rows.add(
          RowFactory.create(
              band,
              NAMES.get(band),
              people.length,
              all == 0 ? 0 : (int) Math.rint(people.length * with / all),
              all == 0 ? 0.0 : 100 * expected / all));
      from = Math.max(from, to);
    }
    return rows;
  }

  /** What the validation says, in words. */
  static Row verdict(RiskValidation.Report report) {
    return RowFactory.create(
        report.chosen(),
        report.design(),
        report.decision(),
        report.shuffled().meanAuroc(),
        report.shuffled().passed());
  }
}
