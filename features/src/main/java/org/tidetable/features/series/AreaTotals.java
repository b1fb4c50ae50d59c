package org.tidetable.features.series;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.AGE_GROUP;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.AREA_LEVEL;
import static org.tidetable.features.store.StoreSchema.AREA_NAME;
import static org.tidetable.features.store.StoreSchema.CATEGORY;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.MISSING_REASON;
import static org.tidetable.features.store.StoreSchema.PERIOD_START;
import static org.tidetable.features.store.StoreSchema.VALUE;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds counts up to the areas above, where the source does not publish those itself. */
public final class AreaTotals {
  public static final String PARENT_CODE = "parent_code";

  /**
   * The share of an area's usual total that may be missing in a period before its total is missing
   * too: a total that leaves out a large part is worse than none.
   */
  private static final double MISSING_SHARE = 0.02;

  private AreaTotals() {}

  /**
   * Counts of the level above.
   *
   * @param counts rows of one level only
   * @param parents area_code and parent_code, one row for each area that has a parent
   * @param level the level of the parents
   */
  public static Dataset<Row> above(Dataset<Row> counts, Dataset<Row> parents, String level) {
    Column[] part = {col(AREA_CODE), col(KIND), col(AGE_GROUP), col(CATEGORY)};
    Dataset<Row> usual = counts.groupBy(part).agg(avg(VALUE).as("usual"));
    Dataset<Row> sized =
        counts
            .join(
                usual,
                scala.jdk.javaapi.CollectionConverters.asScala(
                        java.util.List.of(AREA_CODE, KIND, AGE_GROUP, CATEGORY))
                    .toSeq())
            .join(parents.select(AREA_CODE, PARENT_CODE), AREA_CODE);
    Column missing = sum(when(col(VALUE).isNull(), coalesce(col("usual"), lit(0))).otherwise(0));
    Column size = sum(coalesce(col("usual"), lit(0)));
    Column share = when(size.gt(0), missing.divide(size)).otherwise(0);
    return sized
        .groupBy(col(PARENT_CODE), col(KIND), col(AGE_GROUP), col(CATEGORY), col(PERIOD_START))
        .agg(when(share.leq(MISSING_SHARE), sum(VALUE)).as(VALUE), first(lit(level)).as(AREA_LEVEL))
        .select(
            col(PARENT_CODE).as(AREA_CODE),
            lit(null).cast("string").as(AREA_NAME),
            col(AREA_LEVEL),
            col(KIND),
            col(AGE_GROUP),
            col(CATEGORY),
            col(PERIOD_START),
            col(VALUE),
            when(col(VALUE).isNull(), "too large a part is missing").as(MISSING_REASON));
  }
}
