package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.BIRTH_MONTH;
import static org.tidetable.features.store.StoreSchema.DEPRIVATION_DECILE;
import static org.tidetable.features.store.StoreSchema.END_REASON;
import static org.tidetable.features.store.StoreSchema.ETHNIC_GROUP;
import static org.tidetable.features.store.StoreSchema.HOUSEHOLD_ID;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.PSEUDONYM;
import static org.tidetable.features.store.StoreSchema.SEX;
import static org.tidetable.features.store.StoreSchema.SOURCE;
import static org.tidetable.features.store.StoreSchema.VALID_FROM;
import static org.tidetable.features.store.StoreSchema.VALID_TO;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** The register of people, and the table that leads from a source's pseudonym to one of them. */
public final class PersonKeys {
  private PersonKeys() {}

  /** The people: one row for each person and address, with the key that the store uses. */
  public static Dataset<Row> people(SparkSession spark, Path register) {
    Dataset<Row> rows =
        texts(
            spark,
            register,
            "link_id",
            "birth_month",
            "sex",
            "ethnic_group",
            "area_code",
            "deprivation_decile",
            "household_id",
            "from",
            "to",
            "end_reason");
    return rows.select(
        xxhash64(col("link_id")).as(PERSON_ID),
        known("household_id").as(HOUSEHOLD_ID),
        to_date(concat(col("birth_month"), lit("-01"))).as(BIRTH_MONTH),
        known("sex").as(SEX),
        known("ethnic_group").as(ETHNIC_GROUP),
        known("area_code").as(AREA_CODE),
        known("deprivation_decile").cast(DataTypes.IntegerType).as(DEPRIVATION_DECILE),
        to_date(col("from")).as(VALID_FROM),
        // The register gives the last day; the store gives the first day after it.
        date_add(to_date(known("to")), 1).as(VALID_TO),
        known("end_reason").as(END_REASON));
  }

  /** The link table: source, pseudonym, person_id. */
  public static Dataset<Row> links(SparkSession spark, Path links) {
    refuseTwoPersons(links);
    return texts(spark, links, "link_id", "source", "pseudonym")
        .distinct()
        .select(
            col("source").as(SOURCE),
            col("pseudonym").as(PSEUDONYM),
            xxhash64(col("link_id")).as(PERSON_ID));
  }

  /** A pseudonym that leads to two people would double its events. */
  private static void refuseTwoPersons(Path links) {
    LookupTable table = LookupTable.read(links);
    int link = table.column("link_id");
    int source = table.column("source");
    int pseudonym = table.column("pseudonym");
    Map<String, String> seen = new HashMap<>();
    for (int row = 0; row < table.rows().size(); row++) {
      List<String> cells = table.rows().get(row);
      String before =
          seen.putIfAbsent(cells.get(source) + "\n" + cells.get(pseudonym), cells.get(link));
      if (before != null && !before.equals(cells.get(link))) {
        throw UserError.of(
            ExitCode.INPUT,
            "%s: data row %d gives a pseudonym of source %s a second person. Ask the linkage body"
                + " which is right, and keep that one.",
            links,
            row + 1,
            cells.get(source));
      }
    }
  }

  private static org.apache.spark.sql.Column known(String column) {
    return when(col(column).notEqual(""), col(column));
  }

  private static Dataset<Row> texts(SparkSession spark, Path file, String... columns) {
    LookupTable table = LookupTable.read(file);
    int[] places = new int[columns.length];
    StructType schema = new StructType();
    for (int i = 0; i < columns.length; i++) {
      places[i] = table.column(columns[i]);
      schema = schema.add(columns[i], DataTypes.StringType);
    }
    List<Row> rows =
        table.rows().stream()
            .map(
                cells -> {
                  Object[] picked = new Object[places.length];
                  for (int i = 0; i < places.length; i++) {
                    picked[i] = cells.get(places[i]);
                  }
                  return RowFactory.create(picked);
                })
            .toList();
    return spark.createDataFrame(rows, schema);
  }
}
