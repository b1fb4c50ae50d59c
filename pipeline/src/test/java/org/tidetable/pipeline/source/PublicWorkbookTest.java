package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tidetable.features.store.StoreSchema;

/** A workbook as a department published it: ten sheets, each a table among notes. */
class PublicWorkbookTest {
  private static final String WORKBOOK = "messy-public-returns/workbooks/SFR49_2014_LATables.xlsx";
  private static final String ALL =
      "Number of children looked after at 31 March who had been looked after for at least 12 months";

  /** The numbers of a column by area, of the rows that are used. */
  private static Map<String, Double> column(int table, String heading) {
    SourceMapping mapping =
        PublicFiles.mapping("dfe-looked-after-outcomes-2014-la" + table + ".yaml");
    StructType schema = SourceReading.schema(mapping);
    Path file = PublicFiles.folder().resolve(WORKBOOK);
    Map<String, Double> found = new HashMap<>();
    for (Row row : Readings.all(file, mapping)) {
      String fate = row.getString(schema.fieldIndex(StoreSchema.FATE));
      assertThat(fate).isNotEqualTo(Fate.SET_ASIDE.code());
      Object value = heading.isEmpty() ? null : row.get(schema.fieldIndex(heading));
      if (fate.equals(Fate.USED.code())) {
        found.put(row.getString(schema.fieldIndex("column_1")), (Double) value);
      }
    }
    return found;
  }

  @Test
  void every_sheet_gives_england_9_regions_with_the_parts_of_london_and_152_authorities() {
    for (int table = 1; table <= 10; table++) {
      assertThat(column(table, "")).as("Table LA" + table).hasSize(164);
    }
  }

  @Test
  void numbers_are_those_of_the_sheet() {
    assertThat(column(4, ALL + "2"))
        .containsEntry("ENGLAND", 47_670.0)
        .containsEntry("Durham", 410.0);
    Map<String, Double> regions = column(5, ALL + "1");
    double sum =
        List.of(
                "NORTH EAST",
                "NORTH WEST",
                "YORKSHIRE AND THE HUMBER",
                "EAST MIDLANDS",
                "WEST MIDLANDS",
                "EAST OF ENGLAND",
                "LONDON",
                "SOUTH EAST",
                "SOUTH WEST")
            .stream()
            .mapToDouble(regions::get)
            .sum();
    assertThat(sum).isBetween(47_670.0 - 50, 47_670.0 + 50);
  }
}
