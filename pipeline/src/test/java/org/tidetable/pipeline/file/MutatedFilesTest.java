package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.UserError;

/**
 * Damaged files are refused with a message for people, or read with every byte and row accounted
 * for. A failure names the seed of its file.
 */
class MutatedFilesTest {
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(5);

  @TempDir private Path folder;
  private long refused;
  private long rows;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void no_damage_to_a_file_loses_a_row_or_a_byte() throws IOException {
    readAll(20_261_126, 5_000);
    assertThat(refused).isBetween(1_000L, 4_000L);
    assertThat(rows).isGreaterThan(10_000);
  }

  @Test
  @Tag("fuzz")
  @Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void no_damage_to_a_million_files_loses_a_row_or_a_byte() throws IOException {
    long seed = Long.getLong("tidetable.seed", 1_000_000_000L);
    long start = System.nanoTime();
    readAll(seed, 1_000_000);
    System.out.printf(
        "Seed %d: 1000000 files, %d refused, %d rows read, %d s%n",
        seed, refused, rows, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    assertThat(refused).isBetween(200_000L, 800_000L);
  }

  private void readAll(long firstSeed, int count) throws IOException {
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      DamagedFile damaged = DamagedFile.of(seed);
      // A new file each time: some file systems wait for the disk when one is written anew.
      Path file = Files.write(folder.resolve(seed + ".csv"), damaged.bytes());
      long start = System.nanoTime();
      try {
        read(file, damaged);
      } catch (UserError error) {
        refused++;
        assertThat(error.getMessage()).as("seed %d", seed).doesNotContain(DamagedFile.MARKER);
      } catch (Exception | AssertionError failure) {
        throw new AssertionError("seed " + seed, failure);
      }
      assertThat(System.nanoTime() - start).as("seed %d", seed).isLessThan(SLOW_NANOS);
      Files.delete(file);
    }
  }

  private void read(Path file, DamagedFile damaged) throws IOException {
    List<Line> lines = new ArrayList<>();
    CsvTable.Bytes bytes;
    try (CsvTable table = CsvTable.open(file, damaged.layout())) {
      table.forEachRemaining(lines::add);
      bytes = table.bytes();
    }
    byte[] content = content(damaged);
    assertThat(bytes.total()).isEqualTo(content.length);
    long reached = bytes.mark() + bytes.before() + bytes.heading();
    long line = 0;
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).record()).isEqualTo(i + 1);
      assertThat(lines.get(i).number()).isGreaterThan(line);
      assertThat(lines.get(i).offset()).isEqualTo(reached);
      assertThat(lines.get(i).length()).isPositive();
      line = lines.get(i).number();
      reached += lines.get(i).length();
    }
    assertThat(reached + bytes.after()).isEqualTo(content.length);
    rows += lines.size();
    if (damaged.layout().equals(FileLayout.csv(damaged.layout().encoding(), ""))) {
      assertSameRows(content, lines, damaged.layout());
    }
  }

  /** Compares with the plain parser, which knows nothing of bytes, on each row's own bytes. */
  private static void assertSameRows(byte[] content, List<Line> lines, FileLayout layout)
      throws IOException {
    boolean mark = new String(content, UTF_8).startsWith("\ufeff");
    Charset encoding = mark ? UTF_8 : Charset.forName(layout.encoding());
    List<List<String>> whole = parsed(new String(content, encoding).substring(mark ? 1 : 0));
    assertThat(lines).hasSize(whole.size() - 1);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      List<List<String>> alone =
          parsed(new String(content, (int) line.offset(), (int) line.length(), encoding));
      assertThat(alone).containsExactly(whole.get(i + 1));
      List<String> cells = alone.get(0);
      int kept = line.cells().size();
      assertThat(line.cells()).isEqualTo(cells.subList(0, kept));
      assertThat(cells.subList(kept, cells.size())).allMatch(MutatedFilesTest::isBlank);
    }
  }

  private static List<List<String>> parsed(String text) throws IOException {
    try (var parser = CSVFormat.RFC4180.parse(new StringReader(text))) {
      return parser.stream()
          .map(CSVRecord::toList)
          .filter(cells -> !cells.stream().allMatch(MutatedFilesTest::isBlank))
          .toList();
    }
  }

  private static boolean isBlank(String cell) {
    return cell.replace('\u00a0', ' ').isBlank();
  }

  /** What is in the file; an archive that was accepted holds what it was made of. */
  private static byte[] content(DamagedFile file) throws IOException {
    return switch (Packing.of(file.bytes())) {
      case GZIP -> {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file.bytes()))) {
          yield in.readAllBytes();
        }
      }
      case ZIP -> file.text();
      case PLAIN, OLE2 -> file.bytes();
    };
  }
}
