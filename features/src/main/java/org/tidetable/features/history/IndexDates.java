package org.tidetable.features.history;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.BIRTH_MONTH;
import static org.tidetable.features.store.StoreSchema.END_DATE;
import static org.tidetable.features.store.StoreSchema.END_REASON;
import static org.tidetable.features.store.StoreSchema.HOUSEHOLD_ID;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.problem.RiskProblem.Anchor;
import org.tidetable.models.problem.RiskProblem.Moment;
import org.tidetable.models.problem.RiskProblem.TargetCohort;
import org.tidetable.models.vocabulary.EventKind;

/** Who is looked at, and when: people of the target cohort, once for each index date. */
public final class IndexDates {
  public static final String INDEX_DATE = "index_date";
  public static final String AGE = "age";

  /** When somebody goes out of view: the end of the last span without a gap; null for never. */
  public static final String FOLLOWED_TO = "followed_to";

  private static final int MONTHS_PER_YEAR = 12;

  private IndexDates() {}

  /**
   * The dates of a problem, ascending: training dates, then the validation date, then {@code asOf}.
   *
   * <p>The validation date is the last one whose outcome window has ended and settled by {@code
   * asOf}. Every training window has ended by the validation date, so that no outcome that a model
   * was taught lies after the date on which it is judged. Outcomes count as the extract tells them,
   * also where they became known after the window. Training dates step back for as long as the
   * look-back is covered.
   *
   * @param firstEvent the first day that the data covers
   * @param settlingDays how late outcomes may become known: windows that end later are left alone
   */
  public static List<LocalDate> of(
      RiskProblem problem, LocalDate firstEvent, LocalDate asOf, int settlingDays) {
    LocalDate validation = lastEndedBy(asOf.minusDays(settlingDays), problem);
    LocalDate training = lastEndedBy(validation, problem);
    List<LocalDate> dates = new ArrayList<>(List.of(asOf, validation));
    while (!training.minus(problem.lookback()).isBefore(firstEvent)) {
      dates.add(training);
      training = training.minus(problem.design().step());
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
   * Everybody who lives here at each date, with their attributes as they were on it.
   *
   * @param people the store's people
   */
  public static Dataset<Row> residents(Dataset<Row> people, List<LocalDate> dates) {
    List<Row> rows = dates.stream().map(date -> RowFactory.create(Date.valueOf(date))).toList();
    Dataset<Row> index =
        people
            .sparkSession()
            .createDataFrame(rows, new StructType().add(INDEX_DATE, DataTypes.DateType, false));
    return there(followed(people).crossJoin(broadcast(index)));
  }

  /**
   * The same at the dates that an event of their own makes, which is the day after it.
   *
   * @param events the store's events
   * @param from the first index date
   * @param to the last index date
   */
  public static Dataset<Row> anchored(
      Dataset<Row> people, Dataset<Row> events, Anchor anchor, LocalDate from, LocalDate to) {
    Column day = col(anchor.at() == Moment.START ? START_DATE : END_DATE);
    Dataset<Row> index =
        events
            .filter(col(KIND).equalTo(anchor.kind().code()).and(day.isNotNull()))
            .select(col(PERSON_ID).as("had"), date_add(day, 1).as(INDEX_DATE))
            .filter(col(INDEX_DATE).between(Date.valueOf(from), Date.valueOf(to)))
            .distinct();
    return there(followed(people).join(index, col(PERSON_ID).equalTo(col("had")))).drop("had");
  }

  /**
   * People at index dates, and those who lived with them on these.
   *
   * @param wanted the name of a new column: false for those who are there for the household only
   */
  public static Dataset<Row> withHousehold(Dataset<Row> index, Dataset<Row> people, String wanted) {
    Dataset<Row> homes =
        index
            .filter(col(HOUSEHOLD_ID).isNotNull())
            .select(col(HOUSEHOLD_ID).as("home"), col(INDEX_DATE))
            .distinct();
    Column[] columns = Arrays.stream(index.columns()).map(c -> col(c)).toArray(Column[]::new);
    Dataset<Row> mates =
        there(followed(people).join(homes, col(HOUSEHOLD_ID).equalTo(col("home"))))
            .join(
                index.select(PERSON_ID, INDEX_DATE),
                scala.jdk.javaapi.CollectionConverters.asScala(List.of(PERSON_ID, INDEX_DATE))
                    .toSeq(),
                "left_anti")
            .select(columns);
    return index
        .select(columns)
        .withColumn(wanted, lit(true))
        .union(mates.withColumn(wanted, lit(false)));
  }

  private static Dataset<Row> there(Dataset<Row> spans) {
    return spans
        .filter(
            col(VALID_FROM)
                .leq(col(INDEX_DATE))
                .and(col(VALID_TO).isNull().or(col(VALID_TO).gt(col(INDEX_DATE)))))
        .withColumn(
            AGE,
            floor(months_between(col(INDEX_DATE), col(BIRTH_MONTH)).divide(MONTHS_PER_YEAR))
                .cast(DataTypes.IntegerType));
  }

  /** Spans of one person that follow each other without a gap end together. */
  private static Dataset<Row> followed(Dataset<Row> people) {
    WindowSpec inOrder = Window.partitionBy(PERSON_ID).orderBy(VALID_FROM);
    WindowSpec together =
        Window.partitionBy(PERSON_ID, "stay")
            .orderBy(VALID_FROM)
            .rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    Column begins = when(lag(col(VALID_TO), 1).over(inOrder).geq(col(VALID_FROM)), 0).otherwise(1);
    return people
        .withColumn("begins", begins)
        .withColumn("stay", sum(col("begins")).over(inOrder))
        .withColumn(FOLLOWED_TO, last(col(VALID_TO)).over(together))
        .withColumn(END_REASON, last(col(END_REASON)).over(together))
        .drop("begins", "stay");
  }

  /**
   * People of the target cohort at each date, with their attributes as they were on it.
   *
   * @param people the store's people
   * @param events the store's events: who had an excluding one is left out
   */
  public static Dataset<Row> select(
      Dataset<Row> people, Dataset<Row> events, TargetCohort target, List<LocalDate> dates) {
    return ofTarget(residents(people, dates), events, target);
  }

  /** Of people at index dates those of a target cohort. */
  public static Dataset<Row> ofTarget(
      Dataset<Row> residents, Dataset<Row> events, TargetCohort target) {
    Dataset<Row> present =
        residents.filter(col(AGE).between(target.minimumAge(), target.maximumAge()));
    if (target.excludeIfEver().isEmpty()) {
      return present;
    }
    return without(present, events, target.excludeIfEver(), lit(true));
  }

  /** Without those who had the outcome, as far as was known, in so much time before the date. */
  public static Dataset<Row> washedOut(
      Dataset<Row> index, Dataset<Row> events, RiskProblem problem) {
    Period washout = problem.design().washout();
    if (washout.isZero()) {
      return index;
    }
    long days = LocalDate.EPOCH.plus(washout).toEpochDay();
    Column lately = col(START_DATE).geq(date_sub(col(INDEX_DATE), (int) days));
    return without(index, events, problem.outcome().kinds(), lately);
  }

  private static Dataset<Row> without(
      Dataset<Row> index, Dataset<Row> events, List<EventKind> kinds, Column when) {
    Object[] codes = kinds.stream().map(EventKind::code).toArray();
    Dataset<Row> excluding =
        events
            .filter(col(KIND).isin(codes))
            .select(col(PERSON_ID).as("had"), col(START_DATE), col(KNOWN_DATE));
    Column before =
        col(PERSON_ID)
            .equalTo(col("had"))
            .and(col(START_DATE).lt(col(INDEX_DATE)))
            .and(col(KNOWN_DATE).lt(col(INDEX_DATE)))
            .and(when);
    return index.join(excluding, before, "left_anti");
  }
}
