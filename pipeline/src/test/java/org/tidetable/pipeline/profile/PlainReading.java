package org.tidetable.pipeline.profile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.pipeline.file.FileLayout;

/** What a plain reader of CSV finds in a file: a sum and the cells that are no number. */
final class PlainReading {
  private PlainReading() {}

  /** A column of numbers. */
  record Column(BigDecimal sum, long missing) {}

  /** The columns by their place in the file. */
  static List<Column> of(Path file, FileLayout layout, int width) throws IOException {
    BigDecimal[] sums = new BigDecimal[width];
    java.util.Arrays.fill(sums, BigDecimal.ZERO);
    long[] missing = new long[width];
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(layout.delimiter())
            .setIgnoreEmptyLines(false)
            .get();
    int data = layout.headingLine() + layout.headingRows();
    try (Reader text =
            new InputStreamReader(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file))),
                Charset.forName(layout.encoding()));
        CSVParser parser = format.parse(text)) {
      for (CSVRecord row : parser) {
        boolean blank = row.stream().allMatch(String::isBlank);
        if (row.getRecordNumber() < data || blank) {
          continue;
        }
        if (!layout.endsBefore().isEmpty() && row.get(0).startsWith(layout.endsBefore())) {
          break;
        }
        for (int i = 0; i < width; i++) {
          String cell = i < row.size() ? row.get(i).trim().replace(",", "") : "";
          try {
            sums[i] = sums[i].add(new BigDecimal(cell));
          } catch (NumberFormatException notOne) {
            missing[i]++;
          }
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(new Column(sums[i], missing[i]));
    }
    return columns;
  }
}
