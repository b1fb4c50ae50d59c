package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidetable.pipeline.file.Packed.refused;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.ExitCode;

/** Sheets of workbooks become rows of text, whatever program wrote them. */
class WorkbookTableTest {
  @TempDir private Path folder;

  private record Read(List<String> header, List<Line> lines, List<String> outside) {
    List<List<String>> rows() {
      return lines.stream().map(Line::cells).toList();
    }
  }

  private static Read read(Path file, FileLayout layout) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (TableReader table = Tables.open(file, layout)) {
      table.forEachRemaining(lines::add);
      return new Read(table.header(), lines, table.outside());
    }
  }

  private static FileLayout layout(String sheet, int line, int rows, String endsBefore) {
    return new FileLayout(
        FileLayout.Format.WORKBOOK, "", "", sheet, line, rows, endsBefore, false, List.of(), "");
  }

  private static final FileLayout FIRST_SHEET = layout("", 1, 1, "");

  private Path xlsx(Consumer<Workbook> filling) throws IOException {
    Path file = folder.resolve("a.xlsx");
    try (Workbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      filling.accept(workbook);
      workbook.write(out);
    }
    return file;
  }

  private static void row(Sheet sheet, int line, Object... values) {
    Row row = sheet.createRow(line - 1);
    for (int i = 0; i < values.length; i++) {
      Cell cell = row.createCell(i);
      if (values[i] instanceof Number number) {
        cell.setCellValue(number.doubleValue());
      } else if (values[i] instanceof Boolean truth) {
        cell.setCellValue(truth);
      } else {
        cell.setCellValue(values[i].toString());
      }
    }
  }

  private Path ods(String content) throws IOException {
    String whole =
        """
        <office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c">
        <office:body><office:spreadsheet>%s</office:spreadsheet></office:body>
        </office:document-content>
        """
            .formatted(content);
    return Files.write(folder.resolve("a.ods"), Packed.zip("content.xml", whole));
  }

  @Test
  void a_table_is_found_in_its_sheet_and_the_rest_is_outside() throws IOException {
    Path file =
        xlsx(
            workbook -> {
              row(workbook.createSheet("Cover"), 1, "Not read");
              Sheet sheet = workbook.createSheet("Table 1");
              row(sheet, 1, "Absence");
              row(sheet, 3, "Area", "", "2022", "", "2023");
              row(sheet, 4, "Code", "Name", "Boys", "Girls", "Boys");
              sheet.addMergedRegion(new CellRangeAddress(2, 2, 2, 3));
              row(sheet, 6, "E1", "York", 1, 2.5, 3);
              row(sheet, 7, "E2", "Hull");
              row(sheet, 9, "Source: returns");
            });
    Read read = read(file, layout("Table 1", 3, 2, "Source"));
    assertThat(read.header())
        .containsExactly("Area Code", "Area Name", "2022 Boys", "2022 Girls", "2023 Boys");
    assertThat(read.lines())
        .containsExactly(
            new Line(1, 6, -1, -1, List.of("E1", "York", "1", "2.5", "3")),
            new Line(2, 7, -1, -1, List.of("E2", "Hull", "", "", "")));
    assertThat(read.outside()).containsExactly("Cover", "Table 1", "Absence", "Source: returns");
  }

  @Test
  void values_are_text_without_noise() throws IOException {
    Path file =
        xlsx(
            workbook -> {
              CellStyle date = workbook.createCellStyle();
              date.setDataFormat(workbook.createDataFormat().getFormat("d mmm yyyy"));
              CellStyle percent = workbook.createCellStyle();
              percent.setDataFormat(workbook.createDataFormat().getFormat("0.0%"));
              CellStyle length = workbook.createCellStyle();
              length.setDataFormat(workbook.createDataFormat().getFormat("[h]:mm"));
              Sheet sheet = workbook.createSheet("s");
              row(sheet, 1, "what", "value");
              Object[] values = {44835, 1e15, 0.1, 1.5e-7, -2.0, true, " text ", 0.125, 1.25};
              for (int i = 0; i < values.length; i++) {
                row(sheet, i + 2, i, values[i]);
              }
              sheet.getRow(8).getCell(1).setCellStyle(percent);
              sheet.getRow(9).getCell(1).setCellStyle(length);
              Row row = sheet.createRow(10);
              row.createCell(0).setCellValue(LocalDate.of(2022, 10, 1));
              row.getCell(0).setCellStyle(date);
              row.createCell(1).setCellValue(LocalDateTime.of(2022, 10, 1, 9, 30));
              row.getCell(1).setCellStyle(date);
              Row last = sheet.createRow(11);
              last.createCell(0).setCellErrorValue(FormulaError.NA.getCode());
              last.createCell(1).setCellFormula("40+2");
              workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            });
    List<List<String>> rows = read(file, FIRST_SHEET).rows();
    assertThat(rows.subList(0, 9).stream().map(row -> row.get(1)))
        .containsExactly(
            "44835",
            "1000000000000000",
            "0.1",
            "0.00000015",
            "-2",
            "true",
            " text ",
            "0.125",
            "1.25");
    assertThat(rows.get(9)).containsExactly("2022-10-01", "2022-10-01T09:30:00");
    assertThat(rows.get(10)).containsExactly("#N/A", "42");
  }

  @Test
  void a_row_that_is_not_written_is_a_blank_row() throws IOException {
    Path file =
        xlsx(
            workbook -> {
              Sheet sheet = workbook.createSheet("s");
              row(sheet, 1, "a");
              row(sheet, 2, "1");
              row(sheet, 9, "after");
            });
    FileLayout layout =
        new FileLayout(FileLayout.Format.WORKBOOK, "", "", "", 1, 1, "", true, List.of(), "");
    Read read = read(file, layout);
    assertThat(read.rows()).containsExactly(List.of("1"));
    assertThat(read.outside()).containsExactly("s", "after");
  }

  @Test
  void a_sheet_that_is_not_there_is_a_fault_of_the_mapping() throws IOException {
    Path file = xlsx(workbook -> row(workbook.createSheet("s"), 1, "a"));
    refused(
        ExitCode.CONFIGURATION,
        () -> read(file, layout("t", 1, 1, "")),
        "no sheet \"t\"",
        "Correct the sheet");
  }

  @Test
  void what_is_no_workbook_or_a_broken_one_is_refused() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "a,b\n1,2\n");
    refused(() -> read(text, FIRST_SHEET), "is no workbook");
    Path zip = Files.write(folder.resolve("zip"), Packed.zip("x", "y"));
    refused(() -> read(zip, FIRST_SHEET), "is no workbook");
    Path broken = Files.write(folder.resolve("broken"), Packed.zip("[Content_Types].xml", "y"));
    refused(() -> read(broken, FIRST_SHEET), "cannot be read as a workbook");
    refused(() -> read(folder.resolve("none.xlsx"), FIRST_SHEET), "no such file");
    Path whole = xlsx(workbook -> row(workbook.createSheet("s"), 1, "a"));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, 900));
    refused(() -> read(cut, FIRST_SHEET), "damaged");
  }

  @Test
  void a_cell_that_names_a_text_or_a_column_that_cannot_be_is_refused() throws IOException {
    for (String cell :
        List.of(
            "<c r=\"A1\" t=\"s\"><v>2000000000</v></c>",
            "<c r=\"ZZZZZZ1\"><v>1</v></c>",
            "<c r=\"A1\" s=\"7\"><v>1</v></c></row><row r=\"1\">")) {
      Path file = Files.write(folder.resolve("b.xlsx"), minimal(cell));
      refused(() -> read(file, FIRST_SHEET), "b.xlsx:", "cannot be read as a workbook");
    }
    Path dates =
        Files.write(folder.resolve("c.xlsx"), minimal("<c t=\"d\"><v>2022-10-01T00:00:00</v></c>"));
    assertThat(read(dates, FIRST_SHEET).header()).containsExactly("2022-10-01");
  }

  static byte[] minimal(String cells) {
    String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    String kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    String packaged = "http://schemas.openxmlformats.org/package/2006/";
    return Packed.zip(
        "[Content_Types].xml",
        ("<Types xmlns='%scontent-types'><Default Extension='rels' ContentType="
                + "'application/vnd.openxmlformats-package.relationships+xml'/>"
                + "<Override PartName='/xl/workbook.xml' ContentType='%ssheet.main+xml'/>"
                + "<Override PartName='/xl/s.xml' ContentType='%sworksheet+xml'/></Types>")
            .formatted(packaged, kind, kind),
        "_rels/.rels",
        ("<Relationships xmlns='%srelationships'><Relationship Id='r1' Type='%s/officeDocument' "
                + "Target='xl/workbook.xml'/></Relationships>")
            .formatted(packaged, relations),
        "xl/workbook.xml",
        ("<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='s' sheetId='1' r:id='r1'/>"
                + "</sheets></workbook>")
            .formatted(main, relations),
        "xl/_rels/workbook.xml.rels",
        ("<Relationships xmlns='%srelationships'><Relationship Id='r1' Type='%s/worksheet' "
                + "Target='s.xml'/></Relationships>")
            .formatted(packaged, relations),
        "xl/s.xml",
        "<worksheet xmlns='%s'><sheetData><row r='1'>%s</row></sheetData></worksheet>"
            .formatted(main, cells));
  }

  @Test
  void an_open_document_is_read_with_its_repeated_rows_and_cells() throws IOException {
    Path file =
        ods(
            """
            <table:table table:name="Cover"><table:table-row><table:table-cell
              office:value-type="string"><text:p>Not read</text:p></table:table-cell>
            </table:table-row></table:table>
            <table:table table:name="T"><table:table-column/>
            <table:table-header-rows><table:table-row>
              <table:table-cell><text:p>area</text:p></table:table-cell>
              <table:table-cell><text:p>value</text:p></table:table-cell>
              <table:table-cell table:number-columns-repeated="16382"/>
            </table:table-row></table:table-header-rows>
            <table:table-row table:number-rows-repeated="2">
              <table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p>
                <text:p>c</text:p></table:table-cell>
              <table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25%</text:p>
              </table:table-cell>
            </table:table-row>
            <table:table-row>
              <table:table-cell office:value-type="date" office:date-value="2022-10-01T00:00:00"/>
              <table:table-cell office:value-type="float" office:value="1.0E3"/>
            </table:table-row>
            <table:table-row>
              <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
              <table:table-cell office:value-type="string" office:string-value=""
                calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>
            </table:table-row>
            <table:table-row>
              <table:table-cell office:value-type="time" office:time-value="PT09H30M00S"/>
              <table:table-cell><office:annotation><text:p>a comment</text:p></office:annotation>
                <text:p>x</text:p></table:table-cell>
            </table:table-row>
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell
              table:number-columns-repeated="16384"/></table:table-row>
            </table:table>
            """);
    Read read = read(file, layout("T", 1, 1, ""));
    assertThat(read.header()).containsExactly("area", "value");
    assertThat(read.lines())
        .containsExactly(
            new Line(1, 2, -1, -1, List.of("a  b\nc", "0.25")),
            new Line(2, 3, -1, -1, List.of("a  b\nc", "0.25")),
            new Line(3, 4, -1, -1, List.of("2022-10-01", "1000")),
            new Line(4, 5, -1, -1, List.of("true", "#N/A")),
            new Line(5, 6, -1, -1, List.of("09:30:00", "x")));
    assertThat(read.outside()).containsExactly("Cover", "T");
  }

  @Test
  void an_open_document_made_to_fill_the_memory_is_refused() throws IOException {
    String row =
        """
        <table:table table:name="T"><table:table-row table:number-rows-repeated="%d">
        <table:table-cell table:number-columns-repeated="%d"><text:p>x</text:p></table:table-cell>
        </table:table-row></table:table>
        """;
    Path wide = ods(row.formatted(1, 2_000_000_000));
    refused(() -> read(wide, FIRST_SHEET), "a.ods:1:1", "cannot be read");
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    String content = "<!DOCTYPE r [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><r>&e;</r>";
    Path external = Files.write(folder.resolve("e.ods"), Packed.zip("content.xml", content));
    refused(() -> read(external, FIRST_SHEET), "cannot be read");
    assertThat(new String(Files.readAllBytes(secret), UTF_8)).isEqualTo("s3cret");
  }
}
