package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.ENVIRONMENT;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tidetable.pipeline.run.UserError;

/**
 * Reads a CSV file strictly, row by row: every byte is decoded or the file is refused, every row is
 * handed on with its line. Plain or gzip-compressed by its first bytes, with or without a byte
 * order mark. Rows that are too short or too long are handed on as they are: the caller sets them
 * aside. A file that ends within a row that is too short was cut off, and is refused.
 */
public final class CsvReader implements Iterator<CsvReader.Line>, Closeable {

  /**
   * One row.
   *
   * @param record its number among the data rows, from 1
   * @param number the line in the file where it begins, from 1
   */
  public record Line(long record, long number, List<String> cells) {}

  private static final int GZIP_MAGIC = 0x1f8b;

  private final String name;
  private final Path file;
  private final Charset encoding;
  private final char delimiter;
  private final Ending ending;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private long lastLine = 1;
  private long record;

  private CsvReader(Path file, Charset encoding, char delimiter, Ending text) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
    this.name = file.toString();
    this.file = file;
    this.encoding = encoding;
    this.delimiter = delimiter;
    this.ending = text;
    this.parser = CSVParser.builder().setReader(text).setFormat(format).get();
    this.records = parser.iterator();
    if (!hasNextRecord()) {
      throw UserError.of(
          INPUT, "%s:1:1  the file is empty. Supply a file with a heading row and data.", name);
    }
    this.header = records.next().toList();
    this.lastLine = parser.getCurrentLineNumber() + 1;
  }

  /**
   * Opens a file and reads its heading row.
   *
   * @throws UserError when the file is not there, is empty, or is not text in that encoding
   */
  public static CsvReader open(Path file, Charset encoding, char delimiter) {
    String name = file.toString();
    try {
      Reader text =
          new InputStreamReader(
              bytes(file),
              encoding
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
      return new CsvReader(file, encoding, delimiter, new Ending(text));
    } catch (NoSuchFileException missing) {
      throw UserError.of(INPUT, "%s  there is no such file. Check the path.", name);
    } catch (AccessDeniedException denied) {
      throw UserError.of(ENVIRONMENT, "%s  may not be read. Ask for permission to it.", name);
    } catch (EOFException | ZipException cut) {
      throw cut(name, 1);
    } catch (IOException failure) {
      throw UserError.of(
          ENVIRONMENT, "%s  cannot be read: %s", name, String.valueOf(failure.getMessage()));
    }
  }

  private static InputStream bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw UserError.of(INPUT, "%s  is a folder; name a file in it.", file);
    }
    PushbackInputStream start =
        new PushbackInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), 3);
    byte[] first = start.readNBytes(2);
    start.unread(first);
    boolean packed =
        first.length == 2 && ((first[0] & 0xff) << 8 | (first[1] & 0xff)) == GZIP_MAGIC;
    if (!packed) {
      return withoutMark(start);
    }
    return withoutMark(new PushbackInputStream(new GZIPInputStream(start, 1 << 16), 3));
  }

  private static InputStream withoutMark(PushbackInputStream in) throws IOException {
    byte[] first = in.readNBytes(3);
    boolean mark =
        first.length == 3
            && first[0] == (byte) 0xef
            && first[1] == (byte) 0xbb
            && first[2] == (byte) 0xbf;
    if (!mark) {
      in.unread(first);
    }
    return in;
  }

  /** The cells of the heading row. */
  public List<String> header() {
    return header;
  }

  /** The file as messages name it. */
  public String name() {
    return name;
  }

  @Override
  public boolean hasNext() {
    return hasNextRecord();
  }

  @Override
  public Line next() {
    if (!hasNextRecord()) {
      throw new NoSuchElementException();
    }
    long start = lastLine;
    CSVRecord row = records.next();
    lastLine = parser.getCurrentLineNumber() + 1;
    record++;
    if (row.size() < header.size() && !hasNextRecord() && !ending.isEndOfLine()) {
      throw cut(name, start);
    }
    return new Line(record, start, row.toList());
  }

  private boolean hasNextRecord() {
    try {
      return records.hasNext();
    } catch (UncheckedIOException failure) {
      throw explained(java.util.Objects.requireNonNull(failure.getCause()));
    } catch (IllegalStateException failure) {
      throw failure.getCause() instanceof IOException cause ? explained(cause) : failure;
    }
  }

  private UserError explained(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return UserError.of(
            INPUT,
            "%s:%s  holds bytes that are not text in the declared encoding. Save it as UTF-8, or "
                + "declare the encoding in the mapping, for example encoding: windows-1252.",
            name,
            placeOfNoText());
      }
      if (cause instanceof EOFException || cause instanceof ZipException) {
        return cut(name, lastLine);
      }
    }
    String why = String.valueOf(failure.getMessage());
    boolean quoted = why.contains("EOF") || why.contains("quote") || why.contains("encapsulated");
    return quoted
        ? cut(name, lastLine)
        : UserError.of(ENVIRONMENT, "%s:%d:1  cannot be read further.", name, lastLine);
  }

  // The decoder reads ahead of the rows, so the place is looked for anew, line by line.
  private String placeOfNoText() {
    try (InputStream in = new BufferedInputStream(bytes(file))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      long line = 1;
      for (int next = in.read(); ; next = in.read()) {
        if (next >= 0 && next != '\n') {
          bytes.write(next);
          continue;
        }
        ByteBuffer text = ByteBuffer.wrap(bytes.toByteArray());
        CharBuffer before = CharBuffer.allocate(text.capacity());
        if (encoding.newDecoder().decode(text, before, true).isError()) {
          return line + ":" + cells(before.flip());
        }
        if (next < 0) {
          return lastLine + ":1";
        }
        bytes.reset();
        line++;
      }
    } catch (IOException failure) {
      return lastLine + ":1";
    }
  }

  private long cells(CharBuffer text) {
    boolean quoted = false;
    long cells = 1;
    while (text.hasRemaining()) {
      char next = text.get();
      quoted ^= next == '"';
      cells += next == delimiter && !quoted ? 1 : 0;
    }
    return cells;
  }

  private static UserError cut(String name, long line) {
    return UserError.of(
        INPUT,
        "%s:%d:1  the file is cut off in the middle of this row (or a quote that begins here is "
            + "never closed). Copy the file again from where it came from.",
        name,
        line);
  }

  /** Text of which the last character is remembered. */
  private static final class Ending extends FilterReader {
    private int last = '\n';

    Ending(Reader text) {
      super(text);
    }

    boolean isEndOfLine() {
      return last == '\n' || last == '\r';
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      last = read < 0 ? last : read;
      return read;
    }

    @Override
    public int read(char[] text, int from, int length) throws IOException {
      int read = super.read(text, from, length);
      last = read > 0 ? text[from + read - 1] : last;
      return read;
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
