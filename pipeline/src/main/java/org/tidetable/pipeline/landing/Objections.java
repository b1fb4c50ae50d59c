package org.tidetable.pipeline.landing;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.tidetable.pipeline.run.Fingerprint;
import org.tidetable.pipeline.run.RunFolder;

/**
 * The pseudonyms of people whose records may not be used, as sorted 64-bit hashes in a file of the
 * landing folder, so that their rows are dropped before anything of them is kept.
 */
public final class Objections {
  private static final String PREFIX = "objections-";

  private Objections() {}

  /**
   * Writes the hashes; the same ones make the same name.
   *
   * @return the name of the file in the landing folder
   */
  public static String write(Path landing, Iterator<Long> ascending) {
    Path part = landing.resolve(LandingTask.PART + "objections");
    try {
      RunFolder.delete(part);
      RunFolder.create(part);
      RunFolder.close(part);
      Path file = part.resolve("hashes");
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
        while (ascending.hasNext()) {
          out.writeLong(ascending.next());
        }
      }
      String name = PREFIX + Fingerprint.shortened(Fingerprint.ofFile(file));
      RunFolder.close(part);
      Files.deleteIfExists(landing.resolve(name));
      Files.move(file, landing.resolve(name));
      RunFolder.delete(part);
      return name;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The hashes, ascending; none where the name is empty. */
  static long[] read(Path landing, String name) {
    if (name.isEmpty()) {
      return new long[0];
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(landing.resolve(name)));
      long[] hashes = new long[bytes.remaining() / Long.BYTES];
      bytes.asLongBuffer().get(hashes);
      Arrays.sort(hashes);
      return hashes;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
