package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;

/** Readers of a release rely on its columns: these change with their version only. */
class PublishedColumnsTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolve("src/test/resources/golden/columns.txt");

  @Test
  void columns_of_published_tables_stand_under_their_version() throws IOException {
    List<String> columns = new ArrayList<>(List.of("version " + DataDictionary.SCHEMA_VERSION));
    for (Table table : DataDictionary.tables()) {
      for (Column column : table.columns()) {
        columns.add(
            String.join(
                " ",
                table.name(),
                column.name(),
                column.type().name().toLowerCase(Locale.ROOT),
                column.key() ? "key" : "value"));
      }
    }
    if (System.getProperty("tidetable.golden", "").equals("write")) {
      Files.write(GOLDEN, columns);
    }
    assertThat(columns)
        .as("columns changed: raise DataDictionary.SCHEMA_VERSION, then see golden/README.md")
        .containsExactlyElementsOf(Files.readAllLines(GOLDEN));
  }
}
