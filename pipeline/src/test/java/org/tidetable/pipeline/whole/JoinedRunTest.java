package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pupils of two years: who leaves is told by days missed; hardly anybody moves abroad. */
class JoinedRunTest {
  private static final String SOUND = "SELECT year, pupil, missed, form FROM pupils";

  @TempDir private Path home;

  private Typed run(String query) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<String> rows = new ArrayList<>(List.of("year,pupil,missed,form,result"));
    for (int i = 0; i < 800; i++) {
      int missed = random.nextInt(20);
      String result = random.nextDouble() < 0.1 + 0.03 * missed ? "left" : "stayed";
      rows.add(
          String.join(
              ",",
              i < 500 ? "2023" : "2024",
              "pupil-%04d".formatted(i),
              Integer.toString(missed),
              random.nextBoolean() ? "red" : "blue",
              i % 100 == 7 ? "abroad" : result));
    }
    Files.write(home.resolve("pupils.csv"), rows);
    Files.writeString(
        home.resolve("pupils.yaml"),
        """
        name: pupils
        title: Pupils
        columns:
          year: {type: text}
          pupil: {type: text, privacy: pseudonym}
          missed: {type: integer}
          form: {type: text}
          result: {type: text}
        table: {key: [year, pupil]}
        """);
    Files.writeString(home.resolve("query.sql"), query);
    SmallRun.writePolicy(home);
    Files.writeString(home.resolve("small.yaml"), settings());
    return SmallRun.run(home, home.resolve("out"), "local[2]", 2);
  }

  private static String settings() {
    String risk =
        """
          - name: @name
            title: @name
            index_day: 60
            tables: {pupils: {}}
            query: query.sql
            key: [year, pupil]
            person: pupil
            outcome: {table: pupils, column: result, values: [@value]}
            split: {column: year, train: ["2022", "2023"], test: ["2024"]}
            audit: [form]
        """;
    return """
        name: pupils
        seed: 3
        sources:
          - {mapping: pupils.yaml, files: [pupils.csv]}
        people: {opt_out: {not_applicable: invented for a test}}
        joined_risk:
        """
        + risk.replace("@name", "leaves").replace("@value", "left")
        + risk.replace("@name", "goes_abroad").replace("@value", "abroad")
        + "disclosure: policy.yaml\n";
  }

  @Test
  void a_risk_of_too_few_is_not_made_and_the_others_can_be_made_again() throws IOException {
    Typed ended = run(SOUND);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("not made");
    Path current = home.resolve("out/current");
    assertThat(SmallRun.csv(current.resolve("csv/fact_risk_accuracy.csv")))
        .filteredOn(row -> row.get("problem").equals("goes_abroad"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("method")).isEqualTo("not_made"));
    assertThat(Files.readString(current.resolve("report.html")))
        .contains("This risk was not made. It needs at least 30 rows with the outcome");
    assertThat(Files.readString(current.resolve("model-papers/leaves/atrs.md")))
        .contains("The run lists nobody");

    Typed same = Typed.run("runs", "verify", home.resolve("out"));
    assertThat(same.code()).as(same.screen()).isZero();
    assertThat(same.out()).isEqualToIgnoringNewLines("leaves: the same bytes");

    Path model = model();
    String stored = Files.readString(model);
    Files.writeString(model, stored.replaceFirst("\"seed\" : \\d+", "\"seed\" : 99"));
    Typed changed = Typed.run("runs", "verify", home.resolve("out"));
    assertThat(changed.code()).isEqualTo(4);
    assertThat(changed.err()).contains("1 of 1 models").contains("leaves");
  }

  private Path model() {
    return SmallRun.files(home.resolve("out/runs")).stream()
        .filter(file -> file.endsWith("models/leaves/model.json"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_query_that_fails_while_it_runs_is_the_analysts_to_mend() throws IOException {
    Typed ended = run("SELECT year, pupil, missed,\n  int(form) AS form FROM pupils");
    assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    assertThat(ended.err())
        .contains("query.sql:2:3  the query fails on a row: a value cannot be read")
        .doesNotContain("'red'")
        .doesNotContain("'blue'");
  }
}
