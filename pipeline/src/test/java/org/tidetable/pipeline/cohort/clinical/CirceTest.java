package org.tidetable.pipeline.cohort.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.run.UserError;

/** Five definitions of our own over a drawn population, against what each means in plain Java. */
class CirceTest {
  private static final Path CIRCE =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolve("src/test/resources/circe");

  @TempDir private static Path home;
  private static final ToyOmop TOY = ToyOmop.drawn(600, 11);

  @BeforeAll
  static void tables() throws IOException {
    TOY.write(Files.createDirectory(home.resolve("omop")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new_treated_diabetes",
        "first_quiet_stay",
        "on_the_drug",
        "two_of_three",
        "stay_then_condition"
      })
  void a_definition_finds_the_people_that_it_means(String name) {
    Path out = home.resolve("out-" + name);
    var told = new ByteArrayOutputStream();
    ClinicalRun.of(
        CIRCE.resolve(name + ".json"),
        home.resolve("omop"),
        out,
        "local[2]",
        new PrintStream(told, true, StandardCharsets.UTF_8));
    ReferenceCirce reference = new ReferenceCirce(TOY);
    List<String> expected = reference.members(name);
    assertThat(expected).hasSizeGreaterThan(10);
    assertThat(members(out.resolve("restricted").resolve(name))).isEqualTo(expected);
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("for your eyes only");
  }

  private static List<String> members(Path folder) {
    SparkSession spark = Sessions.start("local[2]", home.resolve("scratch"));
    try {
      return Rows.small(spark.read().parquet(folder.toString())).stream()
          .map(row -> row.getLong(0) + " " + row.getDate(1) + " " + row.getDate(2))
          .sorted()
          .toList();
    } finally {
      spark.stop();
    }
  }

  @Test
  void what_is_not_supported_is_refused_by_its_path() throws IOException {
    String text = Files.readString(CIRCE.resolve("on_the_drug.json"));
    assertThat(refusal(text.replace("\"DaysSupply\"", "\"Refills\"")))
        .contains("$.PrimaryCriteria.CriteriaList[0].DrugExposure.Refills is not supported");
    assertThat(refusal(text.replace("DrugExposure", "DrugEra")))
        .contains("$.PrimaryCriteria.CriteriaList[0].DrugEra is not supported");
    assertThat(refusal(text.replace("\"gt\"", "\"about\""))).contains("DaysSupply.Op must be lt");
    assertThat(refusal(text.replace("\"DrugCodesetId\": 0", "\"DrugCodesetId\": 9")))
        .contains("$.EndStrategy.CustomEra.DrugCodesetId names a concept set");
    assertThat(refusal("{")).contains("is not JSON");
  }

  @Test
  void descendants_need_the_table_of_ancestors() {
    Path file = CIRCE.resolve("new_treated_diabetes.json");
    UserError refused =
        catchThrowableOfType(UserError.class, () -> CirceReader.read(file, Optional.empty()));
    assertThat(refused.getMessage()).contains("concept_ancestor.csv");
  }

  private static String refusal(String text) throws IOException {
    Path file = Files.writeString(home.resolve("definition.json"), text);
    UserError refused =
        catchThrowableOfType(UserError.class, () -> CirceReader.read(file, Optional.empty()));
    return String.valueOf(refused.getMessage());
  }
}
