package org.tidetable.pipeline.synthetic.statutory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Rows for one file that were made together, with the places of what was planted among them. */
final class Chunk {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final Extract extract;
  private final StringBuilder text = new StringBuilder();
  private final CSVPrinter printer;
  private final List<Mark> marks = new ArrayList<>();
  private int rows;

  /**
   * A planted error.
   *
   * @param row counted from 1 within the chunk
   */
  record Mark(int row, Plant plant) {}

  Chunk(Extract extract) {
    this.extract = extract;
    try {
      this.printer = new CSVPrinter(text, FORMAT);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  void row(String... cells) {
    try {
      printer.printRecord((Object[]) cells);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    rows++;
  }

  /** A piece of a file that is no table. */
  void piece(CharSequence piece) {
    text.append(piece);
    rows++;
  }

  void planted(Plant plant, String... cells) {
    row(cells);
    mark(plant);
  }

  /** The row just written has this. */
  void mark(Plant plant) {
    marks.add(new Mark(rows, plant));
  }

  Extract extract() {
    return extract;
  }

  CharSequence text() {
    return text;
  }

  List<Mark> marks() {
    return marks;
  }

  int rows() {
    return rows;
  }
}
