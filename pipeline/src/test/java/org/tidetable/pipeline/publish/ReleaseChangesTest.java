package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;

class ReleaseChangesTest {
  private static final Table NOW =
      new Table(
          DemandTables.FORECAST,
          "Now",
          "",
          DimensionTables.OWN,
          List.of(
              Column.dimension("series_id", "Series", Column.Type.STRING, "What"),
              Column.dimension("period_start", "Period", Column.Type.STRING, "What"),
              Column.estimate("expected", "Expected", "", "What")),
          List.of(List.of(Cell.text("d/A"), Cell.text("2025-05-01"), Cell.number(120))));

  @TempDir private Path out;

  private void release(int number, String run, String name, double expected) throws IOException {
    Path csv = Files.createDirectories(out.resolve("runs/" + run + "/published/csv"));
    Files.writeString(
        csv.resolve("fact_demand_forecast.csv"),
        "series_id,period_start,expected\nd/A,2025-05-01," + expected + "\n");
    Files.writeString(csv.resolve("dim_run.csv"), "run_id,name\n" + run + "," + name + "\n");
    Path releases = Files.createDirectories(out.resolve("releases"));
    Files.writeString(releases.resolve(number + ".json"), "{\"run_id\": \"" + run + "\"}");
  }

  private String sentence(String run, String name) {
    return ReleaseChanges.since(out, run, name).sentence("D", "d/A", NOW).orElse("");
  }

  @Test
  void the_release_before_of_the_same_configuration_is_the_one_to_compare_with()
      throws IOException {
    release(1, "a", "trusts", 100);
    release(2, "b", "councils", 60);
    release(3, "c", "trusts", 240);

    // Run c has been released: a later look at it compares with what stood before it.
    assertThat(sentence("c", "trusts")).contains("20.0% more is expected");
    assertThat(sentence("d", "trusts")).contains("50.0% less is expected");
    assertThat(sentence("d", "councils")).contains("100.0% more is expected");
    assertThat(ReleaseChanges.since(out, "a", "trusts").isFirst()).isTrue();
    assertThat(ReleaseChanges.since(out, "d", "schools").isFirst()).isTrue();
  }
}
