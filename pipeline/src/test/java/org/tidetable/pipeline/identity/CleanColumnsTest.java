package org.tidetable.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What identifies nobody comes in. */
class CleanColumnsTest {

  @Test
  void columns_of_every_clean_sort_pass() {
    List<String> refused = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      judge(new CleanColumns(seed).columns(400), refused);
    }
    assertThat(refused).isEmpty();
  }

  @Test
  @Tag("benchmark")
  void of_ten_thousand_clean_columns_at_most_ten_are_refused() {
    List<String> refused = new ArrayList<>();
    int columns = 0;
    for (long seed = 100; columns < 10_000; seed++) {
      int rows =
          switch ((int) (seed % 4)) {
            case 0 -> 40;
            case 1 -> 300;
            case 2 -> 1_000;
            default -> 5_000;
          };
      columns += judge(new CleanColumns(seed).columns(rows), refused);
    }
    System.out.printf(
        "clean columns: %d, refused: %d (%.2f in 1,000)%n",
        columns, refused.size(), 1000.0 * refused.size() / columns);
    refused.forEach(System.out::println);
    assertThat(refused.size()).isLessThanOrEqualTo(columns / 1000);
  }

  private static int judge(Map<String, List<String>> columns, List<String> refused) {
    columns.forEach(
        (heading, cells) -> {
          String message = Gates.message(heading, cells);
          if (!message.isEmpty()) {
            refused.add(heading + " (" + cells.size() + " rows): " + message);
          }
        });
    return columns.size();
  }
}
