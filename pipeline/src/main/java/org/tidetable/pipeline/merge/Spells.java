package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.END_DATE;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.PROVIDER_CODE;
import static org.tidetable.features.store.StoreSchema.QUANTITY;
import static org.tidetable.features.store.StoreSchema.SOURCE_ROW;
import static org.tidetable.features.store.StoreSchema.START_DATE;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Episodes that overlap or adjoin made one spell: a transfer between wards is one stay. A spell
 * begins with its first episode and ends with the last; it is known when its last part was known,
 * so that nothing is seen early; area, provider and record are those of the first.
 */
public final class Spells {
  private static final String REACHED = "reached";
  private static final String SPELL = "spell";

  private Spells() {}

  /**
   * The rows, those of one person, source and kind joined where at most so many days lie between.
   *
   * @param within the columns that part the rows: person, source and kind
   * @param days days between the end of one episode and the start of the next; 0 joins those that
   *     touch or overlap. Every row must have it.
   * @param added whether the quantities of parts add up; else the largest stands
   */
  public static Dataset<Row> join(Dataset<Row> rows, Column[] within, Column days, Column added) {
    WindowSpec order = Window.partitionBy(within).orderBy(col(START_DATE), col(SOURCE_ROW));
    Column end = coalesce(col(END_DATE), col(START_DATE));
    // A long episode may enclose several short ones.
    Column reached =
        max(end).over(order.rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
    Column begins =
        when(
                lag(col(REACHED), 1)
                    .over(order)
                    .isNull()
                    .or(col(START_DATE).gt(date_add(lag(col(REACHED), 1).over(order), days))),
                lit(1))
            .otherwise(lit(0));
    Dataset<Row> numbered =
        rows.withColumn(REACHED, reached)
            .withColumn("begins", begins)
            .withColumn(SPELL, sum(col("begins")).over(order))
            .withColumn("added", added);
    Column[] keys = new Column[within.length + 1];
    System.arraycopy(within, 0, keys, 0, within.length);
    keys[within.length] = col(SPELL);
    Column first = struct(col(START_DATE), col(SOURCE_ROW));
    return numbered
        .groupBy(keys)
        .agg(
            org.apache.spark.sql.functions.min(START_DATE).as(START_DATE),
            max(END_DATE).as(END_DATE),
            max(KNOWN_DATE).as(KNOWN_DATE),
            when(max(col("added").cast(DataTypes.IntegerType)).equalTo(1), sum(QUANTITY))
                .otherwise(max(QUANTITY))
                .as(QUANTITY),
            min_by(col(AREA_CODE), first).as(AREA_CODE),
            min_by(col(PROVIDER_CODE), first).as(PROVIDER_CODE),
            min_by(col(SOURCE_ROW), first).as(SOURCE_ROW))
        .drop(SPELL);
  }
}
