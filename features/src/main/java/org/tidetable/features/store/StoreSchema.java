package org.tidetable.features.store;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The columns of what stages hand to each other. */
public final class StoreSchema {
  private StoreSchema() {}

  public static final String PERSON_ID = "person_id";
  public static final String HOUSEHOLD_ID = "household_id";
  public static final String SOURCE = "source";
  public static final String SECTOR = "sector";
  public static final String KIND = "kind";
  public static final String START_DATE = "start_date";
  public static final String END_DATE = "end_date";
  public static final String KNOWN_DATE = "known_date";
  public static final String QUANTITY = "quantity";
  public static final String AREA_CODE = "area_code";
  public static final String AREA_NAME = "area_name";
  public static final String AREA_LEVEL = "area_level";
  public static final String PROVIDER_CODE = "provider_code";
  public static final String SOURCE_ROW = "source_row";
  public static final String PSEUDONYM = "pseudonym";
  public static final String GRAIN = "grain";
  public static final String AGE_GROUP = "age_group";
  public static final String CATEGORY = "category";
  public static final String PERIOD_START = "period_start";
  public static final String VALUE = "value";
  public static final String MISSING_REASON = "missing_reason";
  public static final String FILE = "file";
  public static final String RECORD = "record";
  public static final String LINE = "line";

  /** Where a row begins in its file, in bytes from 0; -1 where that is not known. */
  public static final String OFFSET = "offset";

  public static final String FIRST = "first";
  public static final String FATE = "fate";
  public static final String REASON = "reason";
  public static final String COLUMN = "column";
  public static final String BIRTH_MONTH = "birth_month";
  public static final String SEX = "sex";
  public static final String ETHNIC_GROUP = "ethnic_group";
  public static final String DEPRIVATION_DECILE = "deprivation_decile";
  public static final String VALID_FROM = "valid_from";
  public static final String VALID_TO = "valid_to";
  public static final String END_REASON = "end_reason";

  /** The end reason of people who have died: they stay in view to the end. */
  public static final String DIED = "died";

  /** The value of a breakdown that stands for all. */
  public static final String ALL = "all";

  /** The columns that say where a row comes from and what became of it. */
  public static final List<String> PLACE =
      List.of(SOURCE, FILE, RECORD, LINE, OFFSET, FIRST, FATE, REASON, COLUMN);

  /** What became of a row of a file: {@link #FATE}, with its {@link #REASON} unless used. */
  public static StructType withFate(StructType columns) {
    return columns
        .add(FILE, StringType, false)
        .add(RECORD, LongType, false)
        .add(LINE, LongType, false)
        .add(OFFSET, LongType, false)
        .add(FIRST, BooleanType, false)
        .add(FATE, StringType, false)
        .add(REASON, StringType)
        .add(COLUMN, IntegerType);
  }

  /** Aggregated numbers as ingested: one row for each number, or for each row that was not used. */
  public static final StructType COUNTS =
      withFate(
          new StructType()
              .add(SOURCE, StringType, false)
              .add(KIND, StringType)
              .add(GRAIN, StringType)
              .add(AREA_CODE, StringType)
              .add(AREA_NAME, StringType)
              .add(AREA_LEVEL, StringType)
              .add(AGE_GROUP, StringType)
              .add(CATEGORY, StringType)
              .add(PERIOD_START, DateType)
              .add(VALUE, DoubleType)
              .add(MISSING_REASON, StringType));

  /** Person-level rows as ingested, still under the pseudonyms of their source. */
  public static final StructType RAW_EVENTS =
      withFate(
          new StructType()
              .add(SOURCE, StringType, false)
              .add(PSEUDONYM, StringType)
              .add(SECTOR, StringType)
              .add(KIND, StringType)
              .add(START_DATE, DateType)
              .add(END_DATE, DateType)
              .add(KNOWN_DATE, DateType)
              .add(QUANTITY, DoubleType)
              .add(AREA_CODE, StringType)
              .add(PROVIDER_CODE, StringType)
              .add(SOURCE_ROW, StringType));

  /** What a source says of its people while it held, still under the pseudonyms of the source. */
  public static final StructType RAW_PEOPLE =
      withFate(
          new StructType()
              .add(SOURCE, StringType, false)
              .add(PSEUDONYM, StringType)
              .add(BIRTH_MONTH, DateType)
              .add(SEX, StringType)
              .add(ETHNIC_GROUP, StringType)
              .add(AREA_CODE, StringType)
              .add(PROVIDER_CODE, StringType)
              .add(HOUSEHOLD_ID, StringType)
              .add(VALID_FROM, DateType)
              .add(VALID_TO, DateType)
              .add(END_REASON, StringType)
              .add(KNOWN_DATE, DateType));

  /** Events of people: one row each, sorted by person and day. */
  public static final StructType EVENTS =
      new StructType()
          .add(PERSON_ID, LongType, false)
          .add(SECTOR, StringType, false)
          .add(KIND, StringType, false)
          .add(START_DATE, DateType, false)
          .add(END_DATE, DateType)
          .add(KNOWN_DATE, DateType, false)
          .add(QUANTITY, DoubleType, false)
          .add(AREA_CODE, StringType)
          .add(PROVIDER_CODE, StringType)
          .add(SOURCE, StringType, false)
          .add(SOURCE_ROW, StringType, false);

  /** People and their attributes while these held: {@code [valid_from, valid_to)}. */
  public static final StructType PEOPLE =
      new StructType()
          .add(PERSON_ID, LongType, false)
          .add(HOUSEHOLD_ID, StringType)
          .add(BIRTH_MONTH, DateType, false)
          .add(SEX, StringType)
          .add(ETHNIC_GROUP, StringType)
          .add(AREA_CODE, StringType)
          .add(DEPRIVATION_DECILE, IntegerType)
          .add(VALID_FROM, DateType, false)
          .add(VALID_TO, DateType)
          .add(END_REASON, StringType);
}
