package org.tidetable.pipeline.profile;

import static org.tidetable.pipeline.run.ExitCode.ENVIRONMENT;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.tidetable.pipeline.file.FileLayout.Format;
import org.tidetable.pipeline.run.UserError;

/**
 * The beginning of a file, unpacked: enough to see how the file is written.
 *
 * @param packing {@code ""}, {@code gzip} or {@code zip}
 * @param mark whether it begins with the mark of UTF-8
 * @param encoding {@code utf-8} or {@code windows-1252}, by the beginning only
 * @param text the beginning; empty for workbooks
 * @param whole whether that is all of the file
 */
record FileHead(
    Format format, String packing, boolean mark, String encoding, String text, boolean whole) {
  static final String UTF_8 = "utf-8";
  static final String WINDOWS = "windows-1252";
  private static final int BYTES = 1 << 20;
  private static final int GZIP = 0x1f8b;
  private static final int ZIP = 0x504b;

  /**
   * Reads the beginning.
   *
   * @throws UserError when there is no such file, or it cannot be unpacked
   */
  static FileHead of(Path file) {
    if (Files.isDirectory(file)) {
      throw UserError.of(INPUT, "%s  is a folder; name a file in it.", file);
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".xlsx") || name.endsWith(".ods") || name.endsWith(".xlsm")) {
      requireThere(file);
      return new FileHead(Format.WORKBOOK, "", false, UTF_8, "", true);
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      in.mark(2);
      byte[] first = in.readNBytes(2);
      in.reset();
      int magic = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | (first[1] & 0xff);
      return magic == GZIP
          ? of(new GZIPInputStream(in, 1 << 16), "gzip")
          : magic == ZIP ? of(firstEntry(in, file), "zip") : of(in, "");
    } catch (NoSuchFileException missing) {
      throw UserError.of(INPUT, "%s  there is no such file. Check the path.", file);
    } catch (AccessDeniedException denied) {
      throw UserError.of(ENVIRONMENT, "%s  may not be read. Ask for permission to it.", file);
    } catch (EOFException | ZipException cut) {
      throw UserError.of(
          INPUT, "%s:1:1  cannot be unpacked. Copy the file again from where it came from.", file);
    } catch (IOException failure) {
      throw UserError.of(ENVIRONMENT, "%s  cannot be read.", file);
    }
  }

  private static void requireThere(Path file) {
    if (!Files.exists(file)) {
      throw UserError.of(INPUT, "%s  there is no such file. Check the path.", file);
    }
  }

  private static InputStream firstEntry(InputStream in, Path file) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    ZipEntry entry = zip.getNextEntry();
    if (entry == null) {
      throw UserError.of(INPUT, "%s  is a zip file that holds no file. Supply the data.", file);
    }
    return zip;
  }

  private static FileHead of(InputStream in, String packing) throws IOException {
    byte[] bytes = in.readNBytes(BYTES);
    boolean whole = bytes.length < BYTES;
    boolean mark =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    int from = mark ? 3 : 0;
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharBuffer text = CharBuffer.allocate(rest.remaining());
    // The last character may be cut in two by the end of the beginning, which is no fault.
    boolean utf8 = !StandardCharsets.UTF_8.newDecoder().decode(rest, text, whole).isError();
    String decoded =
        utf8
            ? text.flip().toString()
            : new String(bytes, from, bytes.length - from, Charset.forName(WINDOWS));
    boolean xml = decoded.stripLeading().startsWith("<");
    return new FileHead(
        xml ? Format.XML : Format.CSV, packing, mark, utf8 ? UTF_8 : WINDOWS, decoded, whole);
  }

  /** Whether every byte of the file is text in UTF-8; reads all of it. */
  static boolean isUtf8(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      raw.mark(2);
      byte[] first = raw.readNBytes(2);
      raw.reset();
      int magic = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | (first[1] & 0xff);
      InputStream in =
          magic == GZIP
              ? new GZIPInputStream(raw, 1 << 16)
              : magic == ZIP ? firstEntry(raw, file) : raw;
      var decoder = StandardCharsets.UTF_8.newDecoder();
      ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
      CharBuffer text = CharBuffer.allocate(1 << 16);
      for (int read = 0; read >= 0; ) {
        read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        if (decoder.decode(bytes, text.clear(), read < 0).isError()) {
          return false;
        }
        bytes.compact();
      }
      return true;
    } catch (IOException failure) {
      return true;
    }
  }
}
