package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.AGE_GROUP;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.AREA_LEVEL;
import static org.tidetable.features.store.StoreSchema.AREA_NAME;
import static org.tidetable.features.store.StoreSchema.CATEGORY;
import static org.tidetable.features.store.StoreSchema.FILE;
import static org.tidetable.features.store.StoreSchema.GRAIN;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.MISSING_REASON;
import static org.tidetable.features.store.StoreSchema.PERIOD_START;
import static org.tidetable.features.store.StoreSchema.RECORD;
import static org.tidetable.features.store.StoreSchema.SOURCE;
import static org.tidetable.features.store.StoreSchema.VALUE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Published counts under the codes of today: old series go on under the code that followed. */
public final class CountsStore {
  private static final StructType CODES =
      new StructType()
          .add("old_code", DataTypes.StringType, false)
          .add("new_code", DataTypes.StringType, false);

  /** What tells one number from another. */
  static final List<String> PLACE =
      List.of(SOURCE, KIND, GRAIN, AREA_CODE, AREA_LEVEL, AGE_GROUP, CATEGORY, PERIOD_START);

  private CountsStore() {}

  /** The map from old to new codes as a table. */
  static Dataset<Row> codes(SparkSession spark, Successors successors) {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, String> code : successors.now().entrySet()) {
      rows.add(RowFactory.create(code.getKey(), code.getValue()));
    }
    return broadcast(spark.createDataFrame(rows, CODES));
  }

  /**
   * The counts with ended codes replaced. Where several codes became one their counts are added up;
   * where one of them is missing the sum is missing too, with its reason.
   *
   * @param counts each number once
   */
  public static Dataset<Row> underSuccessors(Dataset<Row> counts, Successors successors) {
    if (successors.isNone()) {
      return counts;
    }
    Column[] place =
        PLACE.stream()
            .map(
                name ->
                    name.equals(AREA_CODE)
                        ? coalesce(col("new_code"), col(AREA_CODE)).as(AREA_CODE)
                        : col(name))
            .toArray(Column[]::new);
    return counts
        .join(
            codes(counts.sparkSession(), successors),
            col(AREA_CODE).equalTo(col("old_code")),
            "left")
        .groupBy(place)
        .agg(
            // The name of today's code, where it has numbers of its own.
            max(when(col("new_code").isNull(), col(AREA_NAME))).as(AREA_NAME),
            when(count(VALUE).equalTo(count(lit(1))), sum(VALUE)).as(VALUE),
            max(MISSING_REASON).as(MISSING_REASON),
            max(FILE).as(FILE),
            max(RECORD).as(RECORD));
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }

  /** A table with the codes of some of its columns replaced. */
  public static Dataset<Row> replaced(
      Dataset<Row> rows, Successors successors, List<String> columns) {
    if (successors.isNone()) {
      return rows;
    }
    Dataset<Row> changed = rows;
    String[] names = rows.columns();
    for (String column : columns) {
      changed =
          changed
              .join(
                  codes(rows.sparkSession(), successors),
                  col(column).equalTo(col("old_code")),
                  "left")
              .withColumn(column, coalesce(col("new_code"), col(column)))
              .drop("old_code", "new_code");
    }
    return changed.select(columns(names));
  }
}
