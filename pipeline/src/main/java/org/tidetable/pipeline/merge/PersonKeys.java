package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.LINE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.SOURCE;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.landing.RecordHashes;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/**
 * The table that leads from a source's pseudonym to a person. Both are kept as 64-bit hashes: among
 * 15 million pseudonyms two have the same hash with a chance of 6 in a million, and then the table
 * is refused.
 */
public final class PersonKeys {
  /** The hash of source and pseudonym. */
  public static final String LINK_KEY = "link_key";

  /** Links as they are kept. */
  public static final StructType LINKS =
      new StructType()
          .add("key", DataTypes.LongType, false)
          .add(PERSON_ID, DataTypes.LongType, false)
          .add(SOURCE, DataTypes.StringType, false);

  private static final StructType ROWS = LINKS.add(LINE, DataTypes.LongType, false);
  private static final String PSEUDONYM = "pseudonym";
  private static final String IDENTIFIER = "identifier";

  private PersonKeys() {}

  /** Makes the pseudonym of a local identifier, with the key of its source. */
  public interface Pseudonymising extends Serializable {
    String of(String source, String identifier);
  }

  /** Links of one source, and people who have more than one pseudonym in it. */
  public record Counted(String source, long links, long peopleWithSeveral) {}

  /**
   * Reads the link table into a folder.
   *
   * @throws UserError for a pseudonym that leads to two people: its events would be doubled
   */
  public static void read(
      SparkSession spark, Path file, Pseudonymising pseudonymising, RunFolder folder, Path links) {
    boolean raw = KeyFile.header(file).contains(IDENTIFIER);
    String column = raw ? IDENTIFIER : PSEUDONYM;
    KeyFile table =
        new KeyFile(file.toString(), List.of("link_id", SOURCE, column), pseudonymising);
    KeyFile.Making making = cells -> link(cells, cells.get(2));
    Dataset<Row> rows =
        KeyFile.rows(spark, List.of(table), ROWS, making)
            .groupBy("key", SOURCE)
            .agg(min(PERSON_ID).as(PERSON_ID), max(PERSON_ID).as("other"), max(LINE).as(LINE));
    Path all = links.resolveSibling("links.read");
    try {
      folder.write(rows, all);
    } catch (Exception failure) {
      RunFolder.delete(all);
      throw UserError.unwrapped(failure);
    }
    Dataset<Row> read = folder.read(spark, all);
    refuseTwoPersons(read, file);
    folder.write(read.select("key", PERSON_ID, SOURCE), links);
    RunFolder.delete(all);
  }

  private static Row link(KeyFile.Cells cells, String pseudonym) {
    if (cells.get(0).isEmpty() || cells.get(1).isEmpty() || pseudonym.isEmpty()) {
      throw cells.refuse("has a blank cell. Give every row a link_id, a source and a pseudonym.");
    }
    return RowFactory.create(
        RecordHashes.of(cells.get(1), pseudonym),
        RecordHashes.of(cells.get(0)),
        cells.get(1),
        cells.line());
  }

  private static void refuseTwoPersons(Dataset<Row> read, Path file) {
    Row two =
        Rows.small(
                read.filter(col(PERSON_ID).notEqual(col("other")))
                    .agg(count(lit(1)), min(LINE), min(SOURCE)))
            .get(0);
    if (two.getLong(0) > 0) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s:%d:1  %d pseudonyms have more than one person; one is in this row, one is of source"
              + " %s. Ask the linkage body which is right, and keep that one.",
          file,
          two.getLong(1),
          two.getLong(0),
          two.getString(2));
    }
  }

  /** Counts the links of each source, by name. */
  public static Map<String, Counted> counts(Dataset<Row> links) {
    Map<String, Counted> counts = new TreeMap<>();
    Rows.small(
            links
                .groupBy(SOURCE, PERSON_ID)
                .agg(count(lit(1)).as("links"))
                .groupBy(SOURCE)
                .agg(sum("links"), sum(when(col("links").gt(1), 1L).otherwise(0L))))
        .forEach(
            row ->
                counts.put(
                    row.getString(0),
                    new Counted(row.getString(0), row.getLong(1), row.getLong(2))));
    return counts;
  }
}
