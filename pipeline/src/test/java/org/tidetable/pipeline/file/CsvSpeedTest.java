package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to account for every byte, and how long a needle takes to find. */
@Tag("benchmark")
class CsvSpeedTest {
  private static final long BYTES = 500L << 20;
  private static final int RUNS = 3;

  @TempDir private Path folder;

  @Test
  void accounting_for_every_byte_costs_a_tenth_of_the_plain_parser_at_most() throws IOException {
    for (String letters : new String[] {"plain letters", "lettres accentuées é"}) {
      Path file = write(letters);
      double plain = Double.MAX_VALUE;
      double ours = Double.MAX_VALUE;
      // In turn, so that both meet the same machine; the best of each counts.
      for (int run = 0; run < RUNS; run++) {
        plain = Math.min(plain, seconds(() -> plain(file)));
        ours = Math.min(ours, seconds(() -> ours(file)));
      }
      System.out.printf(
          "%s: plain %.2f s, with every byte's place %.2f s (%.0f MB/s), %+.1f %%%n",
          letters, plain, ours, BYTES / 1e6 / ours, 100 * (ours / plain - 1));
      assertThat(plain(file)).isEqualTo(ours(file));
      assertThat(ours).isLessThan(1.1 * plain);
      Files.delete(file);
    }
  }

  @Test
  void one_short_row_in_ten_million_is_found_with_its_line_and_place() throws IOException {
    int rows = 10_000_000;
    int bad = 7_654_321;
    Path file = folder.resolve("needle.csv");
    long place = -1;
    long written = "id,area,day,count\n".length();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,area,day,count\n");
      for (int row = 1; row <= rows; row++) {
        String line = row + ",E0" + (6_000_000 + row % 150) + ",2024-01-31";
        line += row == bad ? "\n" : "," + row % 97 + "\n";
        place = row == bad ? written : place;
        written += line.length();
        out.write(line);
      }
    }
    long start = System.nanoTime();
    long seen = 0;
    Line found = null;
    try (CsvTable table = CsvTable.open(file, FileLayout.CSV_FILE)) {
      while (table.hasNext()) {
        Line line = table.next();
        seen++;
        found = line.cells().size() == 4 ? found : line;
      }
    }
    System.out.printf(
        "10000000 rows, %d bytes, %.2f s%n", written, (System.nanoTime() - start) / 1e9);
    assertThat(seen).isEqualTo(rows);
    assertThat(found).isNotNull();
    assertThat(found.record()).isEqualTo(bad);
    assertThat(found.number()).isEqualTo(bad + 1);
    assertThat(found.offset()).isEqualTo(place);
  }

  private interface Reading {
    long read() throws IOException;
  }

  /** Of this thread's own work, so that a busy machine does not decide. */
  private static double seconds(Reading reading) throws IOException {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    reading.read();
    return (thread.getCurrentThreadCpuTime() - start) / 1e9;
  }

  private static long plain(Path file) throws IOException {
    long cells = 0;
    try (var text = new InputStreamReader(Files.newInputStream(file), UTF_8.newDecoder());
        var parser = CSVFormat.RFC4180.builder().setSkipHeaderRecord(false).get().parse(text)) {
      for (CSVRecord row : parser) {
        cells += row.values().length;
      }
    }
    return cells - 8;
  }

  private static long ours(Path file) throws IOException {
    long cells = 0;
    try (CsvTable table = CsvTable.open(file, FileLayout.CSV_FILE)) {
      while (table.hasNext()) {
        cells += table.next().cells().size();
      }
    }
    return cells;
  }

  private Path write(String letters) throws IOException {
    Random random = new Random(5);
    Path file = folder.resolve("large.csv");
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("person,kind,start,end,quantity,area,provider,words\n");
      while (written < BYTES) {
        String line =
            "%08x,emergency_attendance,2023-0%d-1%d,,%d,E0%d,R%d,\"%s, and more\"\n"
                .formatted(
                    random.nextInt(),
                    1 + random.nextInt(9),
                    random.nextInt(9),
                    random.nextInt(100),
                    6_000_000 + random.nextInt(150),
                    random.nextInt(150),
                    letters);
        written += line.length();
        out.write(line);
      }
    }
    return file;
  }
}
