package org.tidetable.pipeline.publish;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
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

class RiskWorthTablesTest {
  private static final StructType GATES =
      new StructType()
          .add("attribute", StringType)
          .add("group_name", StringType)
          .add("people", IntegerType)
          .add("with_outcome", IntegerType)
          .add("ratio", DoubleType)
          .add("verdict", StringType);

  private static Row gate(String group, int people) {
    return new GenericRowWithSchema(
        new Object[] {"looked_after", group, people, 0, null, "not_assessed"}, GATES);
  }

  @Test
  void small_groups_of_few_people_together_are_not_published() {
    Table table =
        RiskWorthTables.groups(
            Map.of(
                "absence",
                List.of(
                    gate("all small groups", 9),
                    gate("before", 10),
                    gate("never known", 900),
                    gate("everybody", 919))));
    assertThat(table.rows())
        .extracting(row -> row.get(2).fold(Plain.TEXT))
        .containsExactly("before", "never known", "everybody");
  }
}
