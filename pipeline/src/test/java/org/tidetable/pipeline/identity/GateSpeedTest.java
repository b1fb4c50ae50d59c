package org.tidetable.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.file.Line;

/** How fast the gate sees cells: characters a second of one thread's own time. */
class GateSpeedTest {
  private static final int ROWS = 2_000;
  private static final int BLOCKS = 40;

  @Test
  @Tag("benchmark")
  void mixed_columns_are_seen_at_a_hundred_megabytes_a_second_and_more() {
    Map<String, List<String>> first = new CleanColumns(1).columns(2);
    IdentityGate gate =
        new IdentityGate(
            "a.csv",
            first.keySet().stream().map(Gates::column).toList(),
            SearchLedger.nowhere(),
            "",
            WeakPseudonyms.of(List.of()));
    long characters = 0;
    long nanoseconds = 0;
    for (int block = 0; block < BLOCKS; block++) {
      List<Line> rows = rows(new CleanColumns(block), block);
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      rows.forEach(gate::see);
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      if (block >= BLOCKS / 2) {
        nanoseconds += taken;
        characters +=
            rows.stream().flatMap(row -> row.cells().stream()).mapToLong(String::length).sum();
      }
    }
    double speed = 1e3 * characters / nanoseconds;
    System.out.printf("the gate sees %.0f MB of cells a second on one core%n", speed);
    assertThat(speed).isGreaterThan(100);
  }

  private static List<Line> rows(CleanColumns clean, int block) {
    List<List<String>> columns = new ArrayList<>(clean.columns(ROWS).values());
    List<Line> rows = new ArrayList<>(ROWS);
    for (int i = 0; i < ROWS; i++) {
      int row = i;
      long number = (long) block * ROWS + i + 1;
      rows.add(
          new Line(
              number, number + 1, -1, -1, columns.stream().map(cells -> cells.get(row)).toList()));
    }
    return rows;
  }
}
