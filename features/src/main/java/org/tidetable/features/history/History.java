package org.tidetable.features.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.tidetable.features.history.IndexDates.INDEX_DATE;
import static org.tidetable.features.store.StoreSchema.HOUSEHOLD_ID;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.QUANTITY;
import static org.tidetable.features.store.StoreSchema.START_DATE;
import static org.tidetable.features.store.StoreSchema.VALID_FROM;
import static org.tidetable.features.store.StoreSchema.VALID_TO;

import java.time.LocalDate;
import java.time.Period;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was known before an index date: events that had started and were known strictly before it,
 * as {@code days_before >= 1}. Features see nothing else, so that none can look ahead.
 */
public final class History {
  public static final String DAYS_BEFORE = "days_before";
  public static final String SCOPE = "scope";

  /** The person's own events. */
  public static final String OWN = "own";

  /** Events of the others in the person's household. */
  public static final String HOUSEHOLD = "household";

  private History() {}

  /**
   * Own events, and those of the household as it stood on the index date.
   *
   * @param index people with their index dates
   * @param people the store's people, for the households
   * @param events the store's events
   */
  public static Dataset<Row> before(
      Dataset<Row> index, Dataset<Row> people, Dataset<Row> events, Period lookback) {
    Dataset<Row> known = events.select(PERSON_ID, KIND, START_DATE, KNOWN_DATE, QUANTITY);
    Dataset<Row> own =
        index.select(PERSON_ID, INDEX_DATE).join(known, PERSON_ID).withColumn(SCOPE, lit(OWN));
    Dataset<Row> members =
        people
            .filter(col(HOUSEHOLD_ID).isNotNull())
            .select(col(HOUSEHOLD_ID), col(PERSON_ID).as("member"), col(VALID_FROM), col(VALID_TO));
    Column livesThere =
        col("member")
            .notEqual(col(PERSON_ID))
            .and(col(VALID_FROM).leq(col(INDEX_DATE)))
            .and(col(VALID_TO).isNull().or(col(VALID_TO).gt(col(INDEX_DATE))));
    Dataset<Row> others =
        index
            .select(PERSON_ID, INDEX_DATE, HOUSEHOLD_ID)
            .join(members, HOUSEHOLD_ID)
            .filter(livesThere)
            .select(PERSON_ID, INDEX_DATE, "member")
            .join(known.withColumnRenamed(PERSON_ID, "member"), "member")
            .withColumn(SCOPE, lit(HOUSEHOLD));
    Dataset<Row> both = columns(own).union(columns(others));
    long days = LocalDate.EPOCH.plus(lookback).toEpochDay();
    return both.filter(col(START_DATE).lt(col(INDEX_DATE)))
        .filter(col(KNOWN_DATE).lt(col(INDEX_DATE)))
        .withColumn(DAYS_BEFORE, datediff(col(INDEX_DATE), col(START_DATE)))
        .filter(col(DAYS_BEFORE).leq(days))
        .drop(START_DATE, KNOWN_DATE);
  }

  private static Dataset<Row> columns(Dataset<Row> rows) {
    return rows.select(PERSON_ID, INDEX_DATE, SCOPE, KIND, QUANTITY, START_DATE, KNOWN_DATE);
  }
}
