package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.evaluation.YearTotal;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.problem.DemandProblem;

/** How totals of years lie between the stages. */
final class YearStore {
  static final StructType YEARS = years();

  private YearStore() {}

  private static StructType years() {
    StructType schema =
        new StructType()
            .add("series_id", StringType, false)
            .add("year_kind", StringType, false)
            .add("year", StringType, false)
            .add("observed_periods", IntegerType, false)
            .add("ahead_periods", IntegerType, false)
            .add("observed_part", DoubleType)
            .add("expected", DoubleType);
    for (int level : DemandProblem.PUBLISHED_LEVELS) {
      schema = schema.add("lower_" + level, DoubleType).add("upper_" + level, DoubleType);
    }
    return schema.add("status", StringType, false).add("reason", StringType, false);
  }

  static List<Row> rows(List<YearTotal> years) {
    List<Row> rows = new ArrayList<>(years.size());
    for (YearTotal year : years) {
      List<Object> cells = new ArrayList<>();
      cells.add(year.seriesId());
      cells.add(year.kind().code());
      cells.add(year.label());
      cells.add(year.observedPeriods());
      cells.add(year.aheadPeriods());
      cells.add(nullable(year.observedPart()));
      cells.add(nullable(year.expected()));
      for (int i = 0; i < DemandProblem.PUBLISHED_LEVELS.size(); i++) {
        Forecast.@Nullable Interval interval =
            year.intervals().isEmpty() ? null : year.intervals().get(i);
        cells.add(interval == null ? null : interval.lower());
        cells.add(interval == null ? null : interval.upper());
      }
      cells.add(year.status());
      cells.add(year.reason());
      rows.add(RowFactory.create(cells.toArray()));
    }
    return rows;
  }

  private static @Nullable Double nullable(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
