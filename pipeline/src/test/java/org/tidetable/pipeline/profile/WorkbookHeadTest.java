package org.tidetable.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.UserError;

class WorkbookHeadTest {
  @TempDir private Path folder;

  private Path workbook() throws IOException {
    Path file = folder.resolve("return.xlsx");
    try (XSSFWorkbook book = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      Sheet cover = book.createSheet("Cover");
      add(cover, 0, "Return of a council");
      add(cover, 2, "Contents");
      Sheet table = book.createSheet("Table 1");
      add(table, 0, "Children looked after");
      add(table, 3, "Area", "Year", "Children");
      add(table, 4, "North", "2023", "120");
      add(table, 5, "South", "2023", "93");
      add(table, 6, "West", "2023", "71");
      Sheet other = book.createSheet("Table 2");
      add(other, 0, "Area", "Year", "Places");
      add(other, 1, "North", "2023", "14");
      add(other, 2, "South", "2023", "9");
      book.write(out);
    }
    return file;
  }

  private static void add(Sheet sheet, int at, String... cells) {
    Row row = sheet.createRow(at);
    for (int place = 0; place < cells.length; place++) {
      if (cells[place].chars().allMatch(Character::isDigit)) {
        row.createCell(place).setCellValue(Double.parseDouble(cells[place]));
      } else {
        row.createCell(place).setCellValue(cells[place]);
      }
    }
  }

  @Test
  void the_first_sheet_that_holds_a_table_is_looked_at_and_all_are_named() throws IOException {
    FileProfile profile = Profiler.profile(workbook(), rows -> {});
    assertThat(profile.sheets()).containsExactly("Cover", "Table 1", "Table 2");
    assertThat(profile.layout().sheet()).isEqualTo("Table 1");
    assertThat(profile.layout().headingLine()).isEqualTo(4);
    assertThat(profile.headings()).containsExactly("Area", "Year", "Children");
    assertThat(profile.rows()).isEqualTo(3);
  }

  @Test
  void another_sheet_is_looked_at_when_it_is_named() throws IOException {
    FileProfile profile = Profiler.profile(workbook(), "Table 2", rows -> {});
    assertThat(profile.headings()).contains("Places");
    assertThat(Proposal.of(profile)).contains("sheet: \"Table 2\"");
  }

  @Test
  void a_sheet_that_is_not_there_is_refused_with_those_that_are() throws IOException {
    Path file = workbook();
    assertThatThrownBy(() -> Profiler.profile(file, "Table 9", rows -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Cover, Table 1, Table 2");
  }
}
