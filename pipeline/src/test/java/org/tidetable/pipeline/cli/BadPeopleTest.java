package org.tidetable.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.UserError;
import picocli.CommandLine;

/** Tables of people that are not as one would wish: what {@code risk} says, and what it does. */
class BadPeopleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** Four hundred people of two visits each; the outcome grows with visits. */
  private List<String> table(String more, IntFunction<String> cell) {
    SplittableRandom random = new SplittableRandom(5);
    List<String> lines = new ArrayList<>(List.of("who,visits,sex," + more + ",bad"));
    for (int row = 0; row < 800; row++) {
      int visits = random.nextInt(10);
      String bad = random.nextDouble() < 0.1 + 0.06 * visits ? "yes" : "no";
      String who = "person-%04d".formatted(row / 2);
      lines.add(String.join(",", who, "" + visits, row % 3 == 0 ? "f" : "m", cell.apply(row), bad));
    }
    return lines;
  }

  private Ended risk(List<String> lines, String... more) throws IOException {
    Path file = Files.write(folder.resolve("people.csv"), lines, StandardCharsets.UTF_8);
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--outcome", "bad=yes"));
    arguments.addAll(List.of("--person", "who", "--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return Ended.risk(arguments);
  }

  private JsonNode evaluation() throws IOException {
    return JSON.readTree(Files.readString(folder.resolve("out/evaluation.json")));
  }

  private List<String> written(String name) throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve(name), StandardCharsets.UTF_8);
  }

  @Test
  void one_class_only_is_refused() throws IOException {
    List<String> lines = table("ward", row -> "east");
    lines.replaceAll(line -> line.replace(",yes", ",no"));
    assertThat(risk(lines))
        .satisfies(ended -> assertThat(ended.code()).isEqualTo(4))
        .satisfies(ended -> assertThat(ended.said()).contains("never holds the value"));
  }

  @Test
  void five_people_with_the_outcome_are_too_few() throws IOException {
    List<String> lines = table("ward", row -> row % 4 < 2 ? "east" : "west");
    lines.replaceAll(line -> line.replace(",yes", ",no"));
    for (int row = 1; row <= 10; row += 2) {
      lines.set(row, lines.get(row).replace(",no", ",yes"));
    }
    Ended ended = risk(lines);
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said())
        .contains("too few people have the outcome", "30 or more people")
        .doesNotContain("person-0");
  }

  @Test
  void columns_that_never_change_or_repeat_another_are_told_and_are_no_features()
      throws IOException {
    List<String> lines =
        table(
            "always,ward,ward_again,street",
            row -> "1,w" + row % 7 + ",w" + row % 7 + ",street " + row % 200);
    Ended ended = risk(lines);
    assertThat(ended.code()).isZero();
    assertThat(ended.said())
        .contains("Column \"always\" is no feature: the same on every training row.")
        .contains("Column \"ward_again\" is no feature: the same as column \"ward\" on every row.")
        .contains("Column \"street\" is no feature: one mark for all its texts, as none is on 10");
    assertThat(written("reasons.csv")).noneMatch(line -> line.matches(".*(ward_again|street).*"));
  }

  @Test
  void a_column_of_very_many_texts_and_one_of_dates_are_told() throws IOException {
    List<String> lines =
        table(
            "street,seen_on",
            row -> "street " + (row % 5 == 0 ? "main" : row % 300) + ",2025-01-0" + (1 + row % 8));
    assertThat(risk(lines).said())
        .contains("Column \"street\" holds 241 different texts: 1 that are common have a mark")
        .contains("Column \"seen_on\" holds dates, which are taken as texts");
  }

  @Test
  void the_outcome_under_another_name_is_refused_by_name() throws IOException {
    List<String> lines = table("ward", row -> "w" + row % 7);
    lines.replaceAll(line -> line + (line.endsWith("bad") ? ",label" : copied(line)));
    Ended ended = risk(lines);
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said()).contains("\"label\"").contains("--drop label");
  }

  private static String copied(String line) {
    return line.endsWith("yes") ? ",1" : ",0";
  }

  @Test
  void people_whose_group_is_missing_are_a_group() throws IOException {
    List<String> lines = table("ethnicity", row -> row % 4 == 0 ? "" : row % 4 == 1 ? "a" : "b");
    assertThat(risk(lines).code()).isZero();
    assertThat(
            StreamSupport.stream(evaluation().path("groups").spliterator(), false)
                .filter(group -> group.path("attribute").asText().equals("ethnicity"))
                .map(group -> group.path("group").asText() + " " + group.path("rows").asInt()))
        .contains("unknown 200", "a 200", "b 400");
    assertThat(risk(lines, "--audit", "religion"))
        .satisfies(ended -> assertThat(ended.code()).isEqualTo(4))
        .satisfies(ended -> assertThat(ended.said()).contains("--audit"));
  }

  @Test
  void rows_without_a_person_are_set_aside_with_their_number_and_many_are_refused()
      throws IOException {
    List<String> lines = table("ward", row -> "w" + row % 7);
    for (int row = 1; row <= 40; row++) {
      lines.set(row, lines.get(row).replaceFirst("person-\\d+", ""));
    }
    Ended ended = risk(lines);
    assertThat(ended.code()).isZero();
    assertThat(ended.said())
        .contains("Column \"who\" is blank on some rows (40): these are set aside");
    assertThat(evaluation().path("rows_without_person").asInt()).isEqualTo(40);
    assertThat(evaluation().path("rows_excluded").asInt()).isZero();
    assertThat(written("predictions.csv").get(1)).isEqualTo("1,,,,");
    lines.replaceAll(line -> line.replaceFirst("person-0[0-2]\\d+", ""));
    Ended refused = risk(lines);
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.said()).contains("people.csv:1:1  column \"who\" is blank on half");
  }

  @Test
  void a_scored_table_may_have_other_categories_another_order_and_no_outcome() throws IOException {
    List<String> lines = table("ward", row -> "w" + row % 7);
    Path others = folder.resolve("others.csv");
    Files.write(others, List.of("ward,sex,note,visits,who", "w1,f,,9,x", "nowhere,other,,0,y"));
    Ended ended = risk(lines, "--score", others.toString());
    assertThat(ended.code()).isZero();
    List<String> risks = written("predictions.csv");
    assertThat(risks).hasSize(3);
    assertThat(Double.parseDouble(risks.get(1).split(",", -1)[1]))
        .isGreaterThan(Double.parseDouble(risks.get(2).split(",", -1)[1]));
    assertThat(evaluation().has("scored_table")).isFalse();
    assertThat(ended.said())
        .contains("Scored: 2 of the 2 rows of --score have a risk.")
        .contains("share the mark of the rare ones: sex 1 on 50.0 % of the rows, ward 1 on 50.0 %")
        .doesNotContain("nowhere");
    Ended updated = risk(lines, "--score", others.toString(), "--update");
    assertThat(updated.code()).isEqualTo(4);
    assertThat(updated.said()).contains("holds no outcome \"bad\"");
  }

  @Test
  void all_columns_that_a_scored_table_lacks_are_told_at_once() throws IOException {
    List<String> lines =
        table(
            "a,b,c,d,e",
            row -> row % 2 + "," + row % 3 + "," + row % 5 + "," + row % 7 + "," + row % 11);
    Path others = folder.resolve("others.csv");
    Files.write(others, List.of("visits,who", "9,x"));
    Ended ended = risk(lines, "--score", others.toString());
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said())
        .contains(
            "others.csv:1:1  lacks 6 columns: \"sex\", \"a\", \"b\", \"c\", \"d\" and 1 more.");
  }

  @Test
  void what_a_scored_table_holds_beyond_the_learnt_one_is_counted() throws IOException {
    List<String> lines = table("ward,calls", row -> "w" + row % 7 + "," + row % 3);
    Path others = folder.resolve("others.csv");
    List<String> rows = new ArrayList<>(List.of("visits,sex,ward,calls"));
    for (int row = 0; row < 20; row++) {
      String ward = row < 3 ? "annexe" + row : "w1";
      rows.add(String.join(",", row < 5 ? "99" : "4", row == 19 ? "x" : "f", ward, "2"));
    }
    Files.write(others, rows);
    Ended ended = risk(lines, "--score", others.toString(), "--exclude", "sex=x");
    assertThat(ended.code()).isZero();
    assertThat(ended.said())
        .contains("Scored: 19 of the 20 rows of --score have a risk; 1 set aside by --exclude.")
        .contains("share the mark of the rare ones: ward 3 on 15.8 % of the rows.")
        .contains(
            "Numbers outside the learnt range: on 26.3 % of the rows; by column visits 26.3 %")
        .doesNotContain("annexe");
    JsonNode scored = evaluation().path("scored_rows");
    assertThat(scored.path("unseen_texts").path("ward").path("texts").asInt()).isEqualTo(3);
    assertThat(scored.path("outside_learnt_range").path("visits").asInt()).isEqualTo(5);
  }

  @Test
  void reasons_are_columns_or_the_words_that_a_planner_gives_them() throws IOException {
    List<String> lines = table("ward,calls", row -> "w" + row % 7 + "," + row % 3);
    assertThat(risk(lines, "--reason", "use of services=visits,calls").code()).isZero();
    List<String> reasons = written("reasons.csv");
    assertThat(reasons.get(0))
        .isEqualTo("row,reason_1,effect_1,reason_2,effect_2,reason_3,effect_3");
    assertThat(reasons.subList(1, reasons.size()))
        .allSatisfy(line -> assertThat(line.split(",", -1)[1]).isEqualTo("use of services"))
        .noneMatch(line -> line.contains("ward=") || line.contains("visits"));
    assertThat(risk(lines, "--reason", "use=visit").said()).contains("nearest is \"visits\"");
    assertThat(risk(lines, "--reason", "use of services").code()).isEqualTo(2);
  }

  @Test
  void what_orders_rows_is_part_of_what_a_model_was_made_from() throws IOException {
    List<String> lines = table("number", row -> Integer.toString(row));
    risk(lines, "--drop", "number");
    String dropped = hash();
    risk(lines, "--order", "number", "--drop", "number");
    assertThat(hash()).isNotEqualTo(dropped);
  }

  private String hash() throws IOException {
    return JSON.readTree(String.join("\n", written("model.json")))
        .path("provenance")
        .path("config_hash")
        .asText();
  }

  @Test
  void examples_in_every_help_fit_into_eighty_columns() {
    CommandLine all = new CommandLine(new Commands());
    assertThat(all.getSubcommands().values())
        .allSatisfy(
            command ->
                assertThat(Arrays.asList(command.getCommandSpec().usageMessage().footer()))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80)));
  }

  @Test
  void a_schema_that_there_is_not_is_answered_with_those_there_are() {
    List<String> said = new ArrayList<>();
    CommandLine line = new CommandLine(new SchemaCommand());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          said.add(String.valueOf(failure.getMessage()));
          return failure instanceof UserError error ? error.exitCode().number() : 1;
        });
    assertThat(line.execute("nope")).isEqualTo(2);
    assertThat(said)
        .containsExactly(
            "there is no schema \"nope\". Name one of: run, source, disclosure, hierarchy,"
                + " cohort.");
  }
}
