package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.tidetable.features.store.StoreSchema.COLUMN;
import static org.tidetable.features.store.StoreSchema.FATE;
import static org.tidetable.features.store.StoreSchema.FILE;
import static org.tidetable.features.store.StoreSchema.FIRST;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.LINE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.PSEUDONYM;
import static org.tidetable.features.store.StoreSchema.REASON;
import static org.tidetable.features.store.StoreSchema.RECORD;
import static org.tidetable.features.store.StoreSchema.SOURCE;
import static org.tidetable.features.store.StoreSchema.SOURCE_ROW;
import static org.tidetable.features.store.StoreSchema.START_DATE;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.source.Fate;

/** Raw events of all sources to one store: each record once, each under its person. */
public final class EventStore {
  private static final String VERSION = "version";
  private static final String COPY = "copy";
  private static final String CONTENT = "content";

  /** Where a row stands in its file, which is no part of what it says. */
  private static final List<String> PLACE =
      List.of(FILE, RECORD, LINE, FIRST, FATE, REASON, COLUMN);

  private EventStore() {}

  /**
   * What happened to the used rows of one source.
   *
   * @param copies rows that repeat another in every column
   * @param superseded rows whose record has a later known version
   * @param unlinked rows whose pseudonym the link table lacks
   * @param late rows known more than the declared days after their start
   */
  public record Account(
      String source,
      long used,
      long copies,
      long superseded,
      long unlinked,
      long late,
      long pseudonyms,
      long linkedPseudonyms) {
    /** The share of pseudonyms that lead to a person, from 0 to 1. */
    public double linkRate() {
      return pseudonyms == 0 ? 0 : (double) linkedPseudonyms / pseudonyms;
    }
  }

  /**
   * Every used row with its version (1 is the latest known) and copy (1 is the first), and its
   * person where there is one.
   */
  public static Dataset<Row> resolve(Dataset<Row> raw, Dataset<Row> links) {
    Column[] content =
        Arrays.stream(StoreSchema.RAW_EVENTS.fieldNames())
            .filter(name -> !PLACE.contains(name))
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    var copies =
        Window.partitionBy(col(SOURCE), col(SOURCE_ROW), col(CONTENT))
            .orderBy(col(FILE), col(RECORD));
    var versions =
        Window.partitionBy(col(SOURCE), col(SOURCE_ROW))
            .orderBy(col(COPY).asc(), col(KNOWN_DATE).desc(), col(FILE).desc(), col(RECORD).desc());
    return raw.filter(col(FATE).equalTo(Fate.USED.code()))
        .withColumn(CONTENT, xxhash64(content))
        // One exchange serves both windows.
        .repartition(col(SOURCE), col(SOURCE_ROW))
        .withColumn(COPY, row_number().over(copies))
        .withColumn(VERSION, row_number().over(versions))
        .join(
            links,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(SOURCE, PSEUDONYM)).toSeq(),
            "left");
  }

  /** The store's events: latest versions of linked records, in the order of people and days. */
  public static Dataset<Row> events(Dataset<Row> resolved) {
    Column[] columns =
        Arrays.stream(StoreSchema.EVENTS.fieldNames())
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return resolved
        .filter(col(VERSION).equalTo(1).and(col(PERSON_ID).isNotNull()))
        .select(columns)
        .repartition(col(PERSON_ID))
        .sortWithinPartitions(col(PERSON_ID), col(START_DATE), col(SOURCE), col(SOURCE_ROW));
  }

  /**
   * The account of each source, by name.
   *
   * @param lateAfter for each source the days after which a row is late
   */
  public static List<Account> accounts(Dataset<Row> resolved, Map<String, Integer> lateAfter) {
    Column late = lit(false);
    for (Map.Entry<String, Integer> source : lateAfter.entrySet()) {
      late =
          late.or(
              col(SOURCE)
                  .equalTo(source.getKey())
                  .and(datediff(col(KNOWN_DATE), col(START_DATE)).gt(source.getValue())));
    }
    Column linked = col(PERSON_ID).isNotNull();
    Dataset<Row> byPseudonym =
        resolved
            .groupBy(SOURCE, PSEUDONYM)
            .agg(
                count(lit(1)).as("used"),
                rows(col(COPY).gt(1)).as("copies"),
                rows(col(COPY).equalTo(1).and(col(VERSION).gt(1))).as("superseded"),
                rows(col(VERSION).equalTo(1).and(linked.equalTo(false))).as("unlinked"),
                rows(late).as("late"),
                max(when(linked, 1L).otherwise(0L)).as("linked"));
    Dataset<Row> accounts =
        byPseudonym
            .groupBy(SOURCE)
            .agg(
                sum("used"),
                sum("copies"),
                sum("superseded"),
                sum("unlinked"),
                sum("late"),
                count(lit(1)),
                sum("linked"))
            .orderBy(SOURCE);
    return Rows.small(accounts).stream()
        .map(
            row ->
                new Account(
                    row.getString(0),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7)))
        .toList();
  }

  private static Column rows(Column which) {
    return sum(when(which, 1L).otherwise(0L));
  }
}
