package org.tidetable.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;

class CsvFormatTest {
  @TempDir Path folder;

  private static SafeTable table() {
    return new ExampleTables()
        .gate.check(
            new Table(
                "fact_small",
                "Small",
                "A small table",
                ExampleTables.OPEN,
                List.of(
                    Column.dimension("area_code", "Area", Column.Type.STRING, "Area"),
                    Column.dimension("period_start", "Period", Column.Type.DATE, "Period"),
                    Column.estimate("value", "Value", "hours", "Hours"),
                    Column.text("name", "Name", "Name")),
                List.of(
                    List.of(
                        Cell.text("06"),
                        Cell.day(LocalDate.of(2025, 7, 1)),
                        Cell.number(1234567.5),
                        Cell.text("Bath, \"Somerset\"")),
                    List.of(
                        Cell.text("07"),
                        Cell.day(LocalDate.of(2025, 8, 1)),
                        Cell.missing("closed"),
                        Cell.text("Ynys Môn")))));
  }

  @Test
  void a_file_is_rfc_4180_with_iso_dates_plain_numbers_and_reasons_beside_absent_ones()
      throws IOException {
    WrittenFile written = new CsvFormat().write(table(), folder);
    assertThat(written.path()).isEqualTo("csv/fact_small.csv");
    assertThat(written.rows()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve(written.path())))
        .isEqualTo(
            """
            area_code,period_start,value,name,status
            06,2025-07-01,1234567.5,"Bath, ""Somerset\""",
            07,2025-08-01,,Ynys Môn,closed
            """);
    assertThat(folder.resolve("csv")).isDirectoryNotContaining("glob:**.part");
  }
}
