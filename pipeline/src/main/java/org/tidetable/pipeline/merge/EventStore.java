package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.END_DATE;
import static org.tidetable.features.store.StoreSchema.FILE;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.PROVIDER_CODE;
import static org.tidetable.features.store.StoreSchema.PSEUDONYM;
import static org.tidetable.features.store.StoreSchema.QUANTITY;
import static org.tidetable.features.store.StoreSchema.RECORD;
import static org.tidetable.features.store.StoreSchema.SECTOR;
import static org.tidetable.features.store.StoreSchema.SOURCE;
import static org.tidetable.features.store.StoreSchema.SOURCE_ROW;
import static org.tidetable.features.store.StoreSchema.START_DATE;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.tidetable.features.frame.Rows;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.landing.Landing;
import org.tidetable.pipeline.landing.RecordHashes;
import org.tidetable.pipeline.run.RunFolder;

/**
 * Landed events of all sources to one store: each record once, each under its person. Only records
 * that occur more than once are compared with each other; the others, nearly all, pass by. One
 * exchange brings the rows of a person together, in columns as small as they can be.
 */
public final class EventStore {
  private static final String SOURCE_PLACE = "source_place";
  private static final String RECORD_KEY = "record_key";
  private static final String LINK_KEY = PersonKeys.LINK_KEY;
  private static final String VERSION = "version";
  private static final String COPY = "copy";
  private static final String CONTENT = "content";

  /** Keys up to this number are sent to every task; more are brought together by an exchange. */
  private static final long MOST_BROADCAST = 6_000_000;

  /** Rows of one file of the store: they are sorted together in memory. */
  private static final long ROWS_PER_FILE = 1_000_000;

  /** Where a row stands in its file, which is no part of what it says, and what is made of it. */
  private static final List<String> SAID =
      List.of(
          PSEUDONYM,
          KIND,
          START_DATE,
          END_DATE,
          KNOWN_DATE,
          QUANTITY,
          AREA_CODE,
          PROVIDER_CODE,
          SOURCE_ROW);

  private final SparkSession spark;
  private final Landing landing;
  private final LandedRows landed;
  private final List<String> sources;
  private final Optional<LocalDate> asOf;
  private final Path scratch;

  /**
   * @param asOf only versions known before that day count; empty for all
   * @param scratch for what is made on the way, deleted by the caller
   */
  public EventStore(
      SparkSession spark,
      Landing landing,
      LandedRows landed,
      Optional<LocalDate> asOf,
      Path scratch) {
    this.spark = spark;
    this.landing = landing;
    this.landed = landed;
    this.sources = landed.sources();
    this.asOf = asOf;
    this.scratch = scratch;
  }

  /**
   * What happened to the used rows of one source.
   *
   * @param copies rows that repeat another in every column
   * @param superseded rows whose record has a later known version
   * @param notYetKnown rows known on the day that was asked for or later
   * @param unlinked rows whose pseudonym the link table lacks
   * @param joined episodes that became part of an earlier one's spell
   * @param kept events in the store
   */
  public record Account(
      String source,
      long used,
      long copies,
      long superseded,
      long notYetKnown,
      long unlinked,
      long joined,
      long kept) {
    public Account {
      if (used != copies + superseded + notYetKnown + unlinked + joined + kept) {
        throw new IllegalStateException("merged rows of source " + source + " do not add up");
      }
    }
  }

  /**
   * How the rows of a source are joined to spells.
   *
   * @param kind the code of the event kind
   * @param days at most so many days lie between two episodes of a spell
   */
  public record Joining(String source, EventKind kind, int days) {}

