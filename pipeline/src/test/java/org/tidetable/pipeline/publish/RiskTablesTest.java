package org.tidetable.pipeline.publish;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;

class RiskTablesTest {
  private static final StructType SCORED =
      new StructType()
          .add("area_code", StringType)
          .add("age_band", StringType)
          .add("listed", BooleanType);
  private static final StructType GATES =
      new StructType()
          .add("attribute", StringType)
          .add("group_name", StringType)
          .add("verdict", StringType);

  @Test
  void an_area_that_was_judged_with_all_small_ones_is_marked_withdrawn_with_them() {
    Table table =
        RiskTables.cohorts(
            Map.of(
                "care",
                List.of(row(SCORED, "town", "65-74", true), row(SCORED, "hamlet", "65-74", false))),
            "all-areas",
            Map.of(),
            Map.of(
                "care",
                List.of(
                    row(GATES, "area", "all small groups", "withdrawn"),
                    row(GATES, "area", "town", "passed"),
                    row(GATES, "area", "everybody", "passed"),
                    row(GATES, "age_band", "65-74", "passed"),
                    row(GATES, "age_band", "everybody", "passed"))));

    assertThat(table.rows())
        .extracting(row -> row.get(1).fold(Plain.TEXT) + ": " + row.get(6).fold(Plain.TEXT))
        .containsOnly("all-areas: ", "town: ", "hamlet: withdrawn for this group");
  }

  private static Row row(StructType type, Object... values) {
    return new GenericRowWithSchema(values, type);
  }
}
