package org.tidetable.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "Quillfeather";

  @TempDir private Path folder;

  /** Visits of persons, two each; the risk of {@code bad} grows with {@code visits}. */
  private static List<String> people(int rows) {
    SplittableRandom random = new SplittableRandom(5);
    List<String> lines = new ArrayList<>(List.of("who,day,visits,ward,gone,bad"));
    for (int row = 0; row < rows; row++) {
      int visits = random.nextInt(10);
      String bad = random.nextDouble() < 0.1 + 0.06 * visits ? "yes" : "no";
      String ward = random.nextBoolean() ? "east" : SECRET;
      String gone = row % 10 == 3 ? "1" : "0";
      String day = "2025-0" + (1 + row % 9) + "-01";
      lines.add(String.join(",", "p" + row / 2, day, "" + visits, ward, gone, bad));
    }
    return lines;
  }

  private Path table(List<String> lines) throws IOException {
    Path file = folder.resolve("people.csv");
    Files.write(file, lines, StandardCharsets.UTF_8);
    return file;
  }

  private Ended bad(List<String> lines, String... more) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(table(lines), "--out", folder.resolve("out")));
    if (!Arrays.asList(more).contains("--outcome")) {
      arguments.addAll(List.of("--outcome", "bad=yes"));
    }
    arguments.addAll(List.of(more));
    return Ended.risk(arguments);
  }

  private List<String> written(String name) throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve(name), StandardCharsets.UTF_8);
  }

  private JsonNode evaluation() throws IOException {
    return JSON.readTree(String.join("\n", written("evaluation.json")));
  }

  @Test
  void predictions_follow_the_rows_and_are_blank_where_rows_are_excluded() throws IOException {
    List<String> lines = people(400);
    assertThat(bad(lines, "--person", "who", "--exclude", "gone=1").code()).isZero();
    List<String> predictions = written("predictions.csv");
    assertThat(predictions)
        .hasSize(401)
        .first()
        .isEqualTo("row,probability,lower,upper,withdrawn_for");
    for (int row = 1; row <= 400; row++) {
      String[] cells = predictions.get(row).split(",", -1);
      assertThat(cells[0]).isEqualTo(Integer.toString(row));
      assertThat(cells[1].isEmpty()).isEqualTo(lines.get(row).split(",", -1)[4].equals("1"));
    }
    assertThat(evaluation().path("rows_excluded").asInt()).isEqualTo(40);
    assertThat(written("reasons.csv"))
        .hasSize(11)
        .first()
        .isEqualTo("row,reason_1,effect_1,reason_2,effect_2,reason_3,effect_3");
    assertThat(written("card.md")).contains("# Model card: \"bad\" = \"yes\"");
    assertThat(evaluation().path("shuffled_outcomes").path("passed").asBoolean()).isTrue();
  }

  @Test
  void rows_of_people_are_for_their_owner_only() throws IOException {
    bad(people(300));
    for (String name : List.of("predictions.csv", "reasons.csv", "report.html")) {
      Path file = folder.resolve("out").resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left).noneMatch(Files::isDirectory);
    }
  }

  @Test
  void with_a_time_only_the_last_rows_are_tested() throws IOException {
    List<String> lines = people(450);
    assertThat(bad(lines, "--person", "who", "--time", "day").code()).isZero();
    List<String> predictions = written("predictions.csv");
    for (int row = 1; row <= 450; row++) {
      boolean late = lines.get(row).split(",", -1)[1].compareTo("2025-08-01") >= 0;
      String risk = predictions.get(row).split(",", -1)[1];
      assertThat(risk.isEmpty()).isEqualTo(!late);
    }
    assertThat(evaluation().path("design").asText()).startsWith("trained on earlier times");
    assertThat(evaluation().path("columns_left_out").path("day").asText()).isEqualTo("the time");
  }

  @Test
  void another_table_is_scored_in_its_own_order_with_or_without_outcomes() throws IOException {
    List<String> lines = people(400);
    Path others = folder.resolve("others.csv");
    Files.write(
        others, List.of("visits,ward,gone,day", "9,east,0,2025-01-01", "0,north,1,2025-01-01"));
    Ended ended = bad(lines, "--person", "who", "--score", others.toString());
    assertThat(ended.code()).isZero();
    List<String> predictions = written("predictions.csv");
    assertThat(predictions).hasSize(3);
    double high = Double.parseDouble(predictions.get(1).split(",", -1)[1]);
    double low = Double.parseDouble(predictions.get(2).split(",", -1)[1]);
    assertThat(high).isGreaterThan(low + 0.2);
    Files.write(others, List.of("visits,ward,day", "9,east,2025-01-01"));
    Ended refused = bad(lines, "--person", "who", "--score", others.toString());
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.said()).contains("others.csv:1:1  there is no column \"gone\"");
  }

  @Test
  void the_same_table_gives_the_same_bytes() throws IOException {
    List<String> lines = people(300);
    bad(lines, "--person", "who");
    List<byte[]> first = bytes();
    bad(lines, "--person", "who");
    assertThat(bytes()).usingRecursiveComparison().isEqualTo(first);
  }

  private List<byte[]> bytes() throws IOException {
    List<byte[]> bytes = new ArrayList<>();
    for (String name :
        List.of("predictions.csv", "reasons.csv", "evaluation.json", "card.md", "model.pb")) {
      bytes.add(Files.readAllBytes(folder.resolve("out").resolve(name)));
    }
    return bytes;
  }

  @Test
  void columns_that_are_not_there_are_named_with_the_nearest() throws IOException {
    List<String> lines = people(100);
    assertThat(bad(lines, "--outcome", "bat=yes"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(4))
        .satisfies(e -> assertThat(e.said()).contains("\"bat\"; the nearest is \"bad\""));
    for (String option : List.of("--person", "--time", "--drop")) {
      Ended ended = bad(lines, option, "wardd");
      assertThat(ended.code()).isEqualTo(4);
      assertThat(ended.said()).contains("the nearest is \"ward\"").contains(option);
    }
    assertThat(bad(lines, "--exclude", "wardd=1").code()).isEqualTo(4);
  }

  @Test
  void options_that_say_nothing_are_a_matter_of_usage() throws IOException {
    List<String> lines = people(100);
    for (String outcome : List.of("bad", "=yes", "bad=")) {
      assertThat(bad(lines, "--outcome", outcome).code()).isEqualTo(2);
    }
    assertThat(bad(lines, "--exclude", "gone").code()).isEqualTo(2);
    assertThat(bad(lines, "--folds", "1").code()).isEqualTo(2);
  }

  @Test
  void an_outcome_that_never_or_always_or_hardly_happens_is_refused() throws IOException {
    List<String> lines = people(100);
    assertThat(bad(lines, "--outcome", "bad=Yes").said()).contains("never holds the value");
    lines.replaceAll(line -> line.replace(",no", ",yes"));
    Ended always = bad(lines);
    assertThat(always.code()).isEqualTo(4);
    assertThat(always.said()).contains("holds on every row");
    Ended few = bad(people(40));
    assertThat(few.code()).isEqualTo(4);
    assertThat(few.said()).contains("too few");
  }

  @Test
  void a_column_that_tells_the_outcome_is_refused_with_the_remedy() throws IOException {
    List<String> lines = people(200);
    lines.replaceAll(
        line -> line + (line.endsWith("bad") ? ",later" : line.substring(line.lastIndexOf(','))));
    Ended ended = bad(lines);
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said()).contains("\"later\"").contains("--drop later");
    assertThat(bad(lines, "--drop", "later").code()).isZero();
  }

  @Test
  void what_was_known_only_after_the_index_date_is_refused_by_name() throws IOException {
    List<String> lines = people(200);
    for (int row = 0; row < lines.size(); row++) {
      lines.set(
          row,
          lines
              .get(row)
              .replaceFirst(",", row == 0 ? ",mark,seen," : "," + row % 7 + ",2025-05-01,"));
    }
    Ended ended = bad(lines, "--index", "day", "--known", "mark=seen");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said()).contains("\"mark\"").contains("not known on the index date");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_strong_column_stays_when_somebody_says_why() throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    List<String> lines = people(400);
    lines.replaceAll(
        line ->
            line.endsWith("bad")
                ? "triage," + line
                : (line.endsWith("yes") == random.nextDouble() < 0.94 ? "1," : "0,") + line);
    assertThat(bad(lines).said()).contains("\"triage\" alone tells").contains("--accept");
    assertThat(bad(lines, "--accept", "triage=asked at the door, before all else").code()).isZero();
    assertThat(written("card.md")).anyMatch(line -> line.contains("asked at the door"));
  }

  @Test
  void the_papers_stand_beside_the_model() throws IOException {
    assertThat(bad(people(400), "--person", "who").code()).isZero();
    assertThat(written("tripod-ai.md")).anyMatch(line -> line.startsWith("**27. "));
    assertThat(written("atrs.md")).contains("## Tier 2: tool and data");
    assertThat(written("probast.md"))
        .anyMatch(line -> line.startsWith("## Analysis: risk of bias"));
    assertThat(written("card.md")).anyMatch(line -> line.contains("Leaks were looked for in"));
  }

  @Test
  void numbers_of_the_health_service_are_refused_before_anything_else() throws IOException {
    List<String> lines = people(40);
    lines.replaceAll(line -> line.replaceFirst("^p\\d+,", "9434765919,"));
    lines.set(5, "9434765919,too,short");
    Ended ended = bad(lines, "--person", "nobody");
    assertThat(ended.code()).isEqualTo(5);
    assertThat(ended.said()).contains("people.csv:2:1").doesNotContain("9434765919");
  }

  @Test
  void a_damaged_table_is_refused_with_its_place_and_without_its_cells() throws IOException {
    List<String> lines = people(100);
    lines.set(7, "p3," + SECRET);
    Ended ended = bad(lines);
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said())
        .contains("people.csv:8:2  the row has 2 cells, but the heading row has 6");
    assertThat(ended.said()).doesNotContain(SECRET);
    assertThat(bad(List.of()).code()).isEqualTo(4);
    assertThat(bad(List.of("who,bad")).code()).isEqualTo(4);
    Files.write(
        folder.resolve("people.csv"), new byte[] {'a', ',', 'b', '\n', (byte) 0xe9, ',', '1'});
    Ended unread =
        Ended.risk(
            List.of(
                folder.resolve("people.csv"), "--outcome", "b=1", "--out", folder.resolve("out")));
    assertThat(unread.code()).isEqualTo(4);
    assertThat(unread.said()).contains("encoding");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_folder_that_cannot_be_written_is_a_matter_of_the_machine() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");
    Ended ended =
        Ended.risk(
            List.of(table(people(200)), "--outcome", "bad=yes", "--out", file.resolve("in")));
    assertThat(ended.code()).isEqualTo(7);
  }
}
