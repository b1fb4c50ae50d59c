package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.tidetable.pipeline.run.UserError;

/** Uncompressed bytes that refuse to become more than {@link Limits} allow. */
final class LimitedBytes extends FilterInputStream {
  private final String name;
  private final long most;
  private final LongSupplier packed;
  private long count;

  private LimitedBytes(String name, InputStream bytes, long most, LongSupplier packed) {
    super(bytes);
    this.name = name;
    this.most = most;
    this.packed = packed;
  }

  static LimitedBytes plain(String name, InputStream bytes) {
    return part(name, bytes, Limits.BYTES);
  }

  /** Bytes of a part of a file, at most so many. */
  static LimitedBytes part(String name, InputStream bytes, long most) {
    return new LimitedBytes(name, bytes, most, () -> Long.MAX_VALUE);
  }

  /**
   * Bytes that were packed.
   *
   * @param packed how many compressed bytes gave what has been read so far, or all of it
   */
  static LimitedBytes packed(String name, InputStream bytes, LongSupplier packed) {
    return new LimitedBytes(name, bytes, Limits.BYTES, packed);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int read = super.read(to, from, length);
    count += Math.max(0, read);
    if (count > most) {
      throw UserError.of(
          INPUT, "%s  holds more than %d bytes where that is the limit. Split it.", name, most);
    }
    if (count > Limits.RATIO_FROM && count / Limits.RATIO > packed.getAsLong()) {
      throw UserError.of(
          INPUT,
          "%s  unpacks to more than %d times its size, the limit above %d bytes: it may be made to "
              + "fill the machine. Unpack it first if it is meant.",
          name,
          Limits.RATIO,
          Limits.RATIO_FROM);
    }
    return read;
  }
}
