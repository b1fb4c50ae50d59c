package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.ENVIRONMENT;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tidetable.pipeline.run.UserError;

/**
 * The uncompressed bytes of a file that is plain, gzip (of any number of members) or zip (of
 * exactly one file), within {@link Limits}.
 *
 * @param bytes checked against the check sums of the packing as they are read
 * @param names of the file inside, where the packing knows one
 */
record UnpackedFile(InputStream bytes, List<String> names, Closeable source) implements Closeable {
  private static final int BUFFER = 1 << 16;

  /**
   * Opens a file.
   *
   * @throws UserError when it is not there, may not be read, or is packed in a way that is not read
   */
  static UnpackedFile open(Path file) {
    try {
      return switch (packing(file)) {
        case PLAIN -> plain(file);
        case GZIP -> gzip(file);
        case ZIP -> zip(file);
        case OLE2 ->
            throw UserError.of(
                INPUT,
                "%s  is an old Office file, or a workbook under a password. Save it without a "
                    + "password as .xlsx, .ods or CSV.",
                file);
      };
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  /** How that file is packed. */
  static Packing packing(Path file) {
    if (Files.isDirectory(file)) {
      throw UserError.of(INPUT, "%s  is a folder; name a file in it.", file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Packing.of(in.readNBytes(Packing.BYTES));
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  /** What to say of a file that cannot be opened. */
  static UserError unreadable(Path file, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return UserError.of(INPUT, "%s  there is no such file. Check the path.", file);
    }
    if (failure instanceof AccessDeniedException) {
      return UserError.of(ENVIRONMENT, "%s  may not be read. Ask for permission to it.", file);
    }
    return isDamage(failure)
        ? damaged(file.toString(), 1)
        : UserError.of(ENVIRONMENT, "%s  cannot be read.", file);
  }

  /** Whether the packing of a file, and not the machine, is at fault. */
  static boolean isDamage(Throwable failure) {
    return failure instanceof EOFException
        || failure instanceof ZipException
        || failure instanceof DamagedPacking;
  }

  /** What to say of a packed file that ends too early or whose bytes have changed. */
  static UserError damaged(String name, long line) {
    return UserError.of(
        INPUT,
        "%s:%d:1  the file is cut off or damaged here: what it was packed from cannot be restored."
            + " Copy the file again from where it came from.",
        name,
        line);
  }

  private static UnpackedFile plain(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new UnpackedFile(LimitedBytes.plain(file.toString(), in), List.of(), in);
  }

  private static UnpackedFile gzip(Path file) throws IOException {
    CountedBytes packed = new CountedBytes(Files.newInputStream(file));
    try {
      GzipCompressorInputStream gzip =
          GzipCompressorInputStream.builder()
              .setInputStream(new BufferedInputStream(packed, BUFFER))
              .setDecompressConcatenated(true)
              .get();
      List<String> names = new ArrayList<>();
      String inside = gzip.getMetaData().getFileName();
      if (inside != null && !inside.isEmpty()) {
        names.add(inside);
      }
      InputStream bytes =
          LimitedBytes.packed(file.toString(), new DamageReports(gzip), packed::count);
      return new UnpackedFile(notPackedAgain(file, bytes), names, packed);
    } catch (EOFException | ZipException known) {
      packed.close();
      throw known;
    } catch (IOException damage) {
      packed.close();
      throw new DamagedPacking(damage);
    }
  }

  private static UnpackedFile zip(Path file) throws IOException {
    ZipFile zip = ArchiveFile.open(file);
    try {
      ZipArchiveEntry entry = ArchiveFile.only(file.toString(), zip);
      InputStream bytes = ArchiveFile.unpacked(file, zip, entry);
      return new UnpackedFile(notPackedAgain(file, bytes), List.of(entry.getName()), zip);
    } catch (IOException | RuntimeException failure) {
      zip.close();
      throw failure;
    }
  }

  private static InputStream notPackedAgain(Path file, InputStream bytes) throws IOException {
    PushbackInputStream in = new PushbackInputStream(bytes, Packing.BYTES);
    byte[] first = in.readNBytes(Packing.BYTES);
    in.unread(first);
    return switch (Packing.of(first)) {
      case PLAIN -> in;
      case GZIP, ZIP, OLE2 ->
          throw UserError.of(
              INPUT, "%s  holds a packed file inside a packed file. Unpack it once.", file);
    };
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
