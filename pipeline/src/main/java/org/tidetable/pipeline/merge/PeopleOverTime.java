package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.BIRTH_MONTH;
import static org.tidetable.features.store.StoreSchema.DEPRIVATION_DECILE;
import static org.tidetable.features.store.StoreSchema.END_REASON;
import static org.tidetable.features.store.StoreSchema.ETHNIC_GROUP;
import static org.tidetable.features.store.StoreSchema.HOUSEHOLD_ID;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.SEX;
import static org.tidetable.features.store.StoreSchema.VALID_FROM;
import static org.tidetable.features.store.StoreSchema.VALID_TO;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;

/**
 * The people of the store: the register, completed by what sources say of their people. Most people
 * have one span and pass by; only those with several are looked at.
 */
public final class PeopleOverTime {
  /** True in one row of each person about whom two spans disagree. */
  public static final String CONFLICT = "conflict";

  private static final String ORDER = "source_order";
  private static final StructType RESOLVED = resolved();

  private PeopleOverTime() {}

  /**
   * Spans of people without overlap, and {@link #CONFLICT}; as yet also of people without a month
   * of birth, whom the store cannot hold.
   *
   * @param register empty where there is none
   * @param told landed rows of sources about people; empty where there are none
   * @param sources the names of the sources in the order of the configuration
   * @param asOf only what was known before that day counts; empty for all
   * @param scratch for what is made on the way
   */
  public static Dataset<Row> of(
      Optional<Dataset<Row>> register,
      LandedRows told,
      List<String> sources,
      Dataset<Row> links,
      Optional<LocalDate> asOf,
      Path scratch) {
    Optional<Dataset<Row>> fromSources =
        told.rows(
                source -> List.of(lit(sources.indexOf(source) + 1).as(ORDER), told.linkKey(source)))
            .map(
                rows ->
                    asOf.map(day -> rows.filter(col(KNOWN_DATE).lt(lit(Date.valueOf(day)))))
                        .orElse(rows))
            .map(rows -> rows.join(links, col(PersonKeys.LINK_KEY).equalTo(col("key"))))
            .map(PeopleOverTime::asTold);
    Optional<Dataset<Row>> fromRegister =
        register.map(
            rows ->
                rows.withColumn(ORDER, lit(0))
                    .withColumn(KNOWN_DATE, lit(Date.valueOf(LocalDate.EPOCH))));
    Dataset<Row> all =
        fromRegister
            .map(rows -> fromSources.map(rows::unionByName).orElse(rows))
            .or(() -> fromSources)
            .orElseThrow();
    Dataset<Row> several =
        all.groupBy(col(PERSON_ID).as("person"))
            .agg(count(lit(1)).as("spans"))
            .filter(col("spans").gt(1))
            .select("person");
    several.write().mode("overwrite").parquet(scratch.resolve("several").toString());
    Dataset<Row> written = all.sparkSession().read().parquet(scratch.resolve("several").toString());
    var same = col(PERSON_ID).equalTo(col("person"));
    Dataset<Row> once =
        all.join(written, same, "left_anti")
            .drop(ORDER, KNOWN_DATE)
            .withColumn(CONFLICT, lit(false));
    MapFunction<Row, Long> person = row -> row.<Long>getAs(PERSON_ID);
    FlatMapGroupsFunction<Long, Row, Row> history = PeopleOverTime::history;
    Dataset<Row> resolved =
        all.join(written, same, "left_semi")
            .groupByKey(person, Encoders.LONG())
            .flatMapGroups(history, Encoders.row(RESOLVED));
    return once.unionByName(resolved);
  }

  private static Dataset<Row> asTold(Dataset<Row> rows) {
    return rows.select(
        col(PERSON_ID),
        col(HOUSEHOLD_ID),
        col(BIRTH_MONTH),
        col(SEX),
        col(ETHNIC_GROUP),
        col(AREA_CODE),
        lit(null).cast(DataTypes.IntegerType).as(DEPRIVATION_DECILE),
        // Who is first seen on the day on which it became known was there by then.
        coalesce(col(VALID_FROM), col(KNOWN_DATE)).as(VALID_FROM),
        col(VALID_TO),
        col(END_REASON),
        col(ORDER),
        col(KNOWN_DATE));
  }

  private static Iterator<Row> history(Long person, Iterator<Row> rows) {
    List<Span> told = new ArrayList<>();
    rows.forEachRemaining(row -> told.add(span(row)));
    PersonSpans spans = PersonSpans.of(told);
    List<Row> history = new ArrayList<>();
    for (Span span : spans.spans()) {
      history.add(
          RowFactory.create(
              person,
              span.household(),
              date(span.birthMonth()),
              span.sex(),
              span.ethnicGroup(),
              span.area(),
              span.decile(),
              date(span.from()),
              date(span.to()),
              span.endReason(),
              spans.conflict() && history.isEmpty()));
    }
    return history.iterator();
  }

  private static Span span(Row row) {
    return new Span(
        row.<Integer>getAs(ORDER),
        row.<Date>getAs(KNOWN_DATE).toLocalDate(),
        day(row, BIRTH_MONTH),
        row.getAs(SEX),
        row.getAs(ETHNIC_GROUP),
        row.getAs(AREA_CODE),
        row.getAs(DEPRIVATION_DECILE),
        row.getAs(HOUSEHOLD_ID),
        row.<Date>getAs(VALID_FROM).toLocalDate(),
        day(row, VALID_TO),
        row.getAs(END_REASON));
  }

  private static @Nullable LocalDate day(Row row, String column) {
    Date day = row.getAs(column);
    return day == null ? null : day.toLocalDate();
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  private static StructType resolved() {
    StructType columns = new StructType();
    for (var field : StoreSchema.PEOPLE.fields()) {
      columns = columns.add(field.name(), field.dataType(), true);
    }
    return columns.add(CONFLICT, DataTypes.BooleanType, false);
  }
}
