package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidetable.pipeline.file.Packed.gzip;
import static org.tidetable.pipeline.file.Packed.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of CSV files become rows of cells; every byte has its place. */
class CsvTableTest {
  @TempDir private Path folder;

  /** The heading as record 0, and the rows. */
  private List<Line> read(byte[] bytes, FileLayout layout) throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), bytes);
    List<Line> lines = new ArrayList<>();
    try (CsvTable table = CsvTable.open(file, layout)) {
      lines.add(new Line(0, 1, 0, 0, table.header()));
      table.forEachRemaining(lines::add);
    }
    return lines;
  }

  private List<Line> read(String text) throws IOException {
    return read(text.getBytes(UTF_8), FileLayout.CSV_FILE);
  }

  private List<List<String>> cells(byte[] bytes) throws IOException {
    return cells(bytes, FileLayout.CSV_FILE);
  }

  private List<List<String>> cells(byte[] bytes, FileLayout layout) throws IOException {
    return read(bytes, layout).stream().map(Line::cells).toList();
  }

  private List<List<String>> cells(String text) throws IOException {
    return cells(text.getBytes(UTF_8));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_heading() throws IOException {
    assertThat(cells("\ufeffa,b\n1,2\n")).containsExactly(List.of("a", "b"), List.of("1", "2"));
  }

  @Test
  void a_byte_order_mark_decides_against_the_declared_encoding() throws IOException {
    assertThat(cells("\ufeffa\nÎle\n".getBytes(UTF_8), FileLayout.csv("windows-1252", "")))
        .containsExactly(List.of("a"), List.of("Île"));
  }

  @Test
  void a_compressed_file_reads_as_the_plain_one_whatever_its_name() throws IOException {
    assertThat(cells(gzip("\ufeffa,b\n1,2\n")))
        .containsExactly(List.of("a", "b"), List.of("1", "2"));
  }

  @Test
  void lines_may_end_as_on_windows_and_the_last_one_may_not_end() throws IOException {
    assertThat(read("a,b\r\n1,2\r\n3,4"))
        .containsExactly(
            new Line(0, 1, 0, 0, List.of("a", "b")),
            new Line(1, 2, 5, 5, List.of("1", "2")),
            new Line(2, 3, 10, 3, List.of("3", "4")));
  }

  @Test
  void lines_may_end_with_a_lone_carriage_return() throws IOException {
    assertThat(read("a,b\r1,2\r3,4\r"))
        .containsExactly(
            new Line(0, 1, 0, 0, List.of("a", "b")),
            new Line(1, 2, 4, 4, List.of("1", "2")),
            new Line(2, 3, 8, 4, List.of("3", "4")));
  }

  @Test
  void quotes_hold_delimiters_quotes_and_line_ends_and_lines_are_still_counted()
      throws IOException {
    assertThat(read("a,b\n\"x, \"\"y\"\"\",\"one\ntwo\"\n3,4\n"))
        .containsExactly(
            new Line(0, 1, 0, 0, List.of("a", "b")),
            new Line(1, 2, 4, 21, List.of("x, \"y\"", "one\ntwo")),
            new Line(2, 4, 25, 4, List.of("3", "4")));
  }

  @Test
  void a_short_and_a_long_row_are_handed_on_as_they_are() throws IOException {
    assertThat(cells("a,b\n1\n1,2,3\n1,2,\n"))
        .containsExactly(
            List.of("a", "b"), List.of("1"), List.of("1", "2", "3"), List.of("1", "2", ""));
  }

  @Test
  void offsets_are_bytes_where_letters_take_one_to_four() throws IOException {
    assertThat(read("\ufeffa,b\né,€\n😀,x\ny,z\n"))
        .containsExactly(
            new Line(0, 1, 0, 0, List.of("a", "b")),
            new Line(1, 2, 7, 7, List.of("é", "€")),
            new Line(2, 3, 14, 7, List.of("😀", "x")),
            new Line(3, 4, 21, 4, List.of("y", "z")));
  }

  @Test
  void every_row_is_found_again_by_its_offset_in_a_file_of_many_chunks() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("id,words\n");
    String letters = "abc,éß€漢字😀 ";
    for (int row = 1; row <= 20_000; row++) {
      int start = random.nextInt(4);
      text.append(row).append(",\"").append(letters.substring(start, 8)).append("\"\n");
      text.append(random.nextInt(9) == 0 ? "\r\n" : "");
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    List<Line> lines = read(bytes, FileLayout.CSV_FILE);
    assertThat(lines).hasSize(20_001);
    for (Line line : lines.subList(1, lines.size())) {
      String slice = new String(bytes, (int) line.offset(), (int) line.length(), UTF_8);
      assertThat(slice.strip())
          .isEqualTo(line.cells().get(0) + ",\"" + line.cells().get(1) + "\"")
          .startsWith(line.record() + ",");
    }
  }

  @Test
  void windows_1252_is_read_where_it_is_declared() throws IOException {
    byte[] bytes = "a\nChildren\u2019s\n".getBytes(Charset.forName("windows-1252"));
    assertThat(read(bytes, FileLayout.csv("windows-1252", "")))
        .containsExactly(
            new Line(0, 1, 0, 0, List.of("a")), new Line(1, 2, 2, 11, List.of("Children’s")));
  }

  @Test
  void the_delimiter_may_be_another_and_separators_of_thousands_are_text() throws IOException {
    assertThat(cells("a;b\n7,373,720;2\n".getBytes(UTF_8), FileLayout.csv("", ";")))
        .containsExactly(List.of("a", "b"), List.of("7,373,720", "2"));
    assertThat(cells("a\tb\n\"7,373,720\"\t2\n".getBytes(UTF_8), FileLayout.csv("", "\t")))
        .containsExactly(List.of("a", "b"), List.of("7,373,720", "2"));
  }

  @Test
  void members_of_a_compressed_file_are_read_one_after_the_other() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(gzip("a,b\n1,"));
    two.write(gzip("2\n3,4\n"));
    assertThat(cells(two.toByteArray()))
        .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"));
    two.write("rest".getBytes(UTF_8));
    refused(() -> cells(two.toByteArray()), "a.csv:", "damaged");
  }

  @Test
  void a_compressed_file_that_was_cut_is_refused_wherever_the_cut_is() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      text.append(random.nextLong()).append(",1\n");
    }
    byte[] whole = gzip(text.toString());
    for (int size : new int[] {5, 12, whole.length / 2, whole.length - 9, whole.length - 1}) {
      refused(() -> cells(Arrays.copyOf(whole, size)), "a.csv:", "cut off");
    }
  }

  @Test
  void a_quote_that_is_never_closed_is_refused_with_its_line() {
    refused(() -> read("a,b\n1,2\n3,\"4\n5,6\n"), "a.csv:3:1", "never closed");
  }

  @Test
  void text_after_a_closing_quote_is_refused_with_its_line() {
    refused(() -> read("a,b\n1,2\n\"3\"4,5\n"), "a.csv:3:1", "Write a quote inside quotes twice");
  }

  @Test
  void a_file_cut_within_its_last_row_is_refused_with_the_line_where_it_begins() {
    refused(() -> read("a,b,c\n1,2,3\n4,"), "a.csv:3:1", "cut off");
  }

  @Test
  void an_empty_file_is_refused() {
    refused(() -> cells(new byte[0]), "a.csv:1:1", "is empty");
    refused(() -> cells(gzip("")), "a.csv:1:1", "is empty");
    refused(() -> cells("\ufeff\n,,\n"), "a.csv:1:1", "is empty");
  }

  @Test
  void bytes_that_are_not_in_the_declared_encoding_are_refused_with_line_and_cell() {
    refused(
        () -> cells("a,b\n\"x\ny, z\",Î\n".getBytes(ISO_8859_1)),
        "a.csv:3:2",
        "not text in the declared encoding");
    refused(
        () -> cells(new byte[] {'a', '\n', (byte) 0x81, '\n'}, FileLayout.csv("cp1252", "")),
        "a.csv:2:1",
        "not text in the declared encoding");
  }

  @Test
  void a_file_that_ends_within_a_letter_is_refused() {
    byte[] text = "a,b\n1,2\n3,€".getBytes(UTF_8);
    refused(() -> cells(Arrays.copyOf(text, text.length - 1)), "a.csv:3:2", "not text");
  }

  @Test
  void a_byte_of_value_0_is_refused_with_line_and_cell() {
    refused(() -> read("a,b\n1,2\n3,4\u0000\n"), "a.csv:3:2", "value 0");
    refused(() -> read("a,b\n1,2\n0123456789,0123456789\u0000"), "a.csv:3:2", "value 0");
  }

  @Test
  void utf_16_is_refused_by_its_mark() {
    refused(() -> cells("\ufeffa,b\n1,2\n".getBytes(UTF_16LE)), "a.csv:1:1", "UTF-16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-16", "klingon", "no such", "shift_jis"})
  void an_encoding_that_is_not_read_is_a_fault_of_the_mapping(String encoding) {
    Packed.refused(
        org.tidetable.pipeline.run.ExitCode.CONFIGURATION,
        () -> cells("a\n1\n".getBytes(UTF_8), FileLayout.csv(encoding, "")),
        "encoding \"" + encoding + "\"",
        "Declare utf-8");
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    refused(
        () -> CsvTable.open(folder.resolve("no.csv"), FileLayout.CSV_FILE),
        "no.csv",
        "no such file");
    refused(() -> CsvTable.open(folder, FileLayout.CSV_FILE), "is a folder");
  }
}
