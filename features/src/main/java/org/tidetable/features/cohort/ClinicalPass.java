package org.tidetable.features.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.cohort.clinical.ClinicalCohort;
import org.tidetable.models.cohort.clinical.ClinicalPerson;
import org.tidetable.models.cohort.clinical.ClinicalPerson.Happening;
import org.tidetable.models.cohort.clinical.ClinicalPerson.Period;
import org.tidetable.models.cohort.clinical.Domain;
import org.tidetable.models.cohort.clinical.Membership;

/** Judges every person of the OMOP tables in one pass over the records of each. */
public final class ClinicalPass {
  /** The word for the table of persons: gender as concept, year of birth as start. */
  public static final String PERSON = "PERSON";

  /** What records of all the tables are brought to; days since 1970-01-01. */
  public static final StructType RECORDS =
      new StructType()
          .add("person_id", LongType)
          .add("domain", StringType)
          .add("row", LongType)
          .add("concept", LongType)
          .add("start", IntegerType)
          .add("end", IntegerType)
          .add("supply", IntegerType)
          .add("visit", LongType);

  /** The times that people are in the cohort, both days included. Person-level. */
  public static final StructType MEMBERSHIPS =
      new StructType()
          .add("person_id", LongType, false)
          .add("start_date", DateType, false)
          .add("end_date", DateType, false);

  private ClinicalPass() {}

  /** Who is in the cohort and when, in no order; the same rows for any partitioning. */
  public static Dataset<Row> memberships(Dataset<Row> records, ClinicalCohort cohort) {
    MapPartitionsFunction<Row, Row> judge =
        sorted -> new ByPerson(sorted, own -> judged(own, cohort));
    return records
        .repartition(col("person_id"))
        .sortWithinPartitions("person_id")
        .mapPartitions(judge, Encoders.row(MEMBERSHIPS));
  }

  private static List<Row> judged(List<Row> rows, ClinicalCohort cohort) {
    List<Row> found = new ArrayList<>();
    int birthYear = 0;
    long gender = 0;
    boolean known = false;
    List<Period> periods = new ArrayList<>();
    List<Happening> events = new ArrayList<>();
    for (Row row : rows) {
      if (row.getString(1).equals(PERSON)) {
        known = true;
        gender = row.getLong(3);
        birthYear = row.getInt(4);
      } else if (row.getString(1).equals(Domain.OBSERVATION_PERIOD.name())) {
        periods.add(new Period(row.getInt(4), row.getInt(5)));
      } else {
        events.add(
            new Happening(
                Domain.valueOf(row.getString(1)),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getLong(7)));
      }
    }
    if (known) {
      long id = rows.get(0).getLong(0);
      ClinicalPerson person = new ClinicalPerson(id, birthYear, gender, periods, events);
      for (Membership membership : Membership.of(cohort, person)) {
        found.add(RowFactory.create(id, date(membership.start()), date(membership.end())));
      }
    }
    return found;
  }

  private static Date date(int day) {
    return Date.valueOf(LocalDate.ofEpochDay(day));
  }
}
