package org.tidetable.pipeline.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/**
 * Finds the records that occur more than once, without a shuffle: 64-bit hashes of record numbers
 * are written in sorted runs as a file is read, and the runs of a source are merged once. Two
 * records of one hash are only looked at more closely; none is lost by it.
 */
public final class RecordHashes implements Closeable {
  /** Hashes held at a time: 32 MB. */
  static final int RUN = 1 << 22;

  private static final long SEED = 42;

  private final Path folder;
  private final long[] held;
  private int count;
  private int runs;

  RecordHashes(Path folder) {
    this(folder, RUN);
  }

  RecordHashes(Path folder, int most) {
    this.folder = folder;
    this.held = new long[most];
  }

  /** The hash of a key within a source, the same as the engine's {@code xxhash64} of the two. */
  public static long of(String source, String key) {
    return of(key, of(source, SEED));
  }

  /** The hash of one text, the same as the engine's {@code xxhash64} of it. */
  public static long of(String text) {
    return of(text, SEED);
  }

  private static long of(String text, long seed) {
    byte[] bytes = text.getBytes(UTF_8);
    return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, seed);
  }

  /** The runs in a folder. */
  public static List<String> runs(Path folder) {
    List<String> files = new ArrayList<>();
    for (int run = 0; Files.exists(folder.resolve(name(run))); run++) {
      files.add(folder.resolve(name(run)).toString());
    }
    return files;
  }

  private static String name(int run) {
    return "records-" + run + ".run";
  }

  void add(long hash) throws IOException {
    if (count == held.length) {
      writeRun();
    }
    held[count++] = hash;
  }

  private void writeRun() throws IOException {
    Arrays.sort(held, 0, count);
    Path file = folder.resolve(name(runs++));
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (int i = 0; i < count; i++) {
        out.writeLong(held[i]);
      }
    }
    count = 0;
  }

  @Override
  public void close() throws IOException {
    if (count > 0) {
      writeRun();
    }
  }

  /** The hashes that stand more than once in the runs, ascending, each once. */
  public static Iterator<Long> repeated(List<String> runs) {
    return new Repeated(runs);
  }

  private static final class Run implements Comparable<Run> {
    private final DataInputStream in;
    private long next;

    Run(String file) throws IOException {
      this.in =
          new DataInputStream(
              new BufferedInputStream(Files.newInputStream(Path.of(file)), 1 << 15));
    }

    boolean advance() throws IOException {
      try {
        next = in.readLong();
        return true;
      } catch (EOFException ended) {
        in.close();
        return false;
      }
    }

    @Override
    public int compareTo(Run other) {
      return Long.compare(next, other.next);
    }
  }

  private static final class Repeated implements Iterator<Long> {
    private final PriorityQueue<Run> runs = new PriorityQueue<>();
    private boolean found;
    private long next;

    Repeated(List<String> files) {
      try {
        List<Run> opened = new ArrayList<>();
        for (String file : files) {
          opened.add(new Run(file));
        }
        for (Run run : opened) {
          if (run.advance()) {
            runs.add(run);
          }
        }
        search();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private void search() throws IOException {
      found = false;
      while (!found && !runs.isEmpty()) {
        long hash = take();
        while (!runs.isEmpty() && runs.element().next == hash) {
          take();
          found = true;
        }
        next = hash;
      }
    }

    private long take() throws IOException {
      Run run = runs.remove();
      long hash = run.next;
      if (run.advance()) {
        runs.add(run);
      }
      return hash;
    }

    @Override
    public boolean hasNext() {
      return found;
    }

    @Override
    public Long next() {
      if (!found) {
        throw new NoSuchElementException();
      }
      long hash = next;
      try {
        search();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return hash;
    }
  }
}
