package org.tidetable.export.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;

/**
 * {@code csv/NAME.csv}: RFC 4180 with line feeds, UTF-8 without a byte order mark, a header, ISO
 * dates. Absent numbers are empty; their reason is in the column {@code reason} or {@code status}.
 */
public record CsvFormat() implements TableFormat {
  private static final CSVFormat RFC_4180 =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  /** Where the table's file is, relative to the folder. */
  public static String path(String table) {
    return "csv/" + table + ".csv";
  }

  @Override
  public WrittenFile write(SafeTable table, Path folder) throws IOException {
    return WrittenFile.write(folder, path(table.name()), text(table), table.table().rows().size());
  }

  /** The file's content. */
  public String text(SafeTable table) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, RFC_4180)) {
      printer.printRecord(table.table().columns().stream().map(Column::name).toList());
      for (List<Cell> row : table.table().rows()) {
        printer.printRecord(row.stream().map(cell -> cell.fold(Plain.TEXT)).toList());
      }
    }
    return text.toString();
  }
}
