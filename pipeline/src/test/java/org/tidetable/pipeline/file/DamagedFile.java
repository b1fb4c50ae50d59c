package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A small CSV file that something has happened to; the same for the same seed.
 *
 * @param bytes as they lie on the disk
 * @param text before it was packed; that of a plain file
 * @param layout that it is read with
 */
record DamagedFile(byte[] bytes, byte[] text, FileLayout layout) {
  /** In every cell, so that no message may hold it. */
  static final String MARKER = "zqx";

  private static final int MOST_BYTES = 4096;
  private static final List<String> CELLS =
      List.of(
          MARKER,
          MARKER + " é€😀",
          "\"" + MARKER + ", \"\"quoted\"\"\"",
          "\"" + MARKER + "\ntwo lines\"",
          "\"" + MARKER + "\r\n\"",
          "\"7,373,720\"",
          "12",
          "",
          " ");

  static DamagedFile of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FileLayout layout = layout(random);
    byte[] text = text(random).getBytes(Charset.forName(layout.encoding()));
    int packing = random.nextInt(10);
    if (packing >= 2) {
      text = damaged(text, random);
    }
    byte[] bytes =
        switch (packing) {
          case 0, 5 -> Packed.gzip(text);
          case 1, 6 -> Packed.zip(Map.of("x.csv", text));
          case 7 -> members(text, random.nextInt(text.length + 1));
          default -> text;
        };
    boolean again = packing < 2 || (packing >= 5 && random.nextInt(3) == 0);
    return new DamagedFile(again ? damaged(bytes, random) : bytes, text, layout);
  }

  private static byte[] members(byte[] text, int cut) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(Packed.gzip(Arrays.copyOf(text, cut)));
    both.writeBytes(Packed.gzip(Arrays.copyOfRange(text, cut, text.length)));
    return both.toByteArray();
  }

  private static FileLayout layout(SplittableRandom random) {
    String encoding = random.nextInt(4) == 0 ? "windows-1252" : "utf-8";
    if (random.nextInt(3) > 0) {
      return FileLayout.csv(encoding, "");
    }
    return new FileLayout(
        FileLayout.Format.CSV,
        encoding,
        random.nextInt(4) == 0 ? ";" : "",
        "",
        random.nextInt(4),
        random.nextInt(3),
        random.nextInt(2) == 0 ? "12" : "",
        random.nextInt(2) == 0,
        List.of(),
        "");
  }

  private static String text(SplittableRandom random) {
    String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\ufeff" : "");
    int width = 1 + random.nextInt(6);
    int rows = random.nextInt(30);
    for (int row = 0; row < rows && text.length() < MOST_BYTES / 2; row++) {
      for (int column = 0; column < width; column++) {
        text.append(column == 0 ? "" : ",").append(CELLS.get(random.nextInt(CELLS.size())));
      }
      text.append(lineEnd).append(random.nextInt(10) == 0 ? lineEnd : "");
    }
    return text.toString();
  }

  private static byte[] damaged(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole;
    for (int times = random.nextInt(4); times > 0; times--) {
      bytes = once(bytes, random);
    }
    return Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES));
  }

  /** The bytes with one thing done to them. */
  static byte[] once(byte[] bytes, SplittableRandom random) {
    int place = random.nextInt(bytes.length + 1);
    int length = random.nextInt(1 + Math.min(40, bytes.length - place));
    return switch (random.nextInt(13)) {
      case 0, 1, 2 -> flipped(bytes, random);
      case 3 -> spliced(bytes, place, length, new byte[0]);
      case 4 -> spliced(bytes, place, 0, noise(random));
      case 5 -> spliced(bytes, place, 0, Arrays.copyOfRange(bytes, place, place + length));
      case 6 -> spliced(bytes, place, 0, "\ufeff".getBytes(UTF_8));
      case 7 -> spliced(bytes, place, 0, new byte[1 + random.nextInt(3)]);
      case 8 -> spliced(bytes, place, 0, new byte[] {'\r'});
      case 9 -> spliced(bytes, place, 0, "\"".repeat(1 + random.nextInt(40)).getBytes(UTF_8));
      case 10 ->
          spliced(bytes, place, 0, ",x".repeat(random.nextInt(MOST_BYTES / 2)).getBytes(UTF_8));
      case 11 ->
          random.nextInt(4) > 0 ? bytes : ("\ufeff" + new String(bytes, UTF_8)).getBytes(UTF_16LE);
      default -> Arrays.copyOf(bytes, place);
    };
  }

  private static byte[] flipped(byte[] bytes, SplittableRandom random) {
    byte[] flipped = bytes.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] noise = new byte[1 + random.nextInt(20)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] spliced(byte[] bytes, int place, int removed, byte[] put) {
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(bytes, 0, place);
    spliced.writeBytes(put);
    spliced.write(bytes, place + removed, bytes.length - place - removed);
    return spliced.toByteArray();
  }
}
