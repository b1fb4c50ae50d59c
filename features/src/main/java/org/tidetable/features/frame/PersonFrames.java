package org.tidetable.features.frame;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.history.IndexDates.AGE;
import static org.tidetable.features.history.IndexDates.INDEX_DATE;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.DEPRIVATION_DECILE;
import static org.tidetable.features.store.StoreSchema.END_DATE;
import static org.tidetable.features.store.StoreSchema.HOUSEHOLD_ID;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.PROVIDER_CODE;
import static org.tidetable.features.store.StoreSchema.QUANTITY;
import static org.tidetable.features.store.StoreSchema.SEX;
import static org.tidetable.features.store.StoreSchema.START_DATE;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.history.History;
import org.tidetable.features.history.IndexDates;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;

/**
 * One row for each person and index date with all features, packed. One pass over each person's
 * events sorted by kind and day, with the index dates inside the pass; then one exchange by
 * household of what its members had. The same rows for any partitioning.
 */
public final class PersonFrames {
  /** The packed features of a row, see {@link Rows#personFrame}. */
  public static final String FEATURES = "features";

  /** Whether the features of a resident are wanted; the others tell of their household. */
  public static final String WANTED = "wanted";

  private static final StructType FRAME =
      new StructType()
          .add(PERSON_ID, DataTypes.LongType, false)
          .add("index_day", DataTypes.IntegerType, false)
          .add(FEATURES, DataTypes.BinaryType, false)
          .add(LookedAfter.COLUMN, DataTypes.StringType, false);

  private PersonFrames() {}

  /**
   * What features are made of, and from when on there are records.
   *
   * @param features in the order of the columns
   * @param collectedFrom the first day of each sector's records; a sector without any is left out
   * @param lookbackDays how far back counts and sums may look
   */
  public record Making(
      List<Feature> features, Map<Sector, LocalDate> collectedFrom, int lookbackDays) {
    public Making {
      features = List.copyOf(features);
      collectedFrom = Map.copyOf(collectedFrom);
    }
  }

  /** A frame and what it keeps in memory until {@link #release}. */
  public record Frame(Dataset<Row> rows, Dataset<Row> kept) {
    public void release() {
      kept.unpersist();
    }
  }

  /**
   * The frame, of the columns person_id, index_date, {@link #FEATURES} and {@link
   * LookedAfter#COLUMN}.
   *
   * @param residents everybody at every index date, as {@link IndexDates#residents} has them, with
   *     {@link #WANTED}
   * @param events the store's events
   * @param last the last index date
   */
  public static Frame of(
      Dataset<Row> residents, Dataset<Row> events, LocalDate last, Making making) {
    FeaturePlan plan =
        new FeaturePlan(making.features(), making.collectedFrom(), making.lookbackDays());
    MapPartitionsFunction<Row, Row> measure = rows -> new Grouped(rows, new PersonStep(plan));
    Dataset<Row> measured =
        indexRows(residents)
            .union(eventRows(History.visible(events, last)))
            .repartition(col(PERSON_ID))
            .sortWithinPartitions(
                col(PERSON_ID), col(KIND), col("day"), col("known"), col(QUANTITY))
            .mapPartitions(measure, Encoders.row(Measured.SCHEMA))
            // Read twice: for the rates of areas, and for the households.
            .persist(StorageLevel.MEMORY_AND_DISK());
    Map<String, float[]> areaRates = Measured.areaRates(measured);
    MapPartitionsFunction<Row, Row> complete =
        rows -> new Grouped(rows, new HouseholdStep(plan, areaRates));
    // Who has no household is one of their own.
    Column home =
        coalesce(
            col(HOUSEHOLD_ID), concat(lit("\u0000"), col(PERSON_ID).cast(DataTypes.StringType)));
    Dataset<Row> rows =
        measured
            .withColumn("home", home)
            .repartition(col("home"), col("index_day"))
            .sortWithinPartitions(col("home"), col("index_day"), col(PERSON_ID))
            .mapPartitions(complete, Encoders.row(FRAME))
            .select(
                col(PERSON_ID),
                date_from_unix_date(col("index_day")).as(INDEX_DATE),
                col(FEATURES),
                col(LookedAfter.COLUMN));
    return new Frame(rows, measured);
  }

  private static Dataset<Row> indexRows(Dataset<Row> residents) {
    return residents.select(
        col(PERSON_ID),
        lit(PersonStep.INDEX).as(KIND),
        unix_date(col(INDEX_DATE)).as("day"),
        lit(0).as("known"),
        lit(0).as("end"),
        lit(0.0).as(QUANTITY),
        lit(0).as("provider"),
        struct(
                col(HOUSEHOLD_ID),
                col(AREA_CODE),
                col(WANTED),
                col(AGE),
                col(SEX),
                col(DEPRIVATION_DECILE))
            .as("resident"));
  }

  private static Dataset<Row> eventRows(Dataset<Row> events) {
    Column[] codes =
        Arrays.stream(EventKind.values()).map(kind -> lit(kind.code())).toArray(Column[]::new);
    Column provider = hash(col(PROVIDER_CODE));
    return events.select(
        col(PERSON_ID),
        array_position(array(codes), col(KIND)).minus(1).cast(DataTypes.IntegerType).as(KIND),
        unix_date(col(START_DATE)).as("day"),
        unix_date(col(KNOWN_DATE)).as("known"),
        coalesce(unix_date(col(END_DATE)), lit(History.NO_END)).as("end"),
        col(QUANTITY),
        when(col(PROVIDER_CODE).isNull(), 0)
            .when(provider.equalTo(0), 1)
            .otherwise(provider)
            .as("provider"),
        lit(null)
            .cast(
                new StructType()
                    .add(HOUSEHOLD_ID, DataTypes.StringType)
                    .add(AREA_CODE, DataTypes.StringType)
                    .add(WANTED, DataTypes.BooleanType)
                    .add(AGE, DataTypes.IntegerType)
                    .add(SEX, DataTypes.StringType)
                    .add(DEPRIVATION_DECILE, DataTypes.IntegerType))
            .as("resident"));
  }
}
