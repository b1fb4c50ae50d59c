package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.evaluation.RangeUpdate;

/** By how much the ranges of a demand were multiplied, as it lies between the stages. */
final class RangeStore {
  static final StructType RANGES =
      new StructType().add("level", IntegerType, false).add("factor", DoubleType, false);

  private RangeStore() {}

  static List<Row> rows(RangeUpdate update) {
    return update.factors().entrySet().stream()
        .map(one -> RowFactory.create(one.getKey(), one.getValue()))
        .toList();
  }

  /** What {@link #rows} wrote, behind the name of the demand. */
  static RangeUpdate read(List<Row> rows) {
    SortedMap<Integer, Double> factors = new TreeMap<>();
    rows.forEach(row -> factors.put(row.<Integer>getAs("level"), row.<Double>getAs("factor")));
    return new RangeUpdate(factors);
  }
}
