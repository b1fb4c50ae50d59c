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

  /** What an extract of events has: a key, codes, words, days and a few numbers. */
  private static final List<String> EXTRACT =
      List.of(
          "pseudonym",
          "admission",
          "seen_at",
          "trust_code",
          "trust_name",
          "site_code",
          "lsoa_code",
          "la_name",
          "icd10",
          "opcs",
          "service",
          "delay_reason",
          "sex",
          "ethnicity",
          "age_band",
          "birth_month",
          "academic_year",
          "count",
          "amount",
          "share",
          "flag",
          "id_student");

  @Test
  @Tag("benchmark")
  void an_extract_is_seen_at_a_hundred_megabytes_a_second_and_more() {
    double speed = speed(EXTRACT);
    System.out.printf("of an extract the gate sees %.0f MB of cells a second a core%n", speed);
    assertThat(speed).isGreaterThan(100);
  }

  /** The hardest: sixty columns of which most are keys, no two cells alike. */
  @Test
  @Tag("benchmark")
  void columns_of_keys_are_seen_at_half_of_that_and_more() {
    double speed = speed(List.copyOf(new CleanColumns(1).columns(2).keySet()));
    System.out.printf("of columns of keys it sees %.0f MB of cells a second a core%n", speed);
    assertThat(speed).isGreaterThan(50);
  }

  private static double speed(List<String> headings) {
    IdentityGate gate =
        new IdentityGate(
            "a.csv",
            headings.stream().map(Gates::column).toList(),
            SearchLedger.nowhere(),
            "",
            WeakPseudonyms.of(List.of()));
    long characters = 0;
    long nanoseconds = 0;
    for (int block = 0; block < BLOCKS; block++) {
      List<Line> rows = rows(new CleanColumns(block), headings, block);
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      rows.forEach(gate::see);
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      if (block >= BLOCKS / 2) {
        nanoseconds += taken;
        characters +=
            rows.stream().flatMap(row -> row.cells().stream()).mapToLong(String::length).sum();
      }
    }
    return 1e3 * characters / nanoseconds;
  }

  private static List<Line> rows(CleanColumns clean, List<String> headings, int block) {
    Map<String, List<String>> all = clean.columns(ROWS);
    List<List<String>> columns = headings.stream().map(all::get).toList();
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
