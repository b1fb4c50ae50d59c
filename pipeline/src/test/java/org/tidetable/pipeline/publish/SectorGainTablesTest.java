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

class SectorGainTablesTest {
  private static final StructType LIFTS =
      new StructType()
          .add("sector", StringType)
          .add("people", IntegerType)
          .add("auroc", DoubleType)
          .add("auroc_lower", DoubleType)
          .add("auroc_upper", DoubleType)
          .add("gain", DoubleType)
          .add("lower", DoubleType)
          .add("upper", DoubleType);

  private static Row row(String sector, double auroc, double gain) {
    return new GenericRowWithSchema(
        new Object[] {
          sector, 4000, auroc, auroc - 0.005, auroc + 0.005, gain, gain - 0.5, gain + 0.5
        },
        LIFTS);
  }

  @Test
  void a_sentence_says_of_each_sector_whether_its_records_add() {
    Table table =
        SectorGainTables.sectors(
            Map.of(
                "care",
                List.of(
                    row("health", 0.031, 2.1),
                    row("education", 0.006, 0.1),
                    row("care", -0.008, -0.4),
                    row(SectorGainTables.OTHERS, 0.012, 0.3))),
            Map.of());

    assertThat(SectorGainTables.sentences(table))
        .containsExactly(
            "Records of health add to all other records: with them 3.1 more of 100 pairs of people"
                + " are in the right order (2.6 to 3.6), and acting finds 2.1 more true cases in"
                + " 1,000 people, less needless visits (1.6 to 2.6).",
            "Records of education add nothing beyond chance to all other records.",
            "Records of social care add nothing beyond chance to all other records.",
            "The records of all sectors but health, together, add to all other records: with them"
                + " 1.2 more of 100 pairs of people are in the right order (0.7 to 1.7); that"
                + " acting finds more true cases is not shown (0.3 in 1,000 people, less needless"
                + " visits, -0.2 to 0.8).");
  }

  @Test
  void nothing_is_concluded_of_a_risk_that_is_not_to_be_used() {
    Table table =
        SectorGainTables.sectors(
            Map.of("care", List.of(row("health", 0.031, 2.1))), Map.of("care", "too few"));

    assertThat(table.rows().get(0).get(table.indexOf("verdict")).fold(Plain.TEXT))
        .isEqualTo("not assessed");
    assertThat(SectorGainTables.sentences(table)).isEmpty();
  }
}
