package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.conf.MappingReader;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.identity.CellGate;
import org.tidetable.pipeline.run.UserError;

/** What a mapping's declarations make of the cells of a file. */
class SourceReadingTest {
  @TempDir private Path folder;

  private final List<String> seenByTheGate = new ArrayList<>();

  private SourceMapping mapping(String yaml) throws IOException {
    return MappingReader.read(Files.writeString(folder.resolve("mapping.yaml"), yaml));
  }

  private List<Row> read(String yaml, String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), csv);
    SourceReading reading =
        new SourceReading(
            mapping(yaml), file, id -> "key-of-" + id.length(), (name, columns) -> watching());
    List<Row> rows = new ArrayList<>();
    reading.forEachRemaining(rows::add);
    return rows;
  }

  private CellGate watching() {
    return new CellGate() {
      @Override
      public void see(Line row) {
        seenByTheGate.add(String.join(",", row.cells()));
      }

      @Override
      public void seeOutside(String text) {}

      @Override
      public void finish() {}
    };
  }

  private static final String CARE =
      """
      name: cld
      title: Client level data
      columns:
        LA Person Unique Identifier: {privacy: key}
        NHS Number: {privacy: drop, optional: true}
        Date of Birth: {privacy: band, band: month}
        Postcode: {privacy: band, band: outward}
        Gender: {codes: {"1": M, "2": F}}
        Unit Cost: {type: number, minimum: 0, maximum: 5000}
      events:
        person: LA Person Unique Identifier
        kinds:
          - {kind: care_request, where: {Event Type: Request}}
          - kind: long_term_care_start
            where: {Event Type: Service, Service Component: [Residential Care, Nursing Care]}
          - {kind: home_care, where: {Service Component: Home Support, Planned units: "!0"}}
        start: Event Start Date
        known: Reporting Period End Date
        known_lag_days: 31
        date_format: dd/MM/yyyy
        quantity: Planned units
        record: [LA Person Unique Identifier, Event Start Date, Event Type]
      """;
  private static final String CARE_HEADING =
      "LA Person Unique Identifier,NHS Number,Date of Birth,Postcode,Gender,Unit Cost,Event Type,"
          + "Service Component,Event Start Date,Planned units,Reporting Period End Date,Note\n";

  @Test
  void identifiers_are_keyed_banded_or_dropped_before_the_gate_sees_them() throws IOException {
    read(
        CARE,
        CARE_HEADING
            + "A77,999 123 4560,03/05/1941,eg19 7TT,1,20,Request,,01/02/2024,,31/03/2024,hm\n");
    assertThat(seenByTheGate)
        .containsExactly("key-of-3,,1941-05,EG19,1,20,Request,,01/02/2024,,31/03/2024,hm");
  }

  @Test
  void a_rule_over_columns_tells_the_kind_and_a_row_of_no_rule_is_left_out() throws IOException {
    List<Row> rows =
        read(
            CARE,
            CARE_HEADING
                + "A77,,03/05/1941,,1,,Request,,01/02/2024,,31/03/2024,\n"
                + "A77,,03/05/1941,,1,,Service,Nursing Care,02/02/2024,,31/03/2024,\n"
                + "A77,,03/05/1941,,1,,Service,Home Support,03/02/2024,7.5,31/03/2024,\n"
                + "A77,,03/05/1941,,1,,Service,Home Support,04/02/2024,0,31/03/2024,\n"
                + "A77,,03/05/1941,,1,,Review,,05/02/2024,,31/03/2024,\n");
    assertThat(
            Readings.columns(
                StoreSchema.RAW_EVENTS,
                rows,
                "fate",
                "pseudonym",
                "kind",
                "quantity",
                "known_date"))
        .containsExactly(
            "used key-of-3 care_request 1.0 2024-05-01",
            "used key-of-3 long_term_care_start 1.0 2024-05-01",
            "used key-of-3 home_care 7.5 2024-05-01",
            // The person is told, so that also this row goes when they object.
            "left_out key-of-3 null null 2024-05-01",
            "left_out key-of-3 null null 2024-05-01");
    assertThat(Readings.columns(StoreSchema.RAW_EVENTS, rows.subList(0, 1), "source_row"))
        .containsExactly("key-of-3|01/02/2024|Request");
  }

  @Test
  void a_cell_that_is_not_as_declared_sets_its_row_aside() throws IOException {
    List<Row> rows =
        read(
            CARE,
            CARE_HEADING
                + "A77,,31/02/1941,,1,,Request,,01/02/2024,,31/03/2024,\n"
                + "A77,,03/05/1941,SW1A 1AA Flat,1,,Request,,01/02/2024,,31/03/2024,\n"
                + "A77,,03/05/1941,,X,,Request,,01/02/2024,,31/03/2024,\n"
                + "A77,,03/05/1941,,1,\"7,000\",Request,,01/02/2024,,31/03/2024,\n"
                + "A77,,03/05/1941,,1,much,Request,,01/02/2024,,31/03/2024,\n"
                + ",,03/05/1941,,1,1,Request,,01/02/2024,,31/03/2024,\n");
    assertThat(Readings.fates(StoreSchema.RAW_EVENTS, rows))
        .containsExactly(
            "2 set_aside cannot be made coarse as declared 3",
            "3 set_aside cannot be made coarse as declared 4",
            "4 set_aside unknown code 5",
            "5 set_aside above the largest number that is right 6",
            "6 set_aside not a number 6",
            "7 set_aside no LA Person Unique Identifier 1");
    assertThat(rows).allSatisfy(row -> assertThat(row.mkString(" ")).doesNotContain("1941", "A77"));
  }

  @Test
  void a_lacking_column_is_told_as_a_difference_against_the_mapping() {
    assertThatThrownBy(
            () ->
                read(CARE, CARE_HEADING.replace("Postcode", "Post Code").replace("Gender", "Sex")))
        .isInstanceOf(UserError.class)
        .message()
        .contains(
            "there is no column \"Postcode\"; found \"Post Code\"",
            "Lacking against the mapping: Gender, Postcode",
            "In the file but not in the mapping: Post Code, Sex, Note",
            "\"also\"");
  }

  @Test
  void a_heading_that_may_be_somebodys_value_is_told_by_its_number() {
    String values =
        CARE_HEADING
            .replace("Postcode", "SW1A 1AA")
            .replace("Gender", "Oliver Smith")
            .replace("Note", "oliver@home.example");
    assertThatThrownBy(() -> read(CARE, values))
        .isInstanceOf(UserError.class)
        .message()
        .contains("In the file but not in the mapping: column 4, column 5, column 12")
        .doesNotContain("SW1A", "Oliver", "oliver@");
  }

  @Test
  void an_optional_column_may_be_absent_and_another_heading_may_stand_for_it() throws IOException {
    List<Row> rows =
        read(
            CARE.replace("Gender: {", "Gender: {also: [Sex, SEX], "),
            CARE_HEADING.replace("NHS Number,", "").replace("Gender", "SEX")
                + "A77,03/05/1941,,2,,Request,,01/02/2024,,31/03/2024,\n");
    assertThat(Readings.columns(StoreSchema.RAW_EVENTS, rows, "fate")).containsExactly("used");
  }

  @Test
  void a_yearly_return_brings_an_open_episode_first_and_its_end_a_later_year() throws IOException {
    String yaml =
        """
        name: ssda903
        title: Episodes
        columns:
          CHILD: {privacy: key}
        events:
          person: CHILD
          kinds: [{kind: looked_after_start, where: {RNE: S}}]
          start: DECOM
          end: DEC
          known_each_year: 03-31
          known_lag_days: 91
          date_format: dd/MM/yyyy
          record: [CHILD, DECOM]
        """;
    List<Row> rows =
        read(
            yaml,
            """
            CHILD,DECOM,RNE,DEC
            7,31/03/2021,S,
            7,01/04/2021,S,
            7,01/04/2021,S,02/04/2023
            """);
    assertThat(Readings.columns(StoreSchema.RAW_EVENTS, rows, "known_date"))
        .containsExactly("2021-06-30", "2022-06-30", "2024-06-30");
  }

  @Test
  void people_are_read_with_their_months_of_birth_and_spans() throws IOException {
    String yaml =
        """
        name: census
        title: School census
        columns:
          UPN: {privacy: key}
          DOB: {privacy: band, band: month, format: yyyy-MM-dd}
          Sex: {codes: {Male: M, Female: F}}
        people:
          person: UPN
          birth: DOB
          sex: Sex
          provider: URN
          from: EntryDate
          to: LeavingDate
          date_format: yyyy-MM-dd
        """;
    List<Row> rows =
        read(
            yaml,
            """
            UPN,DOB,Sex,URN,EntryDate,LeavingDate
            A1,2011-03-09,Female,900001,2018-09-01,2020-08-31
            A1,2011-03-09,Female,900002,2020-09-01,
            A1,2011-03-09,Female,900002,2020-09-01,2020-08-31
            A1,2011-03-09,Female,900002,,
            """);
    assertThat(
            Readings.columns(
                StoreSchema.RAW_PEOPLE,
                rows,
                "fate",
                "birth_month",
                "sex",
                "provider_code",
                "valid_from",
                "valid_to"))
        .containsExactly(
            "used 2011-03-01 F 900001 2018-09-01 2020-09-01",
            "used 2011-03-01 F 900002 2020-09-01 null",
            "set_aside null null null null null",
            "used 2011-03-01 F 900002 2011-03-01 null");
  }

  @Test
  void a_table_keeps_its_declared_columns_with_their_types_and_its_key_once() throws IOException {
    String yaml =
        """
        name: population
        title: People by area
        missing: {c: confidential}
        leave_out: [{area: [England, Wales]}]
        columns:
          area: {}
          people: {type: integer}
          counted: {type: date, format: dd/MM/yyyy}
        table: {key: area}
        """;
    SourceMapping mapping = mapping(yaml);
    List<Row> rows =
        read(
            yaml,
            """
            area,people,counted,remark
            Leeds,"812,000",01/07/2023,x
            York,c,01/07/2023,x
            England,57000000,01/07/2023,x
            Leeds,1,01/07/2023,x
            Derby,1.5,01/07/2023,x
            """);
    assertThat(
            Readings.columns(
                SourceReading.schema(mapping), rows, "area", "people", "counted", "reason"))
        .containsExactly(
            "Leeds 812000.0 2023-07-01 null",
            "York null 2023-07-01 null",
            "null null null the mapping does not ask for this row",
            "null null null the key stands in an earlier row",
            "null null null not a whole number");
  }

  @Test
  void a_wide_table_gives_a_number_for_each_period_that_a_heading_names() throws IOException {
    String yaml =
        """
        name: looked_after
        title: Children looked after
        published_by: Department for Education
        licence: OGL
        address: https://www.gov.uk
        counts:
          grain: year
          period: {columns: [], format: year_to_march}
          areas: [{level: authority, code: geog_n}]
          measures:
            - {column: CLA_Mar2012, kind: child_looked_after, period: 2011-04-01}
            - {column: CLA_Mar2013, kind: child_looked_after, period: 2012-04-01}
        """;
    List<Row> rows = read(yaml, "geog_n,CLA_Mar2012,CLA_Mar2013\n201,30,35\n");
    assertThat(Readings.columns(StoreSchema.COUNTS, rows, "period_start", "value", "first"))
        .containsExactly("2011-04-01 30.0 true", "2012-04-01 35.0 false");
  }

  @Test
  void a_mapping_is_refused_with_every_problem_and_its_place() {
    String yaml =
        """
        name: bad
        title: Bad
        columns:
          DOB: {privacy: band}
          Sex: {code_list: nowhere.csv}
        events:
          person: P
          start: S
          known: K
          known_each_year: 31-03
          date_format: dd/MM/yyyy
          record: R
        """;
    assertThatThrownBy(() -> mapping(yaml))
        .isInstanceOf(UserError.class)
        .message()
        .contains(
            "mapping.yaml:4:3  columns.DOB  is banded but does not say how coarse",
            "mapping.yaml:5:9  columns.Sex.code_list",
            "mapping.yaml:6:1  events  tells a row's kind by code and codes, or by kinds",
            "mapping.yaml:10:3  events.known_each_year  is not a day of the year",
            "is given beside \"known\"");
  }
}
