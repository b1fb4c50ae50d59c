package org.tidetable.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;

class DataPackageTest {
  private static final DataPackage PACKAGE = release();

  private static DataPackage release() {
    ExampleTables tables = new ExampleTables();
    Column code = Column.dimension("area_code", "Area", Column.Type.STRING, "ONS code");
    SafeTable areas =
        tables.gate.check(
            new Table(
                "dim_area",
                "Areas",
                "Areas and their names",
                ExampleTables.OPEN,
                List.of(code, Column.text("name", "Name", "Name")),
                List.of(List.of(Cell.text("E06"), Cell.text("Leeds")))));
    SafeTable counts =
        tables.gate.check(
            new Table(
                "fact_count",
                "Counts",
                "Counts by area",
                ExampleTables.OPEN,
                List.of(code, Column.count("value", "Number", "visits", "visits", "Visits")),
                List.of(new Table.Reference("area_code", "dim_area", "area_code")),
                List.of(List.of(Cell.text("E06"), Cell.count(3)))));
    return new DataPackage(
        "tidetable-release", "Demand", "Example", "1.0.0", List.of(counts, areas));
  }

  @Test
  void the_package_names_types_keys_licences_and_sources() throws IOException {
    JsonNode count = new ObjectMapper().readTree(PACKAGE.json()).path("resources").path(0);
    assertThat(count.path("path").asText()).isEqualTo("csv/fact_count.csv");
    assertThat(count.path("licenses").path(0).path("name").asText())
        .isEqualTo("Open-Government-Licence-v3.0");
    assertThat(count.path("sources").path(0).path("path").asText())
        .isEqualTo("https://example.org/statistics");
    JsonNode schema = count.path("schema");
    assertThat(schema.path("primaryKey").path(0).asText()).isEqualTo("area_code");
    assertThat(schema.path("fields").path(1).path("type").asText()).isEqualTo("integer");
    assertThat(schema.path("foreignKeys").path(0).path("reference").path("resource").asText())
        .isEqualTo("dim_area");
  }

  @Test
  void the_sql_creates_a_table_before_another_refers_to_it() {
    assertThat(new SqlSchema(PACKAGE.tables()).text())
        .isEqualTo(
            """
            -- Areas. Areas and their names
            CREATE TABLE "dim_area" (
              "area_code" VARCHAR NOT NULL, -- ONS code
              "name" VARCHAR, -- Name
              PRIMARY KEY ("area_code")
            );

            -- Counts. Counts by area
            CREATE TABLE "fact_count" (
              "area_code" VARCHAR NOT NULL, -- ONS code
              "value" BIGINT, -- Visits [visits]
              PRIMARY KEY ("area_code"),
              FOREIGN KEY ("area_code") REFERENCES "dim_area" ("area_code")
            );
            """);
  }
}
