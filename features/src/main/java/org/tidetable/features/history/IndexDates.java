package org.tidetable.features.history;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.months_between;
import static org.tidetable.features.store.StoreSchema.BIRTH_MONTH;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.START_DATE;
import static org.tidetable.features.store.StoreSchema.VALID_FROM;
import static org.tidetable.features.store.StoreSchema.VALID_TO;

import java.sql.Date;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.problem.RiskProblem.TargetCohort;
import org.tidetable.models.vocabulary.EventKind;

/** Who is looked at, and when: people of the target cohort, once for each index date. */
public final class IndexDates {
  public static final String INDEX_DATE = "index_date";
  public static final String AGE = "age";

  private static final Period STEP = Period.ofMonths(6);
  private static final int MONTHS_PER_YEAR = 12;

  private IndexDates() {}

  /**
   * The dates of a problem, ascending: training dates, then the validation date, then {@code asOf}.
   *
   * <p>The validation date is the last one whose outcome window has ended by {@code asOf}. Every
   * training window has ended by the validation date, so that no outcome that a model was taught
   * lies after the date on which it is judged. Outcomes count as the extract tells them, also where
   * they became known after the window. Training dates step back by half a year for as long as the
   * look-back is covered.
   *
   * @param firstEvent the first day that the data covers
   */
  public static List<LocalDate> of(RiskProblem problem, LocalDate firstEvent, LocalDate asOf) {
    LocalDate validation = lastEndedBy(asOf, problem);
    LocalDate training = lastEndedBy(validation, problem);
    List<LocalDate> dates = new ArrayList<>(List.of(asOf, validation));
    while (!training.minus(problem.lookback()).isBefore(firstEvent)) {
      dates.add(training);
      training = training.minus(STEP);
    }
    Collections.reverse(dates);
    return dates;
  }

  // Months differ in length: going back and forth by P1M20D may arrive a few days late.
  private static LocalDate lastEndedBy(LocalDate end, RiskProblem problem) {
    LocalDate index = end.minus(problem.timeAtRisk()).minus(problem.gap());
    while (index.plus(problem.gap()).plus(problem.timeAtRisk()).isAfter(end)) {
      index = index.minusDays(1);
    }
    return index;
  }

  /**
   * People of the target cohort at each date, with their attributes as they were on it.
   *
   * @param people the store's people
   * @param events the store's events: who had an excluding one is left out
   */
  public static Dataset<Row> select(
      Dataset<Row> people, Dataset<Row> events, TargetCohort target, List<LocalDate> dates) {
    List<Row> rows = dates.stream().map(date -> RowFactory.create(Date.valueOf(date))).toList();
    Dataset<Row> index =
        people
            .sparkSession()
            .createDataFrame(rows, new StructType().add(INDEX_DATE, DataTypes.DateType, false));
    Column there =
        col(VALID_FROM)
            .leq(col(INDEX_DATE))
            .and(col(VALID_TO).isNull().or(col(VALID_TO).gt(col(INDEX_DATE))));
    Dataset<Row> present =
        people
            .crossJoin(broadcast(index))
            .filter(there)
            .withColumn(
                AGE,
                floor(months_between(col(INDEX_DATE), col(BIRTH_MONTH)).divide(MONTHS_PER_YEAR))
                    .cast(DataTypes.IntegerType))
            .filter(col(AGE).between(target.minimumAge(), target.maximumAge()));
    if (target.excludeIfEver().isEmpty()) {
      return present;
    }
    Object[] kinds = target.excludeIfEver().stream().map(EventKind::code).toArray();
    Dataset<Row> excluding =
        events
            .filter(col(KIND).isin(kinds))
            .select(col(PERSON_ID).as("had"), col(START_DATE), col(KNOWN_DATE));
    Column before =
        col(PERSON_ID)
            .equalTo(col("had"))
            .and(col(START_DATE).lt(col(INDEX_DATE)))
            .and(col(KNOWN_DATE).lt(col(INDEX_DATE)));
    return present.join(excluding, before, "left_anti");
  }
}
