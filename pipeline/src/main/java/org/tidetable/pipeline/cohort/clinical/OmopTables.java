package org.tidetable.pipeline.cohort.clinical;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.tidetable.features.cohort.ClinicalPass;
import org.tidetable.models.cohort.clinical.Domain;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** The OMOP tables of a folder: {@code NAME.csv}, {@code NAME.csv.gz} or {@code NAME.parquet}. */
record OmopTables(SparkSession spark, Path folder) {
  private static final Column DAY_AFTER = lit(1);

  /** Records of all the tables that are there; person and observation_period must be. */
  Dataset<Row> records() {
    Dataset<Row> people = required("person");
    Dataset<Row> all =
        shaped(
            people,
            ClinicalPass.PERSON,
            List.of(
                lit(0), col("gender_concept_id"), col("year_of_birth"), lit(0), lit(0), lit(0)));
    Dataset<Row> periods = required("observation_period");
    all =
        all.union(
            shaped(
                periods,
                Domain.OBSERVATION_PERIOD.name(),
                List.of(
                    col("observation_period_id"),
                    lit(0),
                    day("observation_period_start_date"),
                    day("observation_period_end_date"),
                    lit(0),
                    lit(0))));
    return all.unionAll(conditions(all))
        .unionAll(drugs(all))
        .unionAll(visits(all))
        .unionAll(deaths(all));
  }

  private Dataset<Row> conditions(Dataset<Row> shape) {
    return table("condition_occurrence")
        .map(
            rows ->
                shaped(
                    rows,
                    Domain.CONDITION_OCCURRENCE.name(),
                    List.of(
                        col("condition_occurrence_id"),
                        col("condition_concept_id"),
                        day("condition_start_date"),
                        coalesce(
                            day(rows, "condition_end_date"),
                            day("condition_start_date").plus(DAY_AFTER)),
                        lit(0),
                        optional(rows, "visit_occurrence_id"))))
        .orElseGet(() -> shape.limit(0));
  }

  private Dataset<Row> drugs(Dataset<Row> shape) {
    return table("drug_exposure")
        .map(
            rows -> {
              Column start = day("drug_exposure_start_date");
              Column supply = optional(rows, "days_supply").cast("int");
              return shaped(
                  rows,
                  Domain.DRUG_EXPOSURE.name(),
                  List.of(
                      col("drug_exposure_id"),
                      col("drug_concept_id"),
                      start,
                      coalesce(
                          day(rows, "drug_exposure_end_date"),
                          start.plus(supply),
                          start.plus(DAY_AFTER)),
                      coalesce(supply, lit(0)),
                      optional(rows, "visit_occurrence_id")));
            })
        .orElseGet(() -> shape.limit(0));
  }

  private Dataset<Row> visits(Dataset<Row> shape) {
    return table("visit_occurrence")
        .map(
            rows ->
                shaped(
                    rows,
                    Domain.VISIT_OCCURRENCE.name(),
                    List.of(
                        col("visit_occurrence_id"),
                        col("visit_concept_id"),
                        day("visit_start_date"),
                        coalesce(
                            day(rows, "visit_end_date"), day("visit_start_date").plus(DAY_AFTER)),
                        lit(0),
                        col("visit_occurrence_id"))))
        .orElseGet(() -> shape.limit(0));
  }

  private Dataset<Row> deaths(Dataset<Row> shape) {
    return table("death")
        .map(
            rows ->
                shaped(
                    rows,
                    Domain.DEATH.name(),
                    List.of(
                        lit(0),
                        optional(rows, "cause_concept_id"),
                        day("death_date"),
                        day("death_date").plus(DAY_AFTER),
                        lit(0),
                        lit(0))))
        .orElseGet(() -> shape.limit(0));
  }

  private static Dataset<Row> shaped(Dataset<Row> rows, String domain, List<Column> values) {
    StructField[] fields = ClinicalPass.RECORDS.fields();
    Column[] columns = new Column[fields.length];
    columns[0] = col("person_id");
    columns[1] = lit(domain);
    IntStream.range(2, fields.length).forEach(place -> columns[place] = values.get(place - 2));
    for (int place = 0; place < fields.length; place++) {
      Column cast = columns[place].cast(fields[place].dataType());
      boolean zero = !fields[place].name().equals("start") && !fields[place].name().equals("end");
      columns[place] =
          (zero && place > 1 ? coalesce(cast, lit(0).cast(fields[place].dataType())) : cast)
              .as(fields[place].name());
    }
    return rows.select(columns)
        .filter(
            col("person_id").isNotNull().and(col("start").isNotNull()).and(col("end").isNotNull()));
  }

  private static Column day(String column) {
    return unix_date(to_date(col(column)));
  }

  private static Column day(Dataset<Row> rows, String column) {
    return Arrays.asList(rows.columns()).contains(column) ? day(column) : lit(null).cast("int");
  }

  private static Column optional(Dataset<Row> rows, String column) {
    return Arrays.asList(rows.columns()).contains(column) ? col(column) : lit(null);
  }

  private Dataset<Row> required(String name) {
    return table(name)
        .orElseThrow(
            () ->
                UserError.of(
                    ExitCode.INPUT,
                    "%s  holds no %s.csv or %s.parquet. Add it.",
                    folder,
                    name,
                    name));
  }

  private Optional<Dataset<Row>> table(String name) {
    Path parquet = folder.resolve(name + ".parquet");
    if (Files.exists(parquet)) {
      return Optional.of(spark.read().parquet(parquet.toString()));
    }
    for (String ending : List.of(".csv", ".csv.gz")) {
      Path csv = folder.resolve(name + ending);
      if (Files.exists(csv)) {
        return Optional.of(spark.read().option("header", true).csv(csv.toString()));
      }
    }
    return Optional.empty();
  }
}
