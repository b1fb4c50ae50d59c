package org.tidetable.pipeline.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidetable.pipeline.run.UserError;

/**
 * The beginning of one sheet of a workbook.
 *
 * @param sheet its name
 * @param rows its first rows that hold something
 */
public record SheetHead(String sheet, List<Row> rows) {
  private static final int ROWS = 60;

  /**
   * One row.
   *
   * @param line where it stands, from 1
   */
  public record Row(int line, List<String> cells) {}

  /**
   * The beginnings of all sheets of a workbook, in their order.
   *
   * @throws UserError when the file is not there or is no workbook
   */
  public static List<SheetHead> all(Path file) {
    try (OpenWorkbook workbook = WorkbookTable.opened(file)) {
      List<SheetHead> heads = new ArrayList<>();
      for (String sheet : workbook.sheets()) {
        SheetRows rows = workbook.reading().begin(sheet);
        List<Row> first = new ArrayList<>();
        RawRow row = rows.nextRow();
        for (int read = 0; row != null && read < ROWS; read++) {
          if (!row.isBlank()) {
            first.add(new Row((int) row.line(), List.of(row.cells())));
          }
          row = rows.nextRow();
        }
        heads.add(new SheetHead(sheet, first));
      }
      return heads;
    } catch (UserError refused) {
      throw refused;
    } catch (Exception failure) {
      // The library has many words for a workbook that makes no sense.
      throw WorkbookTable.damaged(file.toString(), "");
    }
  }
}
