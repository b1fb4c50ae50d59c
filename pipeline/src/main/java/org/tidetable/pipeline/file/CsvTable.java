package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.CONFIGURATION;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.run.UserError;

/**
 * A table in a CSV file, read strictly: every byte is decoded or the file is refused, and every
 * byte belongs to a row, to the heading, or to what stands before and after the table.
 *
 * <p>Plain, gzip or zip by its first bytes. UTF-8 or an encoding of one byte for each character;
 * the mark of UTF-8 decides against what the layout declares, those of UTF-16 and UTF-32 are
 * refused. Lines end with LF, CRLF or CR. Rows that are too short or too long are handed on as they
 * are: the caller sets them aside. A file that ends within a row that is too short was cut off, and
 * is refused. {@link Limits} hold.
 */
public final class CsvTable implements TableReader {
  private static final int MARK = 3;

  private final String name;
  private final UnpackedFile file;
  private final CsvRows rows;
  private final CountedText text;
  private final Outside outside;
  private final LaidOut table;
  private final long mark;
  private @Nullable Line ready;
  private boolean done;

  /**
   * Where the bytes of a file stand, uncompressed.
   *
   * @param mark of UTF-8, at the beginning
   * @param before the heading
   * @param heading all its rows
   * @param rows of the table, and blank ones before or between them
   * @param after the table; complete once the last row has been read
   */
  public record Bytes(long mark, long before, long heading, long rows, long after) {
    /** All bytes of the file. */
    public long total() {
      return mark + before + heading + rows + after;
    }
  }

  private CsvTable(Path path, FileLayout layout, UnpackedFile file) throws IOException {
    this.name = path.toString();
    this.file = file;
    this.outside = new Outside(name);
    outside.add(file.names().toArray(String[]::new));
    PushbackInputStream bytes = new PushbackInputStream(file.bytes(), MARK);
    this.mark = skipMark(name, bytes);
    Charset encoding = mark > 0 ? StandardCharsets.UTF_8 : encoding(layout.encoding());
    char delimiter = delimiter(layout.delimiter());
    this.text = new CountedText(bytes, encoding, mark);
    this.rows = new CsvRows(name, text, delimiter, new FaultPlace(path, encoding, delimiter));
    this.table = new LaidOut(name, layout, rows, outside, mark, false);
  }

  /**
   * Opens a file and reads its heading.
   *
   * @throws UserError when the file is not there, is empty, is not text in that encoding, or has no
   *     heading where the layout says
   */
  public static CsvTable open(Path path, FileLayout layout) {
    UnpackedFile file = UnpackedFile.open(path);
    try {
      return new CsvTable(path, layout, file);
    } catch (IOException failure) {
      close(file, failure);
      throw UnpackedFile.unreadable(path, failure);
    } catch (RuntimeException refused) {
      close(file, refused);
      throw refused;
    }
  }

  private static void close(UnpackedFile file, Exception cause) {
    try {
      file.close();
    } catch (IOException alsoThis) {
      cause.addSuppressed(alsoThis);
    }
  }

  private static long skipMark(String name, PushbackInputStream bytes) throws IOException {
    byte[] first = bytes.readNBytes(MARK);
    int begins = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | (first[1] & 0xff);
    if (begins == 0xfffe || begins == 0xfeff) {
      throw UserError.of(
          INPUT, "%s:1:1  is UTF-16 or UTF-32, which is not read. Save it as CSV in UTF-8.", name);
    }
    if (begins == 0xefbb && first.length == MARK && first[2] == (byte) 0xbf) {
      return MARK;
    }
    bytes.unread(first);
    return 0;
  }

  private Charset encoding(String encoding) {
    try {
      Charset charset = Charset.forName(encoding);
      boolean single =
          charset.canEncode()
              && charset.newEncoder().maxBytesPerChar() == 1
              && charset.newDecoder().maxCharsPerByte() == 1;
      if (single || charset.equals(StandardCharsets.UTF_8)) {
        return charset;
      }
    } catch (IllegalArgumentException unknown) {
      // The message below says which are known.
    }
    throw UserError.of(
        CONFIGURATION,
        "%s  encoding \"%s\" is not read. Declare utf-8 or windows-1252, or save the file as one.",
        name,
        encoding);
  }

  private char delimiter(String delimiter) {
    if (delimiter.length() == 1 && "\"\r\n\0".indexOf(delimiter.charAt(0)) < 0) {
      return delimiter.charAt(0);
    }
    throw UserError.of(
        CONFIGURATION,
        "%s  the delimiter must be one character, and neither a quote nor a line end. Correct the "
            + "mapping.",
        name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> header() {
    return table.header();
  }

  @Override
  public List<String> outside() {
    return outside.texts();
  }

  /** Where the bytes stand, as far as the file has been read. */
  public Bytes bytes() {
    return new Bytes(
        mark,
        table.headingBegins() - mark,
        table.headingEnds() - table.headingBegins(),
        table.reached() - table.headingEnds(),
        done ? text.byteOf(Long.MAX_VALUE) - table.reached() : 0);
  }

  @Override
  public boolean hasNext() {
    if (ready == null && !done) {
      ready = table.next();
      done = ready == null;
    }
    return ready != null;
  }

  @Override
  public Line next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException();
    }
    Line line = ready;
    ready = null;
    boolean isShort = line.cells().size() < header().size();
    if (isShort && rows.isLast() && !text.endsWithLineEnd()) {
      throw rows.cut(line.number());
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
