package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.tidetable.pipeline.run.UserError;

/** Zip archives: one file inside, unencrypted, with the check sum that it was packed with. */
final class ArchiveFile {
  private ArchiveFile() {}

  static ZipFile open(Path file) throws IOException {
    try {
      return ZipFile.builder().setPath(file).get();
    } catch (IOException | RuntimeException damage) {
      // The library has many words for a directory that makes no sense.
      throw new DamagedPacking(damage);
    }
  }

  /** The one file in an archive. */
  static ZipArchiveEntry only(String name, ZipFile zip) {
    List<ZipArchiveEntry> files =
        Collections.list(zip.getEntries()).stream().filter(entry -> !entry.isDirectory()).toList();
    if (files.size() != 1) {
      throw UserError.of(
          INPUT,
          "%s  is an archive of %d files; one is read. Pack each table by itself, or, if this is a "
              + "workbook, declare format: workbook.",
          name,
          files.size());
    }
    ZipArchiveEntry entry = files.get(0);
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw UserError.of(INPUT, "%s  is under a password. Unpack it first.", name);
    }
    return entry;
  }

  /** The content of a file in an archive, checked and within {@link Limits}. */
  static InputStream unpacked(Path file, ZipFile zip, ZipArchiveEntry entry) throws IOException {
    InputStream content = new DamageReports(checked(zip, entry));
    return LimitedBytes.packed(file.toString(), content, () -> entry.getCompressedSize());
  }

  /** Bytes whose last read fails when the check sum differs. */
  private static InputStream checked(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    if (!zip.canReadEntryData(entry)) {
      throw new DamagedPacking(new IOException("a way of packing that is not read"));
    }
    CheckedInputStream sum = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    return new FilterInputStream(sum) {
      @Override
      public int read() throws IOException {
        return ended(super.read());
      }

      @Override
      public int read(byte[] to, int from, int length) throws IOException {
        return ended(super.read(to, from, length));
      }

      private int ended(int read) throws IOException {
        if (read < 0 && sum.getChecksum().getValue() != entry.getCrc()) {
          throw new DamagedPacking(new IOException("the check sum differs"));
        }
        return read;
      }
    };
  }
}
