package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A risk that too few people have is not made; it says so, and the run ends well. */
class TooFewCasesTest {
  @Test
  void a_risk_with_too_few_cases_is_not_made_and_the_run_goes_on(@TempDir Path home)
      throws IOException {
    assertThat(Typed.run("synthesize", "--people", 400, "--seed", 3, "--out", home.resolve("p")))
        .extracting(Typed::code)
        .isEqualTo(0);
    SmallRun.writePolicy(home);
    Files.writeString(home.resolve("small.yaml"), settings());

    Typed ended = SmallRun.run(home, home.resolve("out"), "local[2]", 2);

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.screen()).contains("not made");
    Path current = home.resolve("out/current");
    List<CSVRecord> rows = SmallRun.csv(current.resolve("csv/fact_risk_accuracy.csv"));
    assertThat(rows)
        .filteredOn(row -> row.get("problem").equals("long_term_care"))
        .hasSize(1)
        .allSatisfy(row -> assertThat(row.get("method")).isEqualTo("not_made"));
    assertThat(SmallRun.files(current))
        .filteredOn(file -> file.toString().endsWith(".html"))
        .anySatisfy(
            file ->
                assertThat(Files.readString(file))
                    .contains("This risk was not made.", "Choose a shorter lookback"));
    assertThat(current.resolve("model-cards/long_term_care.md")).doesNotExist();
  }

  private static String settings() {
    return """
        name: small
        seed: 7
        sources:
          - {mapping: @/sources/synthetic-health.yaml, files: [p/health_events.csv]}
          - {mapping: @/sources/synthetic-care.yaml, files: [p/care_events.csv]}
          - {mapping: @/sources/synthetic-education.yaml, files: [p/school_events.csv]}
        people: {register: p/people.csv, links: p/links.csv}
        areas: {names: [p/areas.csv]}
        risk:
          - name: long_term_care
            title: Start of long-term care within 12 months, aged 65 and over
            minimum_age: 65
            maximum_age: 120
            exclude_if_ever: [long_term_care_start]
            outcome_kinds: [long_term_care_start]
            lookback: P1Y
            time_at_risk: P1Y
            top_per_area: 5
        disclosure: policy.yaml
        """
        .replace("@", SmallRun.CONF.toString());
  }
}
