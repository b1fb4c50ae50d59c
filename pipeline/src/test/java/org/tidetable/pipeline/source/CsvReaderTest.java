package org.tidetable.pipeline.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class CsvReaderTest {
  @TempDir private Path folder;

  private List<CsvReader.Line> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), bytes);
    List<CsvReader.Line> lines = new ArrayList<>();
    try (CsvReader reader = CsvReader.open(file, UTF_8, ',')) {
      lines.add(new CsvReader.Line(0, 1, reader.header()));
      reader.forEachRemaining(lines::add);
    }
    return lines;
  }

  private List<List<String>> cells(byte[] bytes) throws IOException {
    return read(bytes).stream().map(CsvReader.Line::cells).toList();
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void refused(ThrowingCallable reading, String... words) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.INPUT))
        .hasMessageContainingAll(words);
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_heading() throws IOException {
    assertThat(cells("\ufeffa,b\n1,2\n".getBytes(UTF_8)))
        .containsExactly(List.of("a", "b"), List.of("1", "2"));
  }

  @Test
  void a_compressed_file_reads_as_the_plain_one_whatever_its_name() throws IOException {
    assertThat(cells(packed("\ufeffa,b\n1,2\n")))
        .containsExactly(List.of("a", "b"), List.of("1", "2"));
  }

  @Test
  void lines_may_end_as_on_windows_and_the_last_one_may_not_end() throws IOException {
    assertThat(read("a,b\r\n1,2\r\n3,4".getBytes(UTF_8)))
        .containsExactly(
            new CsvReader.Line(0, 1, List.of("a", "b")),
            new CsvReader.Line(1, 2, List.of("1", "2")),
            new CsvReader.Line(2, 3, List.of("3", "4")));
  }

  @Test
  void quotes_hold_delimiters_quotes_and_line_ends_and_lines_are_still_counted()
      throws IOException {
    assertThat(read("a,b\n\"x, \"\"y\"\"\",\"one\ntwo\"\n3,4\n".getBytes(UTF_8)))
        .containsExactly(
            new CsvReader.Line(0, 1, List.of("a", "b")),
            new CsvReader.Line(1, 2, List.of("x, \"y\"", "one\ntwo")),
            new CsvReader.Line(2, 4, List.of("3", "4")));
  }

  @Test
  void a_short_and_a_long_row_are_handed_on_as_they_are() throws IOException {
    assertThat(cells("a,b\n1\n1,2,3\n".getBytes(UTF_8)))
        .containsExactly(List.of("a", "b"), List.of("1"), List.of("1", "2", "3"));
  }

  @Test
  void a_compressed_file_that_was_cut_is_refused_wherever_the_cut_is() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      text.append(random.nextLong()).append(",1\n");
    }
    byte[] whole = packed(text.toString());
    for (int size : new int[] {5, 12, whole.length / 2, whole.length - 9, whole.length - 1}) {
      refused(() -> read(Arrays.copyOf(whole, size)), "a.csv:", "cut off");
    }
  }

  @Test
  void a_quote_that_is_never_closed_is_refused_with_its_line() {
    refused(() -> read("a,b\n1,2\n3,\"4\n5,6\n".getBytes(UTF_8)), "a.csv:3:1", "never closed");
  }

  @Test
  void an_empty_file_is_refused() {
    refused(() -> read(new byte[0]), "a.csv:1:1", "is empty");
    refused(() -> read(packed("")), "a.csv:1:1", "is empty");
  }

  @Test
  void bytes_that_are_not_in_the_declared_encoding_are_refused() {
    refused(() -> read("a,b\nÎle,2\n".getBytes(ISO_8859_1)), "not text in the declared encoding");
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    refused(() -> CsvReader.open(folder.resolve("no.csv"), UTF_8, ','), "no.csv", "no such file");
  }
}
