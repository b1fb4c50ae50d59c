package org.tidetable.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tidetable.pipeline.identity.Gates.column;
import static org.tidetable.pipeline.identity.Gates.message;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class IdentityGateTest {
  private static final LocalDate BIRTH = LocalDate.of(1931, 5, 17);

  private static List<String> many(Kind kind, int count) {
    Invented invented = Invented.seeded(3);
    return Stream.generate(() -> Disguise.plain(invented.parts(kind), kind)).limit(count).toList();
  }

  private static List<String> births(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> BIRTH.plusDays(i * 977L % 29_000).toString())
        .toList();
  }

  @Test
  void a_refusal_says_line_column_rule_count_shape_and_remedy_and_no_value() {
    List<String> numbers = many(Kind.NHS_NUMBER, 30);
    List<String> cells = new ArrayList<>(List.of("", ""));
    cells.addAll(numbers);
    String message = message("id", cells);
    assertThat(message)
        .startsWith("a.csv:4:2  column \"id\" holds 30 values that are NHS numbers")
        .contains("(shape ddd ddd dddd)", "pseudonymise", "Nothing of this file was kept.");
    assertThat(numbers).allSatisfy(number -> assertThat(message).doesNotContain(number));
  }

  @Test
  void a_refusal_ends_with_exit_code_5() {
    IdentityGate gate = new IdentityGate("a.csv", List.of(column("contact")));
    gate.see(new Line(1, 2, -1, -1, List.of("nobody@example.org")));
    assertThatThrownBy(gate::finish)
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.PRIVACY));
  }

  @Test
  void a_heading_that_is_somebodys_value_is_refused_and_not_printed() {
    assertThat(message("9434765919", List.of("1"))).contains("heading").doesNotContain("9434");
    assertThat(message("SW1A 1AA", List.of("1"))).contains("heading").doesNotContain("SW1A");
    String message = message("Khan", many(Kind.NHS_NUMBER, 10));
    assertThat(message).contains("column 2 holds").doesNotContain("Khan");
  }

  @Test
  void an_identifier_in_the_name_of_a_file_is_refused_and_not_printed() {
    String message = message("x/9434765919.csv", List.of(column("count")), List.of(List.of("1")));
    assertThat(message).startsWith("An input file  its name holds").doesNotContain("9434765919");
  }

  @Test
  void around_the_table_a_publishers_telephone_passes_and_a_persons_number_does_not() {
    assertThat(outside("Contact: statistics@example.gov.uk, 020 7946 0123, London SW1A 2AA"))
        .isEmpty();
    assertThat(outside("Extract for 943 476 5919")).contains("NHS numbers").doesNotContain("943");
  }

  private static String outside(String text) {
    IdentityGate gate = new IdentityGate("a.csv", List.of(column("count")));
    gate.see(new Line(1, 2, -1, -1, List.of("1")));
    gate.seeOutside(text);
    try {
      gate.finish();
      return "";
    } catch (UserError refused) {
      return refused.getMessage();
    }
  }

  @Test
  void event_days_pass_where_they_are_declared_and_births_never() {
    List<List<String>> rows = births(200).stream().map(List::of).toList();
    GatedColumn.Meaning event = GatedColumn.Meaning.EVENT_DATE;
    assertThat(message("a.csv", List.of(column("start", event)), rows)).isEmpty();
    assertThat(message("a.csv", List.of(column("DOB", event)), rows)).contains("dates of birth");
    assertThat(message("a.csv", List.of(column("start")), rows)).contains("dates of birth");
  }

  @Test
  void moments_pass_where_days_are_declared_and_telephone_numbers_never() {
    // Read backwards they are 00130..., 00230..., 00350...: eleven digits of several exchanges.
    List<List<String>> moments =
        Stream.of("03:01", "03:02", "15:03", "12:07", "22:11", "09:22", "18:33", "21:47")
            .map(time -> List.of("2023-07-05 " + time + ":00"))
            .toList();
    GatedColumn.Meaning event = GatedColumn.Meaning.EVENT_DATE;
    assertThat(message("a.csv", List.of(column("arrival", event)), moments)).isEmpty();
    assertThat(message("a.csv", List.of(column("arrival")), moments)).contains("telephone numbers");
    List<List<String>> numbers = many(Kind.PHONE, 8).stream().map(List::of).toList();
    assertThat(message("a.csv", List.of(column("arrival", event)), numbers))
        .contains("telephone numbers");
  }

  @Test
  void one_day_under_a_heading_of_birth_is_enough() {
    assertThat(message("date of birth", List.of("", "3 Feb 1945"))).contains(":3:2");
    assertThat(message("birth_month", List.of("2009-05"))).isEmpty();
    assertThat(message("DOB", List.of("16471", "23044", "30001"))).contains("dates of birth");
    assertThat(message("DOB", List.of("030245", "170562", "311299"))).contains("dates of birth");
    assertThat(message("DOB", List.of("200905", "196812", "193104"))).isEmpty();
    assertThat(message("births", List.of("16471", "23044", "30001"))).isEmpty();
  }

  @Test
  void what_a_mapping_has_made_of_a_column_passes() {
    assertThat(message("home", List.of("EG19", "B1", "SW1A"))).isEmpty();
    assertThat(message("age_band", List.of("0-4", "85-89"))).isEmpty();
    assertThat(message("key", Collections.nCopies(50, "p" + "abcdefghijklmnopqrstuvwxyz")))
        .isEmpty();
  }

  @Test
  void numbers_cut_into_neighbouring_columns_are_put_together() {
    List<List<String>> rows =
        many(Kind.NHS_NUMBER, 60).stream()
            .map(n -> List.of(n.substring(0, 3), n.substring(3, 6), n.substring(6)))
            .toList();
    assertThat(message("a.csv", List.of(column("a"), column("b"), column("c")), rows))
        .contains("with the columns after it");
  }

  @Test
  void cells_beyond_the_heading_are_seen() {
    List<List<String>> rows = List.of(List.of("1", "nobody@example.org"));
    assertThat(message("a.csv", List.of(column("count")), rows)).contains("e-mail");
  }

  @Test
  void a_column_of_pseudonyms_is_looked_at_too() {
    GatedColumn key = column("key", GatedColumn.Meaning.PSEUDONYM);
    List<List<String>> rows = many(Kind.UPN, 20).stream().map(List::of).toList();
    assertThat(message("a.csv", List.of(key), rows)).contains("pupil");
  }

  @Test
  void a_reference_of_persons_is_known_by_its_heading() {
    assertThat(message("UPRN", List.of("100023336956"))).contains("as its heading says");
    assertThat(message("encounter_id", List.of("100023336956"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AISHA KHAN",
        "Khan, Aisha",
        "A Khan",
        "Khan A.",
        "Siobhán O'Brien",
        "Zoë Taylor-Brown",
        "Mrs Begum",
        "mohammed hussain",
        "Małgorzata Wiśniewska"
      })
  void names_in_any_dress_are_names(String name) {
    assertThat(message("c", List.of(name, name + " ", name))).contains("names of persons");
  }

  @Test
  void forenames_and_surnames_alone_are_names() {
    assertThat(message("c", List.of("Aisha", "Oliver", "Priya", "Callum", "Zofia", "Ngozi")))
        .contains("names of persons");
    assertThat(message("c", List.of("Patel", "Hussain", "Kowalski", "Okafor", "Thompson", "Singh")))
        .contains("names of persons");
  }

  @Test
  void remarks_are_refused_and_labels_are_not() {
    assertThat(message("c", many(Kind.FREE_TEXT, 30))).contains("free text");
    assertThat(message("c", List.of("Awaiting therapy review of need for supported discharge")))
        .isEmpty();
  }

  @Test
  void every_refused_column_is_named_at_once() {
    List<List<String>> rows =
        List.of(List.of("nobody@example.org", "07700 900123", "3"), List.of("", "", "4"));
    assertThat(message("a.csv", List.of(column("a"), column("b"), column("c")), rows).split("\n"))
        .hasSize(3);
  }
}
