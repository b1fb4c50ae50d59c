package org.tidetable.pipeline.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.FileLayout.Format;
import org.tidetable.pipeline.profile.TablePlace.RawRow;

/** Which character parts the cells of a CSV file, and where its table begins. */
final class CsvHead {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int ROWS = 300;

  private CsvHead() {}

  /** The layout of a CSV file by its beginning. */
  static FileLayout layout(FileHead head) {
    char delimiter = ',';
    double best = 0;
    List<RawRow> rows = rows(head.text(), delimiter);
    for (char candidate : DELIMITERS) {
      List<RawRow> parted = rows(head.text(), candidate);
      double score = score(parted);
      if (score > best) {
        best = score;
        delimiter = candidate;
        rows = parted;
      }
    }
    TablePlace place = TablePlace.of(withoutBlank(rows));
    return new FileLayout(
        Format.CSV,
        head.encoding(),
        String.valueOf(delimiter),
        "",
        place.headingLine(),
        place.headingRows(),
        "",
        false,
        List.of(),
        "");
  }

  private static List<RawRow> withoutBlank(List<RawRow> rows) {
    return rows.stream().filter(row -> row.filled() > 0).toList();
  }

  /** Rows that agree in their number of cells, more for more cells; 0 where cells do not part. */
  private static double score(List<RawRow> rows) {
    Map<Integer, Integer> widths = new HashMap<>();
    rows.forEach(row -> widths.merge(row.cells().size(), 1, Integer::sum));
    double best = 0;
    for (Map.Entry<Integer, Integer> width : widths.entrySet()) {
      if (width.getKey() > 1) {
        best =
            Math.max(best, width.getValue() / (double) rows.size() + Math.log(width.getKey()) / 50);
      }
    }
    return best;
  }

  private static List<RawRow> rows(String text, char delimiter) {
    List<RawRow> rows = new ArrayList<>();
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false).get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      long line = 1;
      for (CSVRecord row : parser) {
        rows.add(new RawRow((int) line, row.toList()));
        line = parser.getCurrentLineNumber() + 1;
        if (rows.size() == ROWS) {
          break;
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException cut) {
      // The beginning ends within a quoted cell; the rows before are enough.
    }
    return rows;
  }
}
