package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.CountsMapping.AreaRule;
import org.tidetable.pipeline.source.CountsMapping.Breakdown;
import org.tidetable.pipeline.source.CountsMapping.Measure;
import org.tidetable.pipeline.source.CountsMapping.PeriodMapping;

class CountsReadingTest {
  @TempDir private Path folder;

  private List<Row> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("delays.csv"), text);
    CountsMapping counts =
        new CountsMapping(
            Grain.MONTH,
            new PeriodMapping(List.of("month"), "yyyy-MM-dd"),
            List.of(
                new AreaRule("nation", "code", null, Map.of("level", List.of("National")), null),
                new AreaRule(
                    "council",
                    "code",
                    null,
                    Map.of("level", List.of("Local")),
                    Map.of("XX", "Elsewhere"))),
            new Breakdown(List.of("age", "age_group"), "18plus"),
            null,
            List.of(
                new Measure("days", EventKind.DELAYED_BED_DAY, null, null),
                new Measure("requests", EventKind.CARE_REQUEST, null, null)));
    Map<String, String> missing = Map.of("NA", "not reported", "NaN", "nothing was possible");
    return Readings.all(file, Readings.mapping("delays", missing, counts, null));
  }

  @Test
  void every_measure_of_a_row_becomes_a_number_with_its_period_and_breakdown() throws IOException {
    List<Row> rows =
        read(
            """
            month,level,code,age,days,requests
            2024-01-01,Local,S1,75plus,12,3.5
            2024-01-01,National,S0,18plus,40,9
            """);
    assertThat(
            Readings.columns(
                StoreSchema.COUNTS,
                rows,
                "kind",
                "area_code",
                "area_level",
                "age_group",
                "category",
                "period_start",
                "value",
                "first"))
        .containsExactly(
            "delayed_bed_day S1 council 75plus all 2024-01-01 12.0 true",
            "care_request S1 council 75plus all 2024-01-01 3.5 false",
            "delayed_bed_day S0 nation all all 2024-01-01 40.0 true",
            "care_request S0 nation all all 2024-01-01 9.0 false");
  }

  @Test
  void a_missing_mark_is_a_missing_value_with_its_meaning_and_never_zero() throws IOException {
    List<Row> rows =
        read(
            """
            month,level,code,age_group,days,requests
            2024-01-01,Local,S1,18plus,NA,NaN
            2024-01-01,Local,S2,18plus,,0
            """);
    assertThat(Readings.columns(StoreSchema.COUNTS, rows, "area_code", "value", "missing_reason"))
        .containsExactly(
            "S1 null not reported", "S1 null nothing was possible", "S2 null blank", "S2 0.0 null");
  }

  @Test
  void a_code_that_means_no_known_area_is_an_area_of_its_own() throws IOException {
    List<Row> rows = read("month,level,code,age,days,requests\n2024-01-01,Local,XX,18plus,1,2\n");
    assertThat(Readings.columns(StoreSchema.COUNTS, rows, "area_code", "area_name"))
        .containsOnly("council-unknown Elsewhere");
  }

  @Test
  void every_row_has_one_fate_and_a_faulty_one_its_reason_and_column() throws IOException {
    List<Row> rows =
        read(
            """
            month,level,code,age,days,requests
            2024-01-01,Local,S1,18plus,1
            2024-01-01,Local,S1,18plus,1,2,3
            2024-01-01,Ward,S1,18plus,1,2
            2024-01-01,Local,NA,18plus,1,2
            January,Local,S1,18plus,1,2
            2024-02-30,Local,S1,18plus,1,2
            2024-01-01,Local,S1,18plus,1,many
            2024-01-01,Local,S1,18plus,Infinity,2
            2024-01-01,Local,S1,18plus,1e999,2
            """);
    assertThat(Readings.fates(StoreSchema.COUNTS, rows))
        .containsExactly(
            "2 set_aside too few cells 5",
            "3 set_aside too many cells 7",
            "4 left_out the mapping does not ask for this row 0",
            "5 set_aside no area code 3",
            "6 set_aside not a period as declared 1",
            "7 set_aside not a period as declared 1",
            "8 set_aside not a number 6",
            "9 set_aside not a number 5",
            "10 set_aside not a number 5");
  }

  @Test
  void a_file_without_a_column_of_the_mapping_is_refused_with_the_nearest_heading() {
    assertThatThrownBy(() -> read("month,level,code,age,days,request\n"))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("delays.csv:1:1", "no column \"requests\"", "found \"request\"");
  }
}
