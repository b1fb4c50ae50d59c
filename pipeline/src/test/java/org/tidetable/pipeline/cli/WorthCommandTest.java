package org.tidetable.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.card.ModelStore;

class WorthCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** Falls grow with visits and absences; women have half as many as men of the same visits. */
  private Path table(String name, int rows, long seed, double level) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>(List.of("visits,absences,age,sex,region,fell"));
    for (int row = 0; row < rows; row++) {
      int visits = random.nextInt(10);
      int absences = random.nextInt(10);
      String sex = random.nextBoolean() ? "f" : "m";
      double risk = (0.05 + 0.03 * visits + 0.03 * absences) * (sex.equals("m") ? 1 : 0.5) * level;
      String region = random.nextInt(3) == 0 ? "coast" : "inland";
      String fell = random.nextDouble() < risk ? "yes" : "no";
      int age = 65 + random.nextInt(30);
      lines.add(String.join(",", "" + visits, "" + absences, "" + age, sex, region, fell));
    }
    return Files.write(folder.resolve(name), lines, StandardCharsets.UTF_8);
  }

  private Ended asked(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--outcome", "fell=yes", "--out", folder.resolve("out")));
    return Ended.risk(arguments);
  }

  private String risk(Object... more) {
    Ended ended = asked(more);
    assertThat(ended.code()).as(ended.said()).isZero();
    return ended.said();
  }

  private String refused(Object... more) {
    Ended ended = asked(more);
    assertThat(ended.code()).isNotZero();
    return ended.said();
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name), StandardCharsets.UTF_8);
  }

  private JsonNode evaluation() throws IOException {
    return JSON.readTree(written("evaluation.json"));
  }

  private static JsonNode group(JsonNode json, String attribute, String group) {
    return StreamSupport.stream(json.path("groups").spliterator(), false)
        .filter(each -> each.path("attribute").asText().equals(attribute))
        .filter(each -> each.path("group").asText().equals(group))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void people_of_a_group_for_whom_risks_do_not_come_true_get_none() throws IOException {
    Path table = table("falls.csv", 4000, 1, 1);
    String said = risk(table, "--drop", "sex");
    JsonNode json = evaluation();
    assertThat(json.path("verdict").path("use").asText())
        .isEqualTo("usable except for some groups");
    assertThat(group(json, "sex", "m").path("status").asText()).isEqualTo("withdrawn");
    assertThat(group(json, "region", "inland").path("status").asText()).isEqualTo("passed");
    assertThat(said)
        .contains("withdrawn for sex f, sex m")
        .contains("on all rows held out, where one acts from a risk t of")
        .contains(
            "(on the rows tested, each threshold alike; what is kept was chosen as said above)");
    List<String> predictions = written("predictions.csv").lines().toList();
    assertThat(predictions.get(1)).matches("1,,,,\"sex [fm]\"");
    assertThat(written("report.html")).contains("sex: m").contains("withdrawn");
  }

  @Test
  void lists_rivals_parts_and_points_are_compared_on_the_same_rows() throws IOException {
    Path table = table("falls.csv", 4000, 2, 1);
    Path points =
        Files.writeString(
            folder.resolve("points.yaml"),
            """
            name: two_signs
            source: Written for a test
            rules:
              - {column: visits, points: 2, at_least: 5}
              - {column: absences, points: 1, at_least: 3, at_most: 6}
              - {column: absences, points: 3, at_least: 7}
            """);
    risk(
        table,
        "--caseload",
        "80,120",
        "--cost",
        "150",
        "--thresholds",
        "0.2-0.5",
        "--part",
        "health=visits,age",
        "--part",
        "education=absences",
        "--point-score",
        points);
    JsonNode json = evaluation();
    assertThat(json.path("methods").findValuesAsText("method"))
        .contains("logistic", "age_sex", "area", "two_signs");
    JsonNode list = json.path("capacity").get(0);
    assertThat(list.path("places").asInt()).isEqualTo(40);
    double seen = list.path("to_see_for_one_true_case").path("value").asDouble();
    assertThat(list.path("cost_of_one_true_case").path("value").asDouble())
        .isCloseTo(150 * seen, within(1e-9));
    assertThat(json.path("net_benefit").path("thresholds").get(0).asDouble()).isEqualTo(0.2);
    JsonNode education = json.path("lift").get(2);
    assertThat(education.path("part").asText()).isEqualTo("education");
    assertThat(education.path("auroc_of_all_data_less_this").path("lower_95").asDouble())
        .isPositive();
    Map<String, Double> auroc = new java.util.HashMap<>();
    json.path("methods")
        .forEach(
            each ->
                auroc.put(
                    each.path("method").asText(), each.path("auroc").path("value").asDouble()));
    assertThat(auroc.get("two_signs")).isBetween(auroc.get("area"), auroc.get("logistic"));
    assertThat(written("report.html"))
        .contains("What would a list find?")
        .contains("on the rows tested, the mean over the thresholds, each alike")
        .contains("Cost of one true case")
        .contains("age and sex only")
        .contains("without education")
        .contains("two signs");
    for (String line : written("predictions.csv").lines().skip(1).limit(50).toList()) {
      String[] cells = line.split(",", -1);
      double risk = Double.parseDouble(cells[1]);
      assertThat(Double.parseDouble(cells[2])).isLessThanOrEqualTo(risk + 1e-6);
      assertThat(Double.parseDouble(cells[3])).isGreaterThanOrEqualTo(risk - 1e-6);
    }
  }

  /** Falls hang on the area alone, and its height gives every area away. */
  private Path areas() throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    List<String> lines = new ArrayList<>(List.of("area,height,visits,fell"));
    for (int area = 0; area < 40; area++) {
      double level = 0.05 + 0.6 * random.nextDouble();
      int height = random.nextInt(100_000);
      for (int row = 0; row < 60; row++) {
        String fell = random.nextDouble() < level ? "yes" : "no";
        lines.add(String.join(",", "a" + area, "" + height, "" + random.nextInt(10), fell));
      }
    }
    return Files.write(folder.resolve("areas.csv"), lines, StandardCharsets.UTF_8);
  }

  @Test
  void an_area_as_the_person_is_judged_as_a_whole_by_what_other_areas_teach() throws IOException {
    Path table = areas();
    risk(table);
    JsonNode rows = best(evaluation());
    risk(table, "--person", "area");
    JsonNode areas = best(evaluation());
    // Rows of the same area tell what it is like; of an area that was not seen nothing does.
    assertThat(rows.path("value").asDouble()).isGreaterThan(0.65);
    assertThat(areas.path("value").asDouble()).isBetween(0.3, 0.58);
    // Forty areas are less than 2,400 rows.
    assertThat(width(areas)).isGreaterThan(2 * width(rows));
  }

  /** The AUROC of the method that ranks best. */
  private static JsonNode best(JsonNode json) {
    return StreamSupport.stream(json.path("methods").spliterator(), false)
        .map(each -> each.path("auroc"))
        .max(java.util.Comparator.comparingDouble(each -> each.path("value").asDouble()))
        .orElseThrow();
  }

  private static double width(JsonNode measure) {
    return measure.path("upper_95").asDouble() - measure.path("lower_95").asDouble();
  }

  @Test
  void newer_people_correct_the_model_that_is_written() throws IOException {
    Path table = table("falls.csv", 4000, 3, 1);
    Path newer = table("newer.csv", 3000, 4, 0.6);
    String said = risk(table, "--score", newer, "--update");
    assertThat(said).contains("corrected: on the new people the intercept is -0");
    double sum = 0;
    int rows = 0;
    for (String line : written("predictions.csv").lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      sum += cells[1].isEmpty() ? 0 : Double.parseDouble(cells[1]);
      rows += cells[1].isEmpty() ? 0 : 1;
    }
    double came =
        Files.readAllLines(newer).stream().filter(line -> line.endsWith("yes")).count() / 3000.0;
    assertThat(sum / rows).isCloseTo(came, within(0.01));
    assertThat(ModelStore.read(folder.resolve("out")).model().calibration().apply(0.3))
        .isLessThan(0.25);
    Path without = folder.resolve("without.csv");
    Files.write(
        without, Files.readAllLines(newer).stream().map(l -> l.replaceAll(",[^,]*$", "")).toList());
    assertThat(refused(table, "--score", without, "--update"))
        .contains("--update has nothing to learn from");
  }

  @Test
  void a_point_score_that_does_not_fit_is_refused_with_its_place() throws IOException {
    Path table = table("falls.csv", 400, 5, 1);
    Path points = folder.resolve("points.yaml");
    Files.writeString(
        points, "name: x\nsource: us\nrules:\n  - {column: steps, points: 1, at_least: 3}\n");
    assertThat(refused(table, "--point-score", points)).contains("\"steps\"");
    Files.writeString(points, "name: x\nsource: us\nrules:\n  - {column: visits, points: 1}\n");
    assertThat(refused(table, "--point-score", points))
        .contains("points.yaml:4:")
        .contains("holds for every row");
    assertThat(refused(table, "--thresholds", "0.4-0.2")).contains("--thresholds needs two risks");
    assertThat(refused(table, "--update")).contains("--score TABLE");
  }
}