  /**
   * Writes the store's events into a folder, in the order of people and days.
   *
   * @param successors of area and provider codes
   * @param joinings kinds whose episodes are joined; the others stand as they are
   */
  public List<Account> write(
      Dataset<Row> links,
      long linkCount,
      Successors successors,
      List<Joining> joinings,
      RunFolder folder,
      Path store) {
    Map<String, Long> counts = new HashMap<>();
    Dataset<Row> raw = raw();
    countNotYetKnown(raw, counts);
    Dataset<Row> known =
        asOf.map(day -> raw.filter(col(KNOWN_DATE).lt(lit(Date.valueOf(day))))).orElse(raw);
    Dataset<Row> latest = latest(known, counts);
    Dataset<Row> keys = linkCount <= MOST_BROADCAST ? broadcast(links) : links;
    Observation linked = new Observation("linked");
    Dataset<Row> resolved =
        observed(latest.join(keys, col(LINK_KEY).equalTo(col("key")), "left"), linked);
    Dataset<Row> events =
        CountsStore.replaced(
            resolved.filter(col(PERSON_ID).isNotNull()).drop(LINK_KEY, "key", SOURCE),
            successors,
            List.of(AREA_CODE, PROVIDER_CODE));
    Observation stored = new Observation("stored");
    folder.writeStore(sorted(observed(spells(events, joinings), stored)), store);
    counts.putAll(counted(linked));
    Map<String, Long> written = counted(stored);
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      accounts.add(
          new Account(
              sources.get(i),
              landed.receipts(sources.get(i)).stream().mapToLong(r -> r.rows("used")).sum(),
              counts.getOrDefault("copies_" + i, 0L),
              counts.getOrDefault("superseded_" + i, 0L),
              counts.getOrDefault("later_" + i, 0L),
              counts.getOrDefault("unlinked_" + i, 0L),
              counts.getOrDefault("kept_" + i, 0L) - written.getOrDefault("kept_" + i, 0L),
              written.getOrDefault("kept_" + i, 0L)));
    }
    return accounts;
  }

  /** The rows with the episodes of some kinds joined. */
  private Dataset<Row> spells(Dataset<Row> events, List<Joining> joinings) {
    Dataset<Row> all = events;
    List<EventKind> kinds = List.of(EventKind.values());
    for (Joining joining : joinings) {
      Column own =
          col(SOURCE_PLACE)
              .equalTo(sources.indexOf(joining.source()))
              .and(col(KIND).equalTo(kinds.indexOf(joining.kind())));
      boolean added = Set.of("hours", "sessions", "bed days").contains(joining.kind().unit());
      Dataset<Row> joined =
          Spells.join(
              all.filter(own),
              new Column[] {col(PERSON_ID), col(SOURCE_PLACE), col(KIND)},
              lit(joining.days()),
              lit(added));
      all = all.filter(own.equalTo(false)).unionByName(joined);
    }
    return all;
  }

  private static Map<String, Long> counted(Observation observation) {
    Map<String, Long> counts = new HashMap<>();
    try {
      observation
          .getAsJava()
          .forEach((name, rows) -> counts.put(name, rows instanceof Long number ? number : 0L));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    return counts;
  }

  private Dataset<Row> raw() {
    return landed
        .rows(
            source ->
                List.of(
                    lit(sources.indexOf(source)).as(SOURCE_PLACE),
                    xxhash64(lit(source), col(SOURCE_ROW)).as(RECORD_KEY),
                    landed.linkKey(source)))
        .orElseThrow();
  }

  private void countNotYetKnown(Dataset<Row> raw, Map<String, Long> counts) {
    if (asOf.isPresent()) {
      Rows.small(
              raw.filter(col(KNOWN_DATE).geq(lit(Date.valueOf(asOf.get()))))
                  .groupBy(SOURCE_PLACE)
                  .agg(count(lit(1))))
          .forEach(row -> counts.put("later_" + row.getInt(0), row.getLong(1)));
    }
  }

  /** The latest known version of each record. */
  private Dataset<Row> latest(Dataset<Row> known, Map<String, Long> counts) {
    Path place = scratch.resolve("repeated");
    RunFolder.delete(place);
    repeated().write().parquet(place.toString());
    Dataset<Row> repeated = spark.read().parquet(place.toString());
    long number = repeated.count();
    Column[] columns =
        List.of(
                SOURCE_PLACE,
                LINK_KEY,
                KIND,
                START_DATE,
                END_DATE,
                KNOWN_DATE,
                QUANTITY,
                AREA_CODE,
                PROVIDER_CODE,
                SOURCE_ROW)
            .stream()
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    if (number == 0) {
      return known.select(columns);
    }
    Dataset<Row> keys = number <= MOST_BROADCAST ? broadcast(repeated) : repeated;
    Column same = col(RECORD_KEY).equalTo(col("repeated"));
    Dataset<Row> once = known.join(keys, same, "left_anti").select(columns);
    Path versions = scratch.resolve("versions");
    RunFolder.delete(versions);
    versions(known.join(keys, same, "left_semi"), number).write().parquet(versions.toString());
    Dataset<Row> again = spark.read().parquet(versions.toString());
    Rows.small(
            again
                .groupBy(SOURCE_PLACE)
                .agg(rows(col(COPY).gt(1)), rows(col(COPY).equalTo(1).and(col(VERSION).gt(1)))))
        .forEach(
            row -> {
              counts.put("copies_" + row.getInt(0), row.getLong(1));
              counts.put("superseded_" + row.getInt(0), row.getLong(2));
            });
    return once.union(again.filter(col(VERSION).equalTo(1)).select(columns));
  }

  /** The hashes of records that occur more than once in the files of a source. */
  private Dataset<Row> repeated() {
    List<ArrayList<String>> work = new ArrayList<>();
    for (String source : sources) {
      ArrayList<String> runs = new ArrayList<>();
      landed.receipts(source).forEach(receipt -> runs.addAll(landing.runs(receipt)));
      work.add(runs);
    }
    FlatMapFunction<ArrayList<String>, Long> merge = RecordHashes::repeated;
    JavaSparkContext tasks = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark
        .createDataset(tasks.parallelize(work, work.size()).flatMap(merge).rdd(), Encoders.LONG())
        .toDF("repeated");
  }

  /** Each row with its version (1 is the latest known) and copy (1 is the first). */
  private static Dataset<Row> versions(Dataset<Row> again, long records) {
    Column[] content =
        SAID.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    var copies =
        Window.partitionBy(col(SOURCE_PLACE), col(SOURCE_ROW), col(CONTENT))
            .orderBy(col(FILE), col(RECORD));
    var versions =
        Window.partitionBy(col(SOURCE_PLACE), col(SOURCE_ROW))
            .orderBy(col(COPY).asc(), col(KNOWN_DATE).desc(), col(FILE).desc(), col(RECORD).desc());
    return again
        .withColumn(CONTENT, xxhash64(content))
        // One exchange serves both windows.
        .repartition(parts(records), col(SOURCE_PLACE), col(SOURCE_ROW))
        .withColumn(COPY, row_number().over(copies))
        .withColumn(VERSION, row_number().over(versions));
  }

  private Dataset<Row> observed(Dataset<Row> rows, Observation observation) {
    List<Column> counts = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Column own = col(SOURCE_PLACE).equalTo(i);
      counts.add(rows(own.and(col(PERSON_ID).isNull())).as("unlinked_" + i));
      counts.add(rows(own.and(col(PERSON_ID).isNotNull())).as("kept_" + i));
    }
    return rows.observe(
        observation, counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new));
  }

  /** People together, and within a file by person, day, source and record: one order only. */
  private Dataset<Row> sorted(Dataset<Row> linked) {
    return linked
        .repartition(parts(landed.used()), col(PERSON_ID))
        .sortWithinPartitions(col(PERSON_ID), col(START_DATE), col(SOURCE_PLACE), col(SOURCE_ROW))
        .select(
            col(PERSON_ID),
            LandedRows.sectorCode().as(SECTOR),
            LandedRows.kindCode().as(KIND),
            col(START_DATE),
            col(END_DATE),
            col(KNOWN_DATE),
            col(QUANTITY),
            col(AREA_CODE),
            col(PROVIDER_CODE),
            LandedRows.pick(sources, SOURCE_PLACE).as(SOURCE),
            col(SOURCE_ROW));
  }

  private static int parts(long rows) {
    return (int) (rows / ROWS_PER_FILE) + 1;
  }

  private static Column rows(Column which) {
    return sum(when(which, 1L).otherwise(0L));
  }
}
