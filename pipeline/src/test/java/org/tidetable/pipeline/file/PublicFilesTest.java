package org.tidetable.pipeline.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Public files with layouts that nobody would invent: -Dtidetable.data=DIR names their folder. */
class PublicFilesTest {
  private static final String MESSY = "messy-public-returns/";
  private static final String CENSUS =
      "d2i-synthetic-childrens-social-care/cin_census/fake_CIN_data.xml.gz";

  private static Path data(String file) {
    String folder = System.getProperty("tidetable.data", "");
    boolean there = !folder.isBlank() && Files.isRegularFile(Path.of(folder, file));
    assumeTrue(there, file + " is not there; give -Dtidetable.data=DIR");
    return Path.of(folder, file);
  }

  private record Read(List<String> header, List<List<String>> rows, List<String> outside) {
    List<String> column(String heading) {
      int place = header.indexOf(heading);
      return rows.stream().map(row -> row.get(place)).toList();
    }
  }

  private static Read read(String file, FileLayout layout) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (TableReader table = Tables.open(data(file), layout)) {
      table.forEachRemaining(line -> rows.add(line.cells()));
      return new Read(table.header(), rows, table.outside());
    }
  }

  private static FileLayout xml(String element) {
    return new FileLayout(FileLayout.Format.XML, "", "", "", 0, 0, "", false, List.of(), element);
  }

  @Test
  void the_census_of_children_in_need_has_332_children_with_402_details() throws IOException {
    Read children = read(CENSUS, xml("Child"));
    Read details = read(CENSUS, xml("CINdetails"));
    assertThat(children.rows()).hasSize(332).hasSize(lines("<Child>"));
    assertThat(details.rows()).hasSize(402).hasSize(lines("<CINdetails>"));
    assertThat(children.column("ChildIdentifiers/LAchildID"))
        .doesNotContain("")
        .doesNotHaveDuplicates();
    assertThat(children.column("ChildIdentifiers/LAchildID"))
        .containsAll(details.column("/Child/ChildIdentifiers/LAchildID"));
    assertThat(details.column("CINreferralDate")).doesNotContain("");
    assertThat(children.outside()).contains("CIN", "2022", "2022-07-21");
  }

  private static int lines(String tag) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data(CENSUS))), StandardCharsets.UTF_8))) {
      return (int) reader.lines().filter(line -> line.strip().equals(tag)).count();
    }
  }

  @Test
  void a_sheet_exported_with_merged_headings_and_blank_rows_becomes_a_table() throws IOException {
    FileLayout layout =
        new FileLayout(FileLayout.Format.CSV, "", "", "", 6, 3, "1", false, List.of(), "");
    Read read = read(MESSY + "csv/Children_Outcomes__2015_LA__sheet6_absence.csv.gz", layout);
    assertThat(read.header())
        .hasSize(33)
        .startsWith("LA code", "column_2")
        .contains("2013 Percentage of sessions missed due to6: Overall absence");
    assertThat(read.rows()).hasSize(165).allMatch(row -> row.size() == 33);
    assertThat(read.rows().get(0)).contains("ENGLAND", "26,970");
    assertThat(read.outside()).startsWith("Back to index").hasSize(17);
  }

  @Test
  void a_sheet_of_a_workbook_has_the_rows_and_the_sum_that_another_reader_counts()
      throws IOException {
    FileLayout layout =
        new FileLayout(
            FileLayout.Format.WORKBOOK, "", "", "Table LA10", 5, 3, "1", false, List.of(), "");
    Read read = read(MESSY + "workbooks/SFR49_2014_LATables.xlsx", layout);
    String matched = "2012 (5 terms)3 Number of looked after children matched to absence data5";
    double sum =
        read.column(matched).stream()
            .filter(cell -> cell.matches("[0-9]+"))
            .mapToDouble(Double::parseDouble)
            .sum();
    assertThat(read.rows()).hasSize(165);
    assertThat(read.rows().get(0)).startsWith("ENGLAND", "", "90-99", "", "26230", "", "3.4");
    assertThat(sum).isEqualTo(82_290);
    assertThat(read.outside()).startsWith("Index", "Table LA1").contains("Years: 2012-2014");
  }
}
