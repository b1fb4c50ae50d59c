package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.AREA_NAME;
import static org.tidetable.features.store.StoreSchema.FILE;
import static org.tidetable.features.store.StoreSchema.MISSING_REASON;
import static org.tidetable.features.store.StoreSchema.RECORD;
import static org.tidetable.features.store.StoreSchema.SOURCE;
import static org.tidetable.features.store.StoreSchema.VALUE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.tidetable.pipeline.quality.QualityCheck;

/**
 * Published counts with one number for each place and period. Where several were given the one of
 * the file that stands last in the configuration is used, as a release that was revised is named
 * after the one before it; of one file the largest, as a total is no less than its parts. A number
 * that is missing gives way to one that is not. Files of one name, in folders of their own, count
 * as one.
 */
public final class CountsOnce {
  /** The check of numbers that contradict each other. */
  public static final String DIFFERENT = "counts_differ";

  private static final String GIVEN = "given";
  private static final String DIFFER = "differ";

  private final Observation seen = new Observation();
  private final List<String> sources;
  private final Dataset<Row> rows;

  /**
   * What is to be written once; the numbers are known when it has been.
   *
   * @param files of each source in the order of the configuration, by name
   */
  public CountsOnce(Dataset<Row> counts, SortedMap<String, List<String>> files) {
    this.sources = List.copyOf(files.keySet());
    List<String> places = new ArrayList<>();
    files.forEach((source, own) -> own.forEach(file -> places.add(source + "/" + file)));
    Column order =
        struct(
            col(VALUE).isNotNull(),
            array_position(
                lit((Object) places.toArray(String[]::new)),
                concat(col(SOURCE), lit("/"), col(FILE))),
            col(VALUE),
            col(RECORD));
    Column[] kept = columns(List.of(AREA_NAME, VALUE, MISSING_REASON, FILE, RECORD));
    Dataset<Row> single =
        counts
            .groupBy(columns(CountsStore.PLACE))
            .agg(
                max_by(struct(kept), order).as("kept"),
                count(lit(1)).as(GIVEN),
                coalesce(max(VALUE).notEqual(min(VALUE)), lit(false)).as(DIFFER));
    List<Column> told = new ArrayList<>();
    for (int at = 0; at < this.sources.size(); at++) {
      Column own = col(SOURCE).equalTo(this.sources.get(at));
      told.add(sum(when(own, col(GIVEN).minus(1)).otherwise(0)).as(GIVEN + at));
      told.add(sum(when(own.and(col(DIFFER)), 1).otherwise(0)).as(DIFFER + at));
    }
    List<Column> columns = new ArrayList<>(List.of(columns(CountsStore.PLACE)));
    columns.add(col("kept.*"));
    this.rows =
        single
            .observe(seen, told.get(0), told.subList(1, told.size()).toArray(Column[]::new))
            .select(columns.toArray(Column[]::new));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }

  /** The numbers, in the columns that counts have. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** What was given more than once, by source; after {@link #rows} have been written. */
  public List<QualityCheck> checks() {
    Map<String, Object> numbers;
    try {
      numbers = seen.getAsJava();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while counts were written", stopped);
    }
    List<QualityCheck> checks = new ArrayList<>();
    for (int at = 0; at < sources.size(); at++) {
      String source = sources.get(at);
      checks.add(
          QualityCheck.note(
              source,
              "counts_repeated",
              number(numbers, GIVEN + at),
              "Numbers given again for one area, period, age group and category; one is used"));
      long differ = number(numbers, DIFFER + at);
      if (differ > 0) {
        checks.add(
            new QualityCheck(
                source,
                DIFFERENT,
                "warning",
                differ,
                0,
                "Areas and periods with numbers that differ; that of the last file is used, in one"
                    + " file the largest. If the rows are parts, name their column as category or"
                    + " age_group in the mapping, or choose among them by \"where\""));
      }
    }
    return checks;
  }

  private static long number(Map<String, Object> numbers, String name) {
    return Optional.ofNullable(numbers.get(name)).map(n -> ((Number) n).longValue()).orElse(0L);
  }
}
