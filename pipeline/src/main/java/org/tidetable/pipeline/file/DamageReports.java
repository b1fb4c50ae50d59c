package org.tidetable.pipeline.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes that an unpacker gives; whatever it throws is damage to the file. */
final class DamageReports extends FilterInputStream {
  DamageReports(InputStream unpacker) {
    super(unpacker);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    try {
      return super.read(to, from, length);
    } catch (IOException | RuntimeException damage) {
      throw new DamagedPacking(damage);
    }
  }
}
