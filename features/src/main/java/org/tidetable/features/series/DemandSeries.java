package org.tidetable.features.series;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.AGE_GROUP;
import static org.tidetable.features.store.StoreSchema.ALL;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.AREA_LEVEL;
import static org.tidetable.features.store.StoreSchema.CATEGORY;
import static org.tidetable.features.store.StoreSchema.KIND;
import static org.tidetable.features.store.StoreSchema.MISSING_REASON;
import static org.tidetable.features.store.StoreSchema.PERIOD_START;
import static org.tidetable.features.store.StoreSchema.VALUE;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.problem.DemandProblem;

/**
 * The series of one demand problem, one row each with an array of periods and one of values. What
 * is missing stays missing: a period that the source does not give is absent from the arrays.
 */
public final class DemandSeries {
  public static final String SERIES_ID = "series_id";
  public static final String PERIODS = "periods";
  public static final String VALUES = "series_values";

  /** Why a value is missing, in the words of its source; blank where it is not. */
  public static final String REASONS = "reasons";

  /** The columns of the series. */
  public static final StructType SCHEMA =
      new StructType()
          .add(SERIES_ID, DataTypes.StringType)
          .add(AREA_CODE, DataTypes.StringType)
          .add(AREA_LEVEL, DataTypes.StringType)
          .add(AGE_GROUP, DataTypes.StringType)
          .add(CATEGORY, DataTypes.StringType)
          .add(PERIODS, DataTypes.createArrayType(DataTypes.DateType))
          .add(VALUES, DataTypes.createArrayType(DataTypes.DoubleType))
          .add(REASONS, DataTypes.createArrayType(DataTypes.StringType));

  private static final double PER_HUNDRED = 100;
  private static final String NOT_GIVEN = "not given";

  private DemandSeries() {}

  /** Which parts of the counts a problem asks for. */
  public record Parts(List<String> levels, List<String> ageGroups, List<String> categories) {
    public Parts {
      levels = List.copyOf(levels);
      ageGroups = ageGroups.isEmpty() ? List.of(ALL) : List.copyOf(ageGroups);
      categories = categories.isEmpty() ? List.of(ALL) : List.copyOf(categories);
    }
  }

  /**
   * The series of a problem.
   *
   * @param counts used rows of one source, with all levels that are asked for
   */
  public static Dataset<Row> of(Dataset<Row> counts, DemandProblem problem, Parts parts) {
    Dataset<Row> asked =
        counts
            .filter(col(AREA_LEVEL).isin(parts.levels().toArray()))
            .filter(col(AGE_GROUP).isin(parts.ageGroups().toArray()))
            .filter(col(CATEGORY).isin(parts.categories().toArray()));
    Column amount = max(when(col(KIND).equalTo(problem.kind().code()), col(VALUE)));
    Column value =
        problem
            .per()
            .map(per -> max(when(col(KIND).equalTo(per.code()), col(VALUE))))
            // Where nothing was possible there is no share: missing, never 0.
            .map(base -> when(base.gt(0), amount.divide(base).multiply(PER_HUNDRED)))
            .orElse(amount);
    Column[] dimensions = {col(AREA_CODE), col(AREA_LEVEL), col(AGE_GROUP), col(CATEGORY)};
    Dataset<Row> byPeriod =
        asked
            .groupBy(
                col(AREA_CODE), col(AREA_LEVEL), col(AGE_GROUP), col(CATEGORY), col(PERIOD_START))
            .agg(value.as(VALUE), max(col(MISSING_REASON)).as(MISSING_REASON));
    return byPeriod
        .groupBy(dimensions)
        .agg(
            sort_array(
                    collect_list(
                        struct(
                            col(PERIOD_START),
                            coalesce(col(VALUE), lit(Double.NaN)).as(VALUE),
                            when(col(VALUE).isNotNull(), "")
                                .otherwise(coalesce(col(MISSING_REASON), lit(NOT_GIVEN)))
                                .as(REASONS))))
                .as("pairs"))
        .select(
            id(problem).as(SERIES_ID),
            col(AREA_CODE),
            col(AREA_LEVEL),
            col(AGE_GROUP),
            col(CATEGORY),
            transform(col("pairs"), pair -> pair.getField(PERIOD_START)).as(PERIODS),
            transform(col("pairs"), pair -> pair.getField(VALUE)).as(VALUES),
            transform(col("pairs"), pair -> pair.getField(REASONS)).as(REASONS));
  }

  private static Column id(DemandProblem problem) {
    return concat_ws(
        "/",
        lit(problem.name()),
        col(AREA_CODE),
        when(col(AGE_GROUP).notEqual(ALL), col(AGE_GROUP)),
        when(col(CATEGORY).notEqual(ALL), col(CATEGORY)));
  }
}
