package org.tidetable.pipeline.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.pipeline.file.FileLayout;

/**
 * What a plain reader of CSV finds in the columns of a file: code of its own, that shares nothing
 * with the reading it is compared with but where the table stands.
 */
final class PlainColumns {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");

  /** One column: how many cells are numbers, their sum, how many are blank, and what else. */
  static final class Column {
    private BigDecimal sum = BigDecimal.ZERO;
    private long numbers;
    private long blank;
    private final List<String> others = new ArrayList<>();

    BigDecimal sum() {
      return sum;
    }

    /** Cells that are blank or a mark; the rest are numbers or, then, texts. */
    long missing(Set<String> marks) {
      return blank + others.stream().filter(marks::contains).count();
    }

    /** Whether it holds numbers, and but for them nothing that is not a mark. */
    boolean isNumeric(Set<String> marks) {
      return numbers > 0 && marks.containsAll(others);
    }

    private void add(String cell) {
      String plain = cell.trim();
      if (plain.isEmpty()) {
        blank++;
      } else if (NUMBER.matcher(plain).matches()) {
        numbers++;
        sum = sum.add(new BigDecimal(plain));
      } else if (THOUSANDS.matcher(plain).matches()) {
        numbers++;
        sum = sum.add(new BigDecimal(plain.replace(",", "")));
      } else {
        others.add(cell);
      }
    }
  }

  private final List<Column> columns = new ArrayList<>();
  private long rows;

  private PlainColumns() {}

  static PlainColumns read(Path file, FileLayout layout) throws IOException {
    PlainColumns found = new PlainColumns();
    CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
    try (CSVParser parser = format.parse(text(file, layout))) {
      int body = layout.headingLine() - 1 + layout.headingRows();
      int record = 0;
      for (CSVRecord cells : parser) {
        if (record++ < body) {
          continue;
        }
        boolean isBlank = cells.stream().allMatch(String::isBlank);
        boolean notes =
            !layout.endsBefore().isEmpty() && cells.get(0).startsWith(layout.endsBefore());
        if (notes || (isBlank && layout.endsAtBlank())) {
          break;
        }
        if (!isBlank) {
          found.add(cells);
        }
      }
    }
    return found;
  }

  private static Reader text(Path file, FileLayout layout) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    InputStream open = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    InputStream marked = new BufferedInputStream(open);
    marked.mark(3);
    boolean bom = marked.read() == 0xEF && marked.read() == 0xBB && marked.read() == 0xBF;
    if (!bom) {
      marked.reset();
    }
    return new InputStreamReader(marked, Charset.forName(layout.encoding()));
  }

  private void add(CSVRecord cells) {
    rows++;
    for (int i = 0; i < cells.size(); i++) {
      if (i == columns.size()) {
        columns.add(new Column());
      }
      columns.get(i).add(cells.get(i));
    }
  }

  long rows() {
    return rows;
  }

  Column column(int place) {
    return columns.get(place);
  }
}
