package org.tidetable.pipeline.benchmark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.features.cohort.CohortPass;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.cohort.CohortReader;
import org.tidetable.pipeline.run.Sessions;

/** A cohort over 20 million events of 200,000 people, from Parquet to its members, on two cores. */
@Tag("benchmark")
class CohortSpeedBenchmarkTest {
  private static final long PEOPLE = 200_000;
  private static final long EVENTS = 20_000_000;
  private static final double MOST_SECONDS = 60;
  private static final LocalDate FIRST = LocalDate.of(2020, 4, 1);
  private static final int DAYS = 1826;
  private static final Path HOME =
      Path.of(System.getProperty("basedir", "")).resolve("target/cohort").toAbsolutePath();
  private static final String COHORT =
      """
      cohort: speed
      version: 1
      index: {snapshots: ["2024-04-01", "2025-04-01"]}
      population: {age: [18], resident_days: 365}
      include:
        - any:
            - {count: health.emergency_admission, window: [-365, 0], number: 1}
            - {count: health.emergency_attendance, window: [-365, 0], number: 2}
            - {before: [hospital_discharge, emergency_attendance], days: 30, window: [-730, 0]}
        - {count: health.any, window: [-730, 0], number: 10}
        - {sum: education.any, via: household, window: [-365, 0], op: "<", number: 30}
      exclude:
        - {ongoing: [care.long_term_care_start, care.home_care]}
      """;

  @Test
  void a_cohort_over_20_million_events_takes_less_than_a_minute() throws IOException {
    Files.createDirectories(HOME);
    Path file = Files.writeString(HOME.resolve("speed.yaml"), COHORT);
    CohortDefinition cohort = CohortReader.read(file, FIRST.plusDays(DAYS));
    SparkSession spark = Sessions.start("local[2]", HOME.resolve("scratch"));
    try {
      if (!Files.exists(HOME.resolve("events/_SUCCESS"))) {
        events(spark).write().mode("overwrite").parquet(HOME.resolve("events").toString());
        people(spark).write().mode("overwrite").parquet(HOME.resolve("people").toString());
      }
      long started = System.nanoTime();
      Dataset<Row> events = spark.read().parquet(HOME.resolve("events").toString());
      Dataset<Row> people = spark.read().parquet(HOME.resolve("people").toString());
      CohortPass.fates(people, events, cohort, CohortPass.coverage(events))
          .write()
          .mode("overwrite")
          .parquet(HOME.resolve("fates").toString());
      double seconds = (System.nanoTime() - started) / 1e9;
      Dataset<Row> fates = spark.read().parquet(HOME.resolve("fates").toString());
      long members = fates.filter(col("step").equalTo(cohort.steps().size())).count();
      System.out.printf(
          Locale.ROOT,
          "%,d events, %,d fates, %,d members: %.1f s%n",
          events.count(),
          fates.count(),
          members,
          seconds);
      assertThat(events.count()).isEqualTo(EVENTS);
      assertThat(members).isPositive();
      assertThat(seconds).isLessThan(MOST_SECONDS);
    } finally {
      spark.stop();
    }
  }

  private static Column drawn(int salt, long below) {
    return pmod(xxhash64(col("id"), lit(salt)), lit(below));
  }

  private static Dataset<Row> events(SparkSession spark) {
    Column[] kinds =
        Arrays.stream(EventKind.values()).map(kind -> lit(kind.code())).toArray(Column[]::new);
    Column kind = element_at(array(kinds), drawn(2, kinds.length).plus(1).cast("int"));
    Column start = date_add(lit(Date.valueOf(FIRST)), drawn(3, DAYS).cast("int"));
    return spark
        .range(0, EVENTS, 1, 8)
        .select(
            drawn(1, PEOPLE).as(StoreSchema.PERSON_ID),
            lit("any").as(StoreSchema.SECTOR),
            kind.as(StoreSchema.KIND),
            start.as(StoreSchema.START_DATE),
            date_add(start, drawn(4, 60).cast("int")).as(StoreSchema.KNOWN_DATE),
            when(drawn(8, 4).gt(0), date_add(start, drawn(9, 400).cast("int")))
                .as(StoreSchema.END_DATE),
            lit(1.0).as(StoreSchema.QUANTITY),
            lit("A1").as(StoreSchema.AREA_CODE),
            concat(lit("s"), drawn(2, 3)).as(StoreSchema.SOURCE),
            col("id").cast("string").as(StoreSchema.SOURCE_ROW));
  }

  private static Dataset<Row> people(SparkSession spark) {
    return spark
        .range(PEOPLE)
        .select(
            col("id").as(StoreSchema.PERSON_ID),
            abs(col("id").divide(3).cast("long")).cast("string").as(StoreSchema.HOUSEHOLD_ID),
            date_add(lit(Date.valueOf("1930-01-01")), drawn(5, 30000).cast("int"))
                .as(StoreSchema.BIRTH_MONTH),
            when(drawn(6, 2).equalTo(0), "F").otherwise("M").as(StoreSchema.SEX),
            concat(lit("A"), drawn(7, 20)).as(StoreSchema.AREA_CODE),
            lit(Date.valueOf("2019-04-01")).as(StoreSchema.VALID_FROM),
            functions.lit(null).cast("date").as(StoreSchema.VALID_TO),
            functions.lit(null).cast("string").as(StoreSchema.END_REASON));
  }
}
