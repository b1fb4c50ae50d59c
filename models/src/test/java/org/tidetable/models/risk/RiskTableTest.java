package org.tidetable.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tidetable.models.matrix.FeatureMatrix;

class RiskTableTest {
  private static final List<String> HEADER =
      List.of("visit", "who", "age", "visits", "ward", "always", "late", "outcome");

  /** Forty visits of twenty persons. */
  private static RiskTable table(Set<String> drop) {
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String outcome = i % 2 == 0 ? "yes" : "no";
      String ward = i == 39 ? "attic" : i % 4 < 2 ? "east" : "west";
      String visits = i == 3 ? "?" : Integer.toString(i * 7 % 11);
      String age = i % 4 < 2 ? "[70-80)" : "[0-10)";
      rows.add(new String[] {"v" + i, "p" + i / 2, age, visits, ward, "1", outcome, outcome});
    }
    return new RiskTable(
        TextTable.read(HEADER, rows, Set.of("?")),
        new RiskTable.Roles(
            "outcome", "yes", Optional.of("who"), Optional.empty(), drop, Map.of()));
  }

  @Test
  void columns_become_numbers_marks_and_signs_of_what_is_missing() {
    TableEncoding encoding = table(Set.of("late")).encoding();
    assertThat(encoding.features())
        .containsExactly(
            "age",
            "age=[0-10)",
            "age=[70-80)",
            "age=other",
            "visits",
            "visits is missing",
            "ward=east",
            "ward=west",
            "ward=other");
    assertThat(encoding.leftOut())
        .containsEntry("visit", "an identifier: nearly every row has its own value")
        .containsEntry("who", "the person")
        .containsEntry("always", "the same on every training row")
        .containsEntry("late", "dropped by request")
        .containsEntry("outcome", "the outcome");
  }

  @Test
  void what_training_rows_lack_is_other_or_nothing_on_scored_rows() {
    RiskTable table = table(Set.of("late"));
    FeatureSource.Encoding learned = table.learn(IntStream.range(4, 39).toArray());
    FeatureMatrix attic = learned.encode(new int[] {39});
    int other = attic.names().indexOf("ward=other");
    boolean marked =
        IntStream.range(0, attic.entries()).anyMatch(entry -> attic.column(entry) == other);
    assertThat(marked).isTrue();
    assertThat(attic.names()).doesNotContain("visits is missing", "ward=attic");
  }

  @Test
  void codes_also_count_as_their_family() {
    assertThat(ColumnEncoding.group("250.83")).isEqualTo("250");
    assertThat(ColumnEncoding.group("V57")).isEqualTo("V57");
    assertThat(ColumnEncoding.group("E9091")).isEqualTo("E90");
  }

  @Test
  void a_column_that_is_not_there_is_named_with_those_that_are() {
    assertThatThrownBy(() -> table(Set.of("colour")))
        .hasMessageStartingWith("there is no column \"colour\"; the table has [visit, who");
  }

  private static final List<String> STAYS = List.of("who", "day", "bad", "ward");

  private static TextTable stays() {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"ann", "2024-03-01", "no", "east"});
    rows.add(new String[] {"bob", "2024-01-01", "yes", "west"});
    rows.add(new String[] {"ann", "2024-01-31", "yes", "west"});
    rows.add(new String[] {"ann", "2024-03-01", "no", "west"});
    rows.add(new String[] {"ann", "2024-03-31", "no", "east"});
    rows.add(new String[] {"?", "2024-03-31", "yes", "east"});
    return TextTable.read(STAYS, rows, Set.of("?"));
  }

  @Test
  void only_strictly_earlier_rows_of_the_same_person_tell_of_a_row() {
    EarlierRows.Told told = new EarlierRows("who", "day").of(stays());
    assertThat(told.counts()).containsExactly(1, 0, 0, 1, 3, 0);
    assertThat(told.since()).containsExactly(30, 0, 0, 30, 30, 0);
  }

  @Test
  void earlier_rows_are_features_and_their_order_is_none() {
    RiskTable.Roles roles =
        new RiskTable.Roles("bad", "yes", Optional.of("who"), Optional.empty(), Set.of(), Map.of())
            .withOrder(Optional.of("day"));
    TableEncoding encoding = new RiskTable(stays(), roles).encoding();
    assertThat(encoding.features())
        .endsWith("earlier rows of who", "since earlier row by day")
        .doesNotContain("day=2024-03-01");
    assertThat(encoding.leftOut()).containsEntry("day", "the order of a person's rows");
    FeatureMatrix last = encoding.encode(stays(), new int[] {4});
    assertThat(last.value(last.entries() - 2)).isEqualTo(3);
    assertThat(last.value(last.entries() - 1)).isEqualTo(30);
    assertThatThrownBy(() -> new EarlierRows("who", "ward").of(stays()))
        .hasMessageContaining("column \"ward\" must order a person's rows by numbers or dates");
  }

  @Test
  void a_time_that_does_not_begin_with_its_year_is_refused() {
    assertThat(timed("2024-03-01", "2023-12-31").times()).containsExactly(1, 0);
    assertThat(timed("10", "9").times()).containsExactly(1, 0);
    for (String other : List.of("31/12/2023", "soon", "20231231x")) {
      assertThatThrownBy(() -> timed("2024-03-01", other).times())
          .as(other)
          .hasMessageContaining(
              "time column \"day\" must hold numbers, or dates such as 2026-01-31");
    }
  }

  private static RiskTable timed(String first, String second) {
    List<String[]> rows =
        List.of(
            new String[] {"ann", first, "no", "east"}, new String[] {"bob", second, "yes", "west"});
    return new RiskTable(
        TextTable.read(STAYS, rows, Set.of()),
        new RiskTable.Roles(
            "bad", "yes", Optional.of("who"), Optional.of("day"), Set.of(), Map.of()));
  }

  @Test
  void fifty_thousand_categories_leave_the_common_ones_and_one_mark_for_the_rest() {
    List<String[]> rows = new ArrayList<>();
    for (int row = 0; row < 120_000; row++) {
      // Fifty thousand codes; five of them have a fifth of the rows.
      String code = row % 5 == 0 ? "common" + row % 25 : "code" + row % 49_999;
      String outcome = row % 7 == 0 ? "yes" : "no";
      rows.add(new String[] {"p" + row, "2024-01-01", outcome, code});
    }
    RiskTable table =
        new RiskTable(
            TextTable.read(STAYS, rows, Set.of()),
            new RiskTable.Roles(
                "bad", "yes", Optional.of("who"), Optional.empty(), Set.of("day"), Map.of()));
    TableEncoding encoding = table.encoding();
    assertThat(encoding.features()).hasSize(6).contains("ward=other", "ward=common0");
    assertThat(TableRemarks.of(table, encoding))
        .containsExactly(
            "Column \"ward\" holds 50,004 different texts: 5 that are common have a mark of their"
                + " own; all others share one mark");
    TextTable unseen =
        TextTable.read(
            List.of("ward", "who"), List.<String[]>of(new String[] {"nobody saw", "x"}), Set.of());
    FeatureMatrix scored = encoding.encode(unseen, new int[] {0});
    assertThat(scored.names().get(scored.column(0))).isEqualTo("ward=other");
  }

  private static RiskTable people(List<String> header, int rows, IntFunction<String[]> row) {
    return new RiskTable(
        TextTable.read(header, IntStream.range(0, rows).mapToObj(row).toList(), Set.of()),
        new RiskTable.Roles(
            "bad", "yes", Optional.of("who"), Optional.empty(), Set.of(), Map.of()));
  }

  @Test
  void a_column_that_repeats_another_is_no_feature_and_the_first_stands_for_it() {
    RiskTable table =
        people(
            List.of("age", "again", "twice", "who", "bad"),
            60,
            row -> {
              String age = Integer.toString(row % 7);
              String twice = Integer.toString(2 * (row % 7));
              return new String[] {age, age, twice, "p" + row, row % 3 == 0 ? "yes" : "no"};
            });
    assertThat(table.encoding().features()).containsExactly("age", "twice");
    assertThat(table.encoding().leftOut())
        .containsEntry("again", "the same as column \"age\" on every row");
    assertThat(table.standsFor("again")).isEqualTo("age");
    assertThat(table.standsFor("twice")).isEqualTo("twice");
  }

  @Test
  void texts_that_all_share_one_mark_are_no_feature_and_one_text_beside_blanks_is_one() {
    RiskTable table =
        people(
            List.of("street", "noted", "carer", "age", "who", "bad"),
            60,
            row -> {
              String street = "street " + row % 20;
              String noted = row % 3 == 0 ? "" : "note " + row % 20;
              String carer = row % 4 == 0 ? "Y" : "";
              String age = Integer.toString(row % 7);
              return new String[] {
                street, noted, carer, age, "p" + row, row % 3 == 0 ? "yes" : "no"
              };
            });
    assertThat(table.encoding().features())
        .containsExactly("carer=Y", "carer=other", "carer is missing", "age");
    for (String column : List.of("street", "noted")) {
      assertThat(table.encoding().leftOut())
          .containsEntry(column, "one mark for all its texts, as none is on 10 rows or more");
    }
  }

  @Test
  void dates_are_told_of_and_rows_without_a_person_do_not_count() {
    RiskTable table =
        people(
            List.of("seen_on", "age", "who", "bad"),
            60,
            row ->
                new String[] {
                  "2024-01-0" + (1 + row % 4),
                  Integer.toString(row % 7),
                  row < 3 ? "" : "p" + row,
                  row % 3 == 0 ? "yes" : "no"
                });
    assertThat(table.withoutPerson()).isEqualTo(3);
    assertThat(table.tableRows()).hasSize(57).startsWith(3);
    assertThat(TableRemarks.of(table, table.encoding()))
        .singleElement()
        .asString()
        .startsWith("Column \"seen_on\" holds dates, which are taken as texts")
        .endsWith("or --drop seen_on");
  }
}
