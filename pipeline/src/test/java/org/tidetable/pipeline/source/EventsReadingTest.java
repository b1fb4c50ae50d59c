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
import org.tidetable.pipeline.run.UserError;

class EventsReadingTest {
  private static final String HEADING = "person,code,start,end,known,hours,area,record\n";

  @TempDir private Path folder;

  private List<Row> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("events.csv"), text);
    EventsMapping events =
        new EventsMapping(
            "person",
            "code",
            Map.of("HC", EventKind.HOME_CARE),
            List.of(),
            "start",
            "end",
            "known",
            0,
            null,
            null,
            "dd/MM/yyyy",
            "hours",
            "area",
            null,
            List.of("record"),
            null);
    return Readings.all(
        file, Readings.mapping("care", Map.of("NULL", "not recorded"), null, events));
  }

  @Test
  void a_row_becomes_an_event_with_both_clocks() throws IOException {
    List<Row> rows = read(HEADING + "p1,HC,29/02/2024,05/03/2024,09/03/2024,7.5,A1,r1\n");
    assertThat(
            Readings.columns(
                StoreSchema.RAW_EVENTS,
                rows,
                "pseudonym",
                "sector",
                "kind",
                "start_date",
                "end_date",
                "known_date",
                "quantity",
                "area_code",
                "source_row",
                "fate"))
        .containsExactly("p1 care home_care 2024-02-29 2024-03-05 2024-03-09 7.5 A1 r1 used");
  }

  @Test
  void what_may_be_missing_is_missing_and_a_quantity_is_then_one() throws IOException {
    List<Row> rows = read(HEADING + "p1,HC,01/02/2024,NULL,02/02/2024,,NULL,r1\n");
    assertThat(
            Readings.columns(
                StoreSchema.RAW_EVENTS, rows, "end_date", "quantity", "area_code", "fate"))
        .containsExactly("null 1.0 null used");
  }

  @Test
  void every_faulty_row_is_set_aside_with_its_reason_and_column() throws IOException {
    List<Row> rows = read(HEADING + FAULTY);
    assertThat(Readings.fates(StoreSchema.RAW_EVENTS, rows))
        .containsExactly(
            "2 set_aside too few cells 3",
            "3 set_aside too many cells 9",
            "4 set_aside no person 1",
            "5 set_aside no record 8",
            "6 set_aside unknown code 2",
            "7 set_aside not a date as declared 3",
            "8 set_aside not a date as declared 3",
            "9 set_aside not a date as declared 4",
            "10 set_aside ends before it starts 4",
            "11 set_aside not a date as declared 5",
            "12 set_aside not a date as declared 5",
            "13 set_aside not a quantity of 0 or more 6",
            "14 set_aside not a quantity of 0 or more 6");
  }

  @Test
  void no_cell_of_a_person_level_file_is_kept_of_a_faulty_row() throws IOException {
    List<Row> rows = read(HEADING + FAULTY);
    assertThat(rows)
        .hasSize(13)
        .allSatisfy(
            row ->
                assertThat(row.mkString(" "))
                    .doesNotContainIgnoringCase("secret")
                    .doesNotContain("1951"));
  }

  @Test
  void a_file_without_a_heading_row_is_refused_without_its_cells() {
    String row = "person7,HC,01/02/1951,01/02/1951,02/02/1951,1,secret,r1\n";
    assertThatThrownBy(() -> read(row + row))
        .isInstanceOf(UserError.class)
        .message()
        .doesNotContain("person7", "1951", "secret");
    String others = "person7,HC,01/02/1951,02/02/1951,03/02/1951,1,secret,r1\n";
    assertThatThrownBy(() -> read(others + others))
        .isInstanceOf(UserError.class)
        .message()
        .contains("no column \"person\"")
        .doesNotContain("person7", "1951", "secret");
  }

  private static final String FAULTY =
      """
      secret,HC,01/02/1951
      secret,HC,01/02/1951,,02/02/1951,1,secret,secret,secret
      NULL,HC,01/02/1951,,02/02/1951,1,secret,secret
      secret,HC,01/02/1951,,02/02/1951,1,secret,
      secret,secret,01/02/1951,,02/02/1951,1,secret,secret
      secret,HC,1951-02-01,,02/02/1951,1,secret,secret
      secret,HC,31/02/1951,,02/02/1951,1,secret,secret
      secret,HC,01/02/1951,secret,02/02/1951,1,secret,secret
      secret,HC,01/02/1951,31/01/1951,02/02/1951,1,secret,secret
      secret,HC,01/02/1951,,secret,1,secret,secret
      secret,HC,01/02/1951,,,1,secret,secret
      secret,HC,01/02/1951,,02/02/1951,-1951,secret,secret
      secret,HC,01/02/1951,,02/02/1951,secret,secret,secret
      """;
}
