package org.tidetable.models.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.EarlierRows;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TableEncoding;
import org.tidetable.models.risk.TextTable;

class EncodingStoreTest {

  @Test
  void a_stored_encoding_encodes_a_later_table_as_it_did(@TempDir Path folder) throws Exception {
    TableEncoding learned = encoding();
    EncodingStore.write(folder, learned);
    TableEncoding stored = EncodingStore.read(folder);
    assertThat(stored.features()).isEqualTo(learned.features());
    assertThat(stored.leftOut()).isEqualTo(learned.leftOut());
    TextTable later =
        TextTable.read(
            List.of("ward", "visits"),
            List.of(new String[] {"east", "3"}, new String[] {"attic", ""}),
            Set.of());
    assertThat(cells(stored.encode(later, new int[] {1, 0})))
        .isEqualTo(cells(learned.encode(later, new int[] {1, 0})))
        .containsExactlyInAnyOrder(
            "0 visits is missing 1.0", "0 ward=other 1.0", "1 visits 3.0", "1 ward=east 1.0");
  }

  @Test
  void earlier_rows_of_a_person_are_stored_with_the_encoding(@TempDir Path folder)
      throws Exception {
    EarlierRows earlier = new EarlierRows("who", "day");
    EncodingStore.write(
        folder,
        new TableEncoding(encoding().columns(), encoding().leftOut(), Optional.of(earlier)));
    assertThat(EncodingStore.read(folder).earlier()).contains(earlier);
    assertThat(EncodingStore.read(folder).features()).endsWith("since earlier row by day");
  }

  private static TableEncoding encoding() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String visits = i == 7 ? "" : Integer.toString(i % 5);
      rows.add(new String[] {visits, i % 4 < 2 ? "east" : "west", i % 2 == 0 ? "yes" : "no"});
    }
    RiskTable.Roles roles =
        new RiskTable.Roles("bad", "yes", Optional.empty(), Optional.empty(), Set.of(), Map.of());
    return new RiskTable(TextTable.read(List.of("visits", "ward", "bad"), rows, Set.of()), roles)
        .encoding();
  }

  private static List<String> cells(FeatureMatrix matrix) {
    List<String> cells = new ArrayList<>();
    for (int row = 0; row < matrix.rows(); row++) {
      for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
        String name = matrix.names().get(matrix.column(entry));
        cells.add(row + " " + name + " " + matrix.value(entry));
      }
    }
    return cells;
  }
}
