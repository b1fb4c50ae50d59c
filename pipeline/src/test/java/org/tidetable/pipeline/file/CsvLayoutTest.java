package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidetable.pipeline.file.Packed.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.file.CsvTable.Bytes;
import org.tidetable.pipeline.run.ExitCode;

/** Where the layout says that the table stands, and what is outside it. */
class CsvLayoutTest {
  @TempDir private Path folder;

  private record Read(
      List<String> header, List<Line> lines, List<String> outside, CsvTable.Bytes bytes) {
    List<List<String>> rows() {
      return lines.stream().map(Line::cells).toList();
    }
  }

  private Read read(String text, FileLayout layout) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), text);
    List<Line> lines = new ArrayList<>();
    try (CsvTable table = CsvTable.open(file, layout)) {
      table.forEachRemaining(lines::add);
      assertThat(table.bytes().total()).isEqualTo(text.getBytes(UTF_8).length);
      return new Read(table.header(), lines, table.outside(), table.bytes());
    }
  }

  private Read read(String text) throws IOException {
    return read(text, FileLayout.CSV_FILE);
  }

  private static FileLayout layout(int headingLine, int headingRows) {
    return layout(headingLine, headingRows, "", false, List.of());
  }

  private static FileLayout layout(
      int line, int rows, String endsBefore, boolean endsAtBlank, List<String> fillDown) {
    return new FileLayout(
        FileLayout.Format.CSV, "", "", "", line, rows, endsBefore, endsAtBlank, fillDown, "");
  }

  @Test
  void lines_before_the_heading_and_notes_after_the_table_are_outside() throws IOException {
    Read read =
        read(
            """
            \ufeffTable 1,,
            "Years: 2009, 2010"

            area,count
            A,1
            B,2
            ,
            Note: provisional
            1. A footnote,with a comma
            """,
            layout(3, 1, "Note", false, List.of()));
    assertThat(read.header()).containsExactly("area", "count");
    assertThat(read.lines())
        .containsExactly(
            new Line(1, 5, 45, 4, List.of("A", "1")), new Line(2, 6, 49, 4, List.of("B", "2")));
    assertThat(read.outside())
        .containsExactly(
            "Table 1", "Years: 2009, 2010", "Note: provisional", "1. A footnote", "with a comma");
    assertThat(read.bytes()).isEqualTo(new Bytes(3, 31, 11, 8, 47));
  }

  @Test
  void a_table_may_end_at_the_first_blank_row_but_not_right_below_its_heading() throws IOException {
    Read read = read("a,b\n,\n1,2\n\n3,4\n", layout(1, 1, "", true, List.of()));
    assertThat(read.lines()).containsExactly(new Line(1, 3, 4, 6, List.of("1", "2")));
    assertThat(read.outside()).containsExactly("3", "4");
  }

  @Test
  void blank_rows_are_no_rows_and_their_bytes_go_with_the_next_one() throws IOException {
    Read read = read("a,b\n\n1,2\n, \n\u00a0,\n3,4\n\n\n");
    assertThat(read.lines())
        .containsExactly(
            new Line(1, 3, 4, 5, List.of("1", "2")), new Line(2, 6, 9, 11, List.of("3", "4")));
    assertThat(read.bytes()).isEqualTo(new Bytes(0, 0, 4, 16, 2));
    assertThat(read.outside()).isEmpty();
  }

  @Test
  void the_rows_of_a_heading_are_joined_and_merged_cells_filled_to_the_right() throws IOException {
    Read read =
        read(
            """
            Area,,2019,,,,2020,
            ,Name,Absence,,Pupils,,Absence,
            ,,Rate ,Days,,,Rate,Days
            E1,York,1,2,3,,4,5
            """,
            layout(1, 3));
    assertThat(read.header())
        .containsExactly(
            "Area",
            "Name",
            "2019 Absence Rate",
            "2019 Absence Days",
            "2019 Pupils",
            "column_6",
            "2020 Absence Rate",
            "2020 Absence Days");
  }

  @Test
  void a_merged_cell_ends_where_a_row_above_begins_anew() throws IOException {
    assertThat(read("2019,,2020\nRate,,\nboys,girls,all\n", layout(1, 3)).header())
        .containsExactly("2019 Rate boys", "2019 Rate girls", "2020 all");
  }

  @Test
  void headings_are_trimmed_named_and_numbered() throws IOException {
    assertThat(read(",\u00a0name ,name,\"two\nlines\",name_2,name,\n").header())
        .containsExactly("column_1", "name", "name_3", "two lines", "name_2", "name_4");
  }

  @Test
  void blank_columns_after_the_last_heading_are_cut_off_and_others_make_a_long_row()
      throws IOException {
    assertThat(read("a,b,,,\n1,2,,,\n3\n4,5,,6,\n").rows())
        .containsExactly(List.of("1", "2"), List.of("3"), List.of("4", "5", "", "6"));
  }

  @Test
  void blank_cells_of_a_column_that_is_filled_down_repeat_the_cell_above() throws IOException {
    FileLayout layout = layout(1, 1, "", false, List.of("region"));
    assertThat(read("region,area\nNorth,A\n,B\n\nSouth,C\n ,D\n", layout).rows())
        .containsExactly(
            List.of("North", "A"),
            List.of("North", "B"),
            List.of("South", "C"),
            List.of("South", "D"));
    refused(
        ExitCode.CONFIGURATION,
        () -> read("area\nA\n", layout),
        "fill_down names \"region\"",
        "Correct the mapping");
  }

  @Test
  void a_heading_beyond_the_end_is_refused() {
    refused(() -> read("a,b\n1,2\n", layout(7, 1)), "a.csv:7:1", "no heading");
    refused(() -> read("a,b\n1,2\n", layout(1, 3)), "a.csv:1:1", "no heading of 3 rows");
  }

  @Test
  void more_headings_or_cells_than_the_limit_are_refused() throws IOException {
    String headings = IntStream.rangeClosed(1, 2001).mapToObj(Integer::toString).collect(commas());
    refused(() -> read(headings + "\n"), "a.csv:1:1", "2001 columns", "limit is 2000");
    String wide = "a,b" + ",".repeat(19_998);
    assertThat(read(wide + "\n1,2\n").header()).containsExactly("a", "b");
    refused(() -> read(wide + ",\n1,2\n"), "a.csv:1:1", "20001 cells", "limit is 20000");
  }

  private static java.util.stream.Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(",");
  }

  @Test
  void a_cell_or_row_longer_than_the_limit_is_refused() throws IOException {
    String longest = "x".repeat(Limits.CELL_CHARS);
    assertThat(read("a,b\n1," + longest + "\n").rows()).containsExactly(List.of("1", longest));
    refused(() -> read("a,b\n1," + longest + "x\n"), "a.csv:2:2", "131073", "limit is 131072");
    String row = ("," + longest).repeat(8).substring(9);
    assertThat(read("a,b\n" + row + "\n").rows().get(0)).hasSize(8);
    refused(() -> read("a,b\n" + row + "x\n"), "a.csv:2:1", "more than 1048576 characters");
  }

  @Test
  void an_open_quote_does_not_swallow_a_large_file() {
    String text = "a,b\n1,2\n\"3,4\n" + "5,6\n".repeat(1_000_000);
    refused(() -> read(text), "a.csv:3:1", "more than 1048576 characters", "close the quote");
  }

  @Test
  void more_text_outside_the_table_than_the_limit_is_refused() {
    String text = "a\n1\n\n" + ("x".repeat(100_000) + "\n").repeat(168);
    refused(
        () -> read(text, layout(1, 1, "", true, List.of())),
        "16777216 characters outside",
        "limit");
  }
}
