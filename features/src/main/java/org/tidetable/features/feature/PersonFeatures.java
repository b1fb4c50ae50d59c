package org.tidetable.features.feature;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.history.IndexDates.AGE;
import static org.tidetable.features.store.StoreSchema.DEPRIVATION_DECILE;
import static org.tidetable.features.store.StoreSchema.SEX;

import java.util.List;
import org.apache.spark.sql.Column;
import org.tidetable.features.feature.Feature.Basis;

/**
 * What is known of the person apart from any service. Ethnic group is kept for audit, and is not a
 * feature.
 */
final class PersonFeatures {
  private PersonFeatures() {}

  private static final int LAST_DECILE = 10;

  static final List<Feature> ALL =
      List.of(
          of("age_years", "years", "Age in whole years", col(AGE)),
          of(
              "age_over_75_years",
              "years",
              "Years above 75, as risk bends upwards there",
              greatest(col(AGE).minus(75), lit(0))),
          of("is_male", "0 or 1", "Recorded as male", when(col(SEX).equalTo("M"), 1).otherwise(0)),
          of(
              "sex_unknown",
              "0 or 1",
              "Sex is not recorded",
              when(col(SEX).isNull(), 1).otherwise(0)),
          of(
              "deprivation",
              "tenths",
              "0 in the least deprived tenth of areas, 9 in the most; 0 also where unknown",
              coalesce(lit(LAST_DECILE).minus(col(DEPRIVATION_DECILE)), lit(0))),
          of(
              "deprivation_unknown",
              "0 or 1",
              "The deprivation of the area is not known",
              when(col(DEPRIVATION_DECILE).isNull(), 1).otherwise(0)));

  private static Feature of(String name, String unit, String description, Column column) {
    return new Feature(name, unit, description, Basis.PERSON, column.cast("double"));
  }
}
