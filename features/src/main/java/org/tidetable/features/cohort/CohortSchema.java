package org.tidetable.features.cohort;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import org.apache.spark.sql.types.StructType;

/** The columns that a cohort is made from and made of. */
public final class CohortSchema {
  private CohortSchema() {}

  public static final String PERSON_ID = "person_id";
  public static final String INDEX_DATE = "index_date";
  public static final String AREA_CODE = "area_code";
  public static final String AGE = "age";

  /** The step at which somebody was left out, from 0; the number of steps for members. */
  public static final String STEP = "step";

  /** Whether that step could not be observed. */
  public static final String UNSEEN = "unseen";

  /** What became of everybody: one row for each person and index date. Person-level. */
  public static final StructType FATES =
      new StructType()
          .add(PERSON_ID, LongType, false)
          .add(INDEX_DATE, DateType, false)
          .add(AREA_CODE, StringType, false)
          .add(AGE, IntegerType, false)
          .add(STEP, IntegerType, false)
          .add(UNSEEN, BooleanType, false);

  static final String PATTERNS = "patterns";
  static final String START = "start";
  static final String KNOWN = "known";
  static final String QUANTITY = "quantity";
  static final String FROM = "from_day";
  static final String TO = "to_day";
  static final String BIRTH = "birth";
  static final String SEX = "sex";
  static final String DIED = "died";
  static final String END = "end";

  /** Spans (with a birth) and events (without) of a person, in days since 1970-01-01. */
  static final StructType PERSON_ROWS =
      new StructType()
          .add(PERSON_ID, LongType)
          .add(PATTERNS, LongType)
          .add(START, IntegerType)
          .add(KNOWN, IntegerType)
          .add(QUANTITY, DoubleType)
          .add(FROM, IntegerType)
          .add(TO, IntegerType)
          .add(BIRTH, IntegerType)
          .add(SEX, StringType)
          .add(AREA_CODE, StringType)
          .add(DIED, BooleanType)
          .add(END, IntegerType);
}
