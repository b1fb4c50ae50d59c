package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidetable.pipeline.quality.QualityReport;

/** The faults that were planted in the files of invented people are reported to the row. */
@ExtendWith(SmallRun.Once.class)
class PlantedRowsTest {
  /** A planted fault, and the check that reports it. */
  private static final Map<String, String> REPORTED =
      Map.of(
          "exact_duplicate", "rows_duplicate",
          "corrected_duplicate", "rows_superseded",
          "unlinked_pseudonym", "rows_unlinked",
          "late", "rows_late",
          "bad_date", "set_aside: not a date as declared",
          "unknown_code", "set_aside: unknown code");

  @ParameterizedTest
  @ValueSource(strings = {"health", "care", "education"})
  void planted_faults_are_reported_to_the_row(String source, SmallRun run) throws IOException {
    Path file = run.truth().resolveSibling("planted.json");
    JsonNode planted = JsonMapper.builder().build().readTree(file.toFile());
    Map<String, Double> found = new TreeMap<>();
    QualityReport.read(run.folder().resolve("quality")).stream()
        .filter(check -> check.source().equals(source))
        .forEach(check -> found.put(check.check(), check.value()));

    assertThat(REPORTED)
        .allSatisfy(
            (fault, check) -> {
              double rows = planted.get("planted").get(source).get(fault).asDouble();
              assertThat(rows).isPositive();
              assertThat(found).as(fault).containsEntry(check, rows);
            });
    assertThat(found)
        .containsEntry("rows_in", planted.get("rows").get(source).asDouble())
        .containsEntry(
            "rows_in",
            found.get("rows_used") + found.get("rows_left_out") + found.get("rows_set_aside"));
  }
}
