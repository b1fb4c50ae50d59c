package org.tidetable.pipeline.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.tidetable.pipeline.source.CsvReader;

/** Opens the table in a file. */
public final class Tables {
  private Tables() {}

  public static TableReader open(Path file, FileLayout layout) {
    CsvReader reader =
        CsvReader.open(file, Charset.forName(layout.encoding()), layout.delimiter().charAt(0));
    return new TableReader() {
      @Override
      public String name() {
        return reader.name();
      }

      @Override
      public List<String> header() {
        return reader.header();
      }

      @Override
      public List<String> outside() {
        return List.of();
      }

      @Override
      public boolean hasNext() {
        return reader.hasNext();
      }

      @Override
      public Line next() {
        CsvReader.Line line = reader.next();
        return new Line(line.record(), line.number(), -1, -1, line.cells());
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }
}
