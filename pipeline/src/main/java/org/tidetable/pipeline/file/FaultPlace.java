package org.tidetable.pipeline.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.tidetable.pipeline.run.UserError;

/** Where a byte stands in a CSV file, as line and cell; looked for only once something is wrong. */
record FaultPlace(Path file, Charset encoding, char delimiter) {

  /**
   * The line and the cell, from 1, with a colon between.
   *
   * @param offset of the byte
   * @param begins offset of a row before it
   * @param line of that row
   */
  String of(long offset, long begins, long line) {
    try (UnpackedFile unpacked = UnpackedFile.open(file);
        InputStream in = new BufferedInputStream(unpacked.bytes())) {
      in.skipNBytes(begins);
      String before = new String(in.readNBytes((int) (offset - begins)), encoding);
      return place(before, line);
    } catch (IOException | UserError changedMeanwhile) {
      return line + ":1";
    }
  }

  private String place(String before, long firstLine) {
    long line = firstLine;
    long cell = 1;
    boolean quoted = false;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      boolean lineEnd = c == '\n' || (c == '\r' && !before.startsWith("\n", i + 1));
      quoted ^= c == '"';
      line += lineEnd ? 1 : 0;
      cell = lineEnd && !quoted ? 1 : cell + (c == delimiter && !quoted ? 1 : 0);
    }
    return line + ":" + cell;
  }
}
