package org.tidetable.pipeline.synthetic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV as all files of a synthetic population are written: UTF-8, commas, line feeds. */
final class CsvFiles {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private CsvFiles() {}

  static BufferedWriter writer(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  static CSVPrinter printer(BufferedWriter writer, List<String> headings) throws IOException {
    CSVPrinter printer = new CSVPrinter(writer, FORMAT);
    printer.printRecord(headings);
    return printer;
  }

  static CSVPrinter open(Path file, String... headings) throws IOException {
    return printer(writer(file), List.of(headings));
  }
}
