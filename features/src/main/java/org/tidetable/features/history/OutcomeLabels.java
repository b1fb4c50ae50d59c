package org.tidetable.features.history;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.history.IndexDates.INDEX_DATE;
import static org.tidetable.features.store.StoreSchema.DIED;
import static org.tidetable.features.store.StoreSchema.END_REASON;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.QUANTITY;
import static org.tidetable.features.store.StoreSchema.START_DATE;
import static org.tidetable.features.store.StoreSchema.VALID_TO;

import java.sql.Date;
import java.time.LocalDate;
import java.time.Period;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Whether the outcome happened in {@code [index + gap, index + gap + timeAtRisk)}: null where that
 * is not known, because the data end before the window does, or because the person moved away
 * inside it without the outcome. Who died inside it without the outcome did not have it.
 */
public final class OutcomeLabels {
  public static final String OUTCOME = "outcome";

  private OutcomeLabels() {}

  /**
   * The index rows with their outcome.
   *
   * @param covered the first day that the data do not cover
   */
  public static Dataset<Row> after(
      Dataset<Row> index, Dataset<Row> events, RiskProblem problem, LocalDate covered) {
    Column from = plus(col(INDEX_DATE), problem.gap());
    Column to = plus(from, problem.timeAtRisk());
    Object[] kinds = problem.outcome().kinds().stream().map(EventKind::code).toArray();
    Dataset<Row> after =
        index
            .select(PERSON_ID, INDEX_DATE)
            .join(
                events.filter(col(KIND).isin(kinds)).select(PERSON_ID, START_DATE, QUANTITY),
                PERSON_ID)
            .filter(col(START_DATE).geq(from).and(col(START_DATE).lt(to)))
            .groupBy(PERSON_ID, INDEX_DATE)
            .agg(sum(QUANTITY).as("reached"));
    Column reached = coalesce(col("reached"), lit(0)).geq(problem.outcome().minimum());
    Column ended = to.leq(lit(Date.valueOf(covered)));
    Column inView =
        col(VALID_TO).isNull().or(col(VALID_TO).geq(to)).or(col(END_REASON).equalTo(DIED));
    return index
        .join(
            after,
            scala.jdk.javaapi.CollectionConverters.asScala(java.util.List.of(PERSON_ID, INDEX_DATE))
                .toSeq(),
            "left")
        .withColumn(OUTCOME, when(ended, when(reached, true).when(inView, false)))
        .drop("reached");
  }

  // Months and days are added one after the other, so the days alone are meant.
  @SuppressWarnings("JavaPeriodGetDays")
  private static Column plus(Column date, Period period) {
    return date_add(add_months(date, (int) period.toTotalMonths()), period.getDays());
  }
}
