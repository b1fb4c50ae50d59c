package org.tidetable.features.history;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.history.IndexDates.FOLLOWED_TO;
import static org.tidetable.features.history.IndexDates.INDEX_DATE;
import static org.tidetable.features.store.StoreSchema.BIRTH_MONTH;
import static org.tidetable.features.store.StoreSchema.DIED;
import static org.tidetable.features.store.StoreSchema.END_REASON;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.QUANTITY;
import static org.tidetable.features.store.StoreSchema.START_DATE;

import java.sql.Date;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Whether the outcome happened in {@code [index + gap, index + gap + timeAtRisk)}: null where that
 * is not known, because the data end before the window does, or because the person went out of view
 * inside it without the outcome. What a death is before the outcome the design says: the outcome
 * did not come, or the person went out of view, or it came. Whoever is known has a weight, see
 * {@link StayWeights}.
 */
public final class OutcomeLabels {
  public static final String OUTCOME = "outcome";

  /** The day from the index date on which it was decided, and no later than the window's end. */
  static final String DAY = "decided_on_day";

  /** Whether that was by going out of view. */
  static final String LEFT = "left_view";

  private static final int MONTHS_PER_YEAR = 12;

  private OutcomeLabels() {}

  /**
   * The index rows with their outcome and weight.
   *
   * @param covered the first day that the data do not cover
   */
  public static Dataset<Row> after(
      Dataset<Row> index, Dataset<Row> events, RiskProblem problem, LocalDate covered) {
    Column from = plus(col(INDEX_DATE), problem.gap());
    Column to = plus(from, problem.timeAtRisk());
    Column ended = to.leq(lit(Date.valueOf(covered)));
    Dataset<Row> labelled =
        index
            .join(
                reached(index, events, problem),
                scala.jdk.javaapi.CollectionConverters.asScala(List.of(PERSON_ID, INDEX_DATE))
                    .toSeq(),
                "left")
            .withColumn("to_date", to)
            .withColumn("leaves_on", leavesOn(problem))
            .withColumn("died_on", diedOn(problem))
            .withColumn("reached_on", happenedOn(problem, from));
    Column left = col("leaves_on").lt(col("to_date"));
    Column seen = col("reached_on").isNotNull();
    Column known =
        switch (problem.design().censoring()) {
          case COMPLETE -> not(coalesce(left, lit(false)));
          case IPCW, OBSERVED -> seen.or(not(coalesce(left, lit(false))));
        };
    Column died = col("died_on");
    Column decided = least(col("to_date"), col("leaves_on"), col("reached_on"), died);
    Dataset<Row> told =
        labelled
            .withColumn(OUTCOME, when(ended.and(known), seen))
            .withColumn(DAY, greatest(datediff(decided, col(INDEX_DATE)), lit(0)))
            .withColumn(
                LEFT,
                coalesce(left, lit(false))
                    .and(not(coalesce(col("reached_on").leq(col("leaves_on")), lit(false))))
                    .and(not(coalesce(died.leq(col("leaves_on")), lit(false)))));
    return StayWeights.weighted(told, problem.design().censoring(), ended)
        .drop("reached_on", "to_date", "leaves_on", "died_on", DAY, LEFT);
  }

  /** When people died, where death decides the outcome; null where it is a departure. */
  private static Column diedOn(RiskProblem problem) {
    return switch (problem.design().death()) {
      case COMPETING, OUTCOME -> when(col(END_REASON).equalTo(DIED), col(FOLLOWED_TO));
      case LEAVING -> lit(null).cast(DataTypes.DateType);
    };
  }

  /** When the outcome came: the quantities reached the minimum, or death came where it counts. */
  private static Column happenedOn(RiskProblem problem, Column from) {
    Column inside = col("died_on").geq(from).and(col("died_on").lt(col("to_date")));
    return switch (problem.design().death()) {
      case COMPETING, LEAVING -> col("reached_on");
      case OUTCOME -> least(col("reached_on"), when(inside, col("died_on")));
    };
  }

  /** When people go out of view: they move away, reach an age, or die where that is a departure. */
  private static Column leavesOn(RiskProblem problem) {
    Column moved =
        switch (problem.design().death()) {
          case COMPETING, OUTCOME ->
              when(
                  col(END_REASON).isNull().or(not(col(END_REASON).equalTo(DIED))),
                  col(FOLLOWED_TO));
          case LEAVING -> col(FOLLOWED_TO);
        };
    return problem
        .design()
        .leavesAtAge()
        .map(age -> least(moved, add_months(col(BIRTH_MONTH), age * MONTHS_PER_YEAR)))
        .orElse(moved);
  }

  /** The day on which the quantities reach the minimum. */
  private static Dataset<Row> reached(
      Dataset<Row> index, Dataset<Row> events, RiskProblem problem) {
    Column from = plus(col(INDEX_DATE), problem.gap());
    Column to = plus(from, problem.timeAtRisk());
    Object[] kinds = problem.outcome().kinds().stream().map(EventKind::code).toArray();
    WindowSpec soFar = Window.partitionBy(PERSON_ID, INDEX_DATE).orderBy(START_DATE);
    return index
        .select(PERSON_ID, INDEX_DATE)
        .join(
            events.filter(col(KIND).isin(kinds)).select(PERSON_ID, START_DATE, QUANTITY), PERSON_ID)
        .filter(col(START_DATE).geq(from).and(col(START_DATE).lt(to)))
        .withColumn("so_far", sum(QUANTITY).over(soFar))
        .filter(col("so_far").geq(problem.outcome().minimum()))
        .groupBy(PERSON_ID, INDEX_DATE)
        .agg(min(START_DATE).as("reached_on"));
  }

  // Months and days are added one after the other, so the days alone are meant.
  @SuppressWarnings("JavaPeriodGetDays")
  private static Column plus(Column date, Period period) {
    return date_add(add_months(date, (int) period.toTotalMonths()), period.getDays());
  }
}
