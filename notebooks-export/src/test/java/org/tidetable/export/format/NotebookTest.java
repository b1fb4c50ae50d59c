package org.tidetable.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
  @TempDir Path folder;

  private static Notebook notebook() {
    return new Notebook(
        "Demand \"forecasts\"",
        "9f2c",
        "java -jar tidetable.jar demo",
        "../csv",
        "fact_demand_actual",
        "fact_demand_forecast",
        List.of(
            new Notebook.Service("Emergency attendances, England", "attendances", "ae"),
            new Notebook.Service("Emergency attendances, England", "attendances", "ae")),
        List.of("fact_cohort_summary"));
  }

  @Test
  void every_rule_of_nbformat_4_5_holds_and_outputs_are_empty() throws IOException {
    JsonNode document = new ObjectMapper().readTree(notebook().json());
    assertThat(document.path("nbformat").asInt()).isEqualTo(4);
    assertThat(document.path("nbformat_minor").asInt()).isEqualTo(5);
    assertThat(document.at("/metadata/kernelspec/name").asText()).isEqualTo("python3");
    assertThat(document.at("/metadata/kernelspec/display_name").asText()).isNotBlank();
    assertThat(document.at("/metadata/language_info/name").asText()).isEqualTo("python");
    Set<String> ids = new HashSet<>();
    for (JsonNode cell : document.path("cells")) {
      String id = cell.path("id").asText();
      assertThat(id).matches("[A-Za-z0-9_-]{1,64}");
      assertThat(ids.add(id)).as("id %s is used once", id).isTrue();
      assertThat(cell.path("metadata").isObject()).isTrue();
      assertThat(cell.path("source").isArray()).isTrue();
      if (cell.path("cell_type").asText().equals("code")) {
        assertThat(cell.path("outputs").isArray()).isTrue();
        assertThat(cell.path("outputs")).isEmpty();
        assertThat(cell.get("execution_count").isNull()).isTrue();
      } else {
        assertThat(cell.path("cell_type").asText()).isEqualTo("markdown");
        assertThat(cell.has("outputs")).isFalse();
      }
    }
    assertThat(ids).hasSizeGreaterThan(8);
  }

  @Test
  void the_same_release_gives_the_same_bytes() {
    assertThat(notebook().json()).isEqualTo(notebook().json());
  }

  /** Needs python3 on the path; pandas and matplotlib are used where they are there. */
  @Test
  @Tag("peers")
  void every_cell_runs_on_the_published_files() throws IOException, InterruptedException {
    ExampleTables tables = new ExampleTables();
    tables.series("ae", Grain.MONTH, LocalDate.of(2021, 1, 1), 48, 12, 2e6, 0.02, false);
    CsvFormat csv = new CsvFormat();
    csv.write(tables.actuals(), folder);
    csv.write(tables.forecasts(), folder);
    csv.write(tables.cohort(), folder);
    Files.createDirectories(folder.resolve("notebooks"));
    StringBuilder script = new StringBuilder();
    for (JsonNode cell : new ObjectMapper().readTree(notebook().json()).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cell.path("source").forEach(line -> script.append(line.asText()));
        script.append("\n\n");
      }
    }
    script.append("assert first[\"period_start\"] == \"2025-01-01\"\n");
    Path file = folder.resolve("notebooks/cells.py");
    Files.writeString(file, script);
    ProcessBuilder builder = new ProcessBuilder("python3", file.toString());
    builder.environment().put("MPLBACKEND", "Agg");
    Process python =
        builder.directory(folder.resolve("notebooks").toFile()).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(python.exitValue()).as(said).isZero();
    assertThat(said).contains("48 actual rows, 12 forecast rows");
  }
}
