package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.quality.QualityCheck;

/** How many pseudonyms lead to a person, by source and by group: a low share is a bias. */
public final class Linkage {
  private static final double LEAST_LINK_RATE = 0.9;

  private Linkage() {}

  /** The findings about the links of each source. */
  public static List<QualityCheck> checks(
      SparkSession spark, LandedRows landed, Dataset<Row> links) {
    List<String> sources = landed.sources();
    Optional<Dataset<Row>> rows =
        landed.rows(
            source ->
                List.of(lit(sources.indexOf(source)).as("source_place"), landed.linkKey(source)));
    Column linked = col(PERSON_ID).isNotNull();
    List<QualityCheck> checks = new ArrayList<>();
    if (rows.isEmpty()) {
      return checks;
    }
    Dataset<Row> pseudonyms =
        rows.get()
            .select(col("source_place"), col(PersonKeys.LINK_KEY))
            .distinct()
            .join(broadcast(links), col(PersonKeys.LINK_KEY).equalTo(col("key")), "left");
    for (Row row :
        Rows.small(
            pseudonyms
                .groupBy("source_place")
                .agg(count(lit(1)), sum(when(linked, 1L).otherwise(0L)))
                .orderBy("source_place"))) {
      long of = row.getLong(1);
      checks.add(
          QualityCheck.share(
              sources.get(row.getInt(0)),
              "link_rate",
              of == 0 ? 0 : (double) row.getLong(2) / of,
              of,
              LEAST_LINK_RATE,
              "Share of pseudonyms that lead to a person; cohorts may be biased below 90 %"));
    }
    return checks;
  }
}
