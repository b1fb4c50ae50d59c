package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.ENVIRONMENT;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Objects;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.run.UserError;

/** The rows of a CSV text, one read ahead: a row ends where the next begins. */
final class CsvRows implements RowSource {
  private final String name;
  private final CountedText text;
  private final FaultPlace places;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private @Nullable CSVRecord ahead;
  private long line = 1;
  private long begins;

  /**
   * Rows of a text.
   *
   * @param delimiter neither a quote nor a line end
   */
  CsvRows(String name, CountedText text, char delimiter, FaultPlace places) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false).get();
    this.name = name;
    this.text = text;
    this.places = places;
    this.parser = CSVParser.builder().setReader(text).setFormat(format).get();
    this.records = parser.iterator();
    this.begins = text.byteOf(0);
    this.ahead = read(line);
  }

  @Override
  public @Nullable RawRow next() {
    CSVRecord row = ahead;
    if (row == null) {
      return null;
    }
    long start = line;
    long followingLine = parser.getCurrentLineNumber() + 1;
    CSVRecord following = read(followingLine);
    long end = following == null ? text.decoded() : following.getCharacterPosition();
    String[] cells = row.values();
    long chars = end - row.getCharacterPosition();
    if (chars > Limits.CELL_CHARS || cells.length > Limits.RAW_CELLS) {
      check(start, chars, cells);
    }
    begins = text.byteOf(end);
    line = followingLine;
    ahead = following;
    return new RawRow(start, begins, cells);
  }

  /** Whether the row handed on last was the last one of the file. */
  boolean isLast() {
    return ahead == null;
  }

  private @Nullable CSVRecord read(long at) {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException failure) {
      throw explained(Objects.requireNonNull(failure.getCause()), at);
    }
  }

  private void check(long start, long chars, String[] cells) {
    if (cells.length > Limits.RAW_CELLS) {
      throw UserError.of(
          INPUT,
          "%s:%d:1  the row has %d cells; the limit is %d. Is the delimiter right?",
          name,
          start,
          cells.length,
          Limits.RAW_CELLS);
    }
    if (chars > Limits.ROW_CHARS) {
      throw tooLong(start);
    }
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].length() > Limits.CELL_CHARS) {
        throw UserError.of(
            INPUT,
            "%s:%d:%d  the cell has %d characters; the limit is %d. Is a quote missing?",
            name,
            start,
            i + 1,
            cells[i].length(),
            Limits.CELL_CHARS);
      }
    }
  }

  private UserError tooLong(long start) {
    return UserError.of(
        INPUT,
        "%s:%d:1  the row has more than %d characters, the limit (or a quote that begins here is "
            + "never closed). Split the row, or close the quote.",
        name,
        start,
        Limits.ROW_CHARS);
  }

  private UserError explained(IOException failure, long at) {
    if (failure instanceof TextFault fault) {
      return switch (fault.kind()) {
        case ROW_TOO_LONG -> tooLong(at);
        case NUL ->
            UserError.of(
                INPUT,
                "%s:%s  holds a byte of value 0, which is no text. If the file is UTF-16, save it "
                    + "as UTF-8; else copy it again from where it came from.",
                name,
                places.of(fault.offset(), begins, line));
        case NOT_TEXT ->
            UserError.of(
                INPUT,
                "%s:%s  holds bytes that are not text in the declared encoding. Save it as UTF-8, "
                    + "or declare the encoding in the mapping, for example encoding: windows-1252.",
                name,
                places.of(fault.offset(), begins, line));
      };
    }
    if (failure instanceof CSVException) {
      // The parser tells by words alone what it met.
      boolean end = String.valueOf(failure.getMessage()).contains("EOF");
      return end ? cut(at) : misquoted(at);
    }
    return UnpackedFile.isDamage(failure)
        ? UnpackedFile.damaged(name, at)
        : UserError.of(ENVIRONMENT, "%s:%d:1  cannot be read further.", name, at);
  }

  /** What to say of a file that ends within a row. */
  UserError cut(long start) {
    return UserError.of(
        INPUT,
        "%s:%d:1  the file is cut off in the middle of this row (or a quote that begins here is "
            + "never closed). Copy the file again from where it came from.",
        name,
        start);
  }

  private UserError misquoted(long start) {
    return UserError.of(
        INPUT,
        "%s:%d:1  a quoted cell of this row goes on after its closing quote. Write a quote inside "
            + "quotes twice.",
        name,
        start);
  }
}
