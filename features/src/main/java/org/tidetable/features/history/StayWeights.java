package org.tidetable.features.history;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.history.IndexDates.AGE;
import static org.tidetable.features.history.IndexDates.INDEX_DATE;
import static org.tidetable.features.history.OutcomeLabels.DAY;
import static org.tidetable.features.history.OutcomeLabels.LEFT;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.tidetable.models.problem.RiskProblem.Censoring;
import org.tidetable.models.vocabulary.AgeBand;

/**
 * For how many people a person stands whose outcome is known: one over the share of their age, at
 * their index date, who were still in view on the day on which it was decided. Assumes that of one
 * age those who go out of view would have fared as those who stay.
 *
 * <p>Where death competes, the dead keep the weight of the day on which they died. Shares of the
 * outcome are then those of Aalen and Johansen (1978), and the weights, as ratios, those of Fine
 * and Gray (1999) at the window's end.
 *
 * <p>Source: Robins and Finkelstein (2000), Correcting for noncompliance and dependent censoring;
 * the share in view is that of Kaplan and Meier (1958).
 */
public final class StayWeights {
  /** 1 or more; 1 where nobody is stood for. */
  public static final String WEIGHT = "weight";

  /** One person stands for no more than this, however few stay. */
  private static final double MOST = 20;

  private static final String BAND = "stay_band";

  private StayWeights() {}

  /**
   * The rows with {@link #WEIGHT}.
   *
   * @param ended whether the window has ended, so that a row tells who stays
   */
  static Dataset<Row> weighted(Dataset<Row> rows, Censoring censoring, Column ended) {
    return switch (censoring) {
      case COMPLETE, OBSERVED -> rows.withColumn(WEIGHT, lit(1.0));
      case IPCW -> {
        Dataset<Row> banded = rows.withColumn(BAND, band());
        yield banded
            .join(
                shares(banded.filter(ended)),
                scala.jdk.javaapi.CollectionConverters.asScala(List.of(INDEX_DATE, BAND, DAY))
                    .toSeq(),
                "left")
            .withColumn(
                WEIGHT, coalesce(least(lit(1.0).divide(col("staying")), lit(MOST)), lit(1.0)))
            .drop("staying", BAND);
      }
    };
  }

  /** By index date, age band and day the share that was in view until just before that day. */
  private static Dataset<Row> shares(Dataset<Row> rows) {
    WindowSpec days = Window.partitionBy(INDEX_DATE, BAND).orderBy(asc(DAY));
    WindowSpec fromThen = days.rowsBetween(Window.currentRow(), Window.unboundedFollowing());
    WindowSpec before = days.rowsBetween(Window.unboundedPreceding(), -1);
    // On the same day an outcome comes before a departure.
    Column mightLeave = sum("decided").over(fromThen).minus(col("decided")).plus(col("leaving"));
    Column stays = lit(1.0).minus(col("leaving").divide(mightLeave));
    return rows.groupBy(INDEX_DATE, BAND, DAY)
        .agg(count(lit(1)).as("decided"), sum(col(LEFT).cast(DataTypes.IntegerType)).as("leaving"))
        .withColumn("stays", when(col("leaving").equalTo(0), 1.0).otherwise(stays))
        .withColumn("staying", exp(coalesce(sum(log(col("stays"))).over(before), lit(0.0))))
        .select(INDEX_DATE, BAND, DAY, "staying");
  }

  private static Column band() {
    Column band = lit(0);
    for (AgeBand each : AgeBand.values()) {
      band = when(col(AGE).geq(each.from()), each.from()).otherwise(band);
    }
    return band;
  }
}
