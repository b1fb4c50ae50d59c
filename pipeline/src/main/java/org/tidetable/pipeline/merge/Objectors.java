package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.col;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.landing.Objections;
import org.tidetable.pipeline.landing.RecordHashes;

/**
 * People whose records may not be used: those on the opt-out list and those who object. An
 * objection under one pseudonym covers every pseudonym of its person.
 *
 * @param persons their keys; they leave the register and the link table
 * @param keys the hashes of all their pseudonyms
 */
public record Objectors(Dataset<Row> persons, Dataset<Row> keys) {
  private static final StructType ROWS =
      new StructType().add(PERSON_ID, DataTypes.LongType).add("key", DataTypes.LongType);
  private static final String LINK_ID = "link_id";

  /** The people in the lists; empty where there is no list. */
  public static Optional<Objectors> read(SparkSession spark, List<Path> lists, Dataset<Row> links) {
    Optional<Dataset<Row>> named = Optional.empty();
    for (Path list : lists) {
      Dataset<Row> one = named(spark, list);
      named = Optional.of(named.map(before -> before.union(one)).orElse(one));
    }
    return named.map(
        rows -> {
          Dataset<Row> byKey =
              rows.filter(col("key").isNotNull()).select(col("key").as("said")).distinct();
          Dataset<Row> persons =
              rows.filter(col(PERSON_ID).isNotNull())
                  .select(PERSON_ID)
                  .union(links.join(byKey, col("key").equalTo(col("said"))).select(col(PERSON_ID)))
                  .distinct();
          Dataset<Row> keys =
              links
                  .join(persons, PERSON_ID)
                  .select("key")
                  .union(byKey.select(col("said").as("key")))
                  .distinct();
          return new Objectors(persons, keys);
        });
  }

  private static Dataset<Row> named(SparkSession spark, Path list) {
    boolean persons = KeyFile.header(list).contains(LINK_ID);
    KeyFile file =
        persons
            ? new KeyFile(list.toString(), List.of(LINK_ID))
            : new KeyFile(list.toString(), List.of(StoreSchema.SOURCE, StoreSchema.PSEUDONYM));
    KeyFile.Making making =
        persons
            ? cells -> row(RecordHashes.of(there(cells, 0)), null)
            : cells -> row(null, RecordHashes.of(there(cells, 0), there(cells, 1)));
    return KeyFile.rows(spark, List.of(file), ROWS, making);
  }

  // A blank would object for nobody, and nobody would know.
  private static String there(KeyFile.Cells cells, int place) {
    if (cells.get(place).isBlank()) {
      throw cells.refuse("has a blank cell. Name the person, or delete the row.");
    }
    return cells.get(place);
  }

  /** Entries that lead to nobody in the link table. */
  public long withoutLink(Dataset<Row> links) {
    return persons.join(links, PERSON_ID, "left_anti").count()
        + keys.join(links, "key", "left_anti").count();
  }

  private static Row row(@Nullable Long person, @Nullable Long key) {
    return RowFactory.create(person, key);
  }

  /** Writes the hashes into the landing folder; the same ones make the same name. */
  public String write(Path landing) {
    String folder = landing.toString();
    MapPartitionsFunction<Row, String> writing = rows -> written(folder, rows);
    Dataset<Row> name =
        keys.coalesce(1)
            .sortWithinPartitions("key")
            .mapPartitions(writing, Encoders.STRING())
            .toDF();
    return Rows.small(name).get(0).getString(0);
  }

  private static Iterator<String> written(String folder, Iterator<Row> rows) {
    Iterator<Long> keys =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public Long next() {
            return rows.next().getLong(0);
          }
        };
    return List.of(Objections.write(Path.of(folder), keys)).iterator();
  }

  /** The rows that are not of these people. */
  public Dataset<Row> without(Dataset<Row> rows) {
    return rows.join(persons, rows.col(PERSON_ID).equalTo(persons.col(PERSON_ID)), "left_anti");
  }
}
