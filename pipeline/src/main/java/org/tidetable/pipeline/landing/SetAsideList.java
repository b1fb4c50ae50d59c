package org.tidetable.pipeline.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.source.Fate;

/** The places of faulty rows: where each stands and why it is not used, never what it says. */
public final class SetAsideList implements Closeable {
  /** Rows listed for one file; the total is always told. */
  public static final int MOST_LISTED = 10_000;

  /** Its name in the quality folder of a run. */
  public static final String NAME_IN_RUN = "set_aside.csv";

  static final String NAME = "set_aside.part";

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final CSVPrinter out;
  private final String sha256;
  private final String file;
  private long listed;

  SetAsideList(Path folder, String sha256, String file) throws IOException {
    this.out = new CSVPrinter(Files.newBufferedWriter(folder.resolve(NAME), UTF_8), FORMAT);
    this.sha256 = sha256;
    this.file = file;
  }

  void add(long line, long offset, String reason, int column) throws IOException {
    if (listed < MOST_LISTED) {
      listed++;
      out.printRecord(sha256, file, line, offset < 0 ? "" : offset, reason, column);
    }
  }

  long listed() {
    return listed;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * Writes the faulty rows of all files to one list, {@value #NAME_IN_RUN}. A file with more than
   * {@link #MOST_LISTED} ends with a row without a line that tells how many more there are.
   */
  public static void write(Path landing, List<Receipt> receipts, Path folder) {
    Path list = folder.resolve(NAME_IN_RUN);
    try (BufferedWriter all = Files.newBufferedWriter(list, UTF_8)) {
      all.write("file_sha256,file,line,byte_offset,reason,column\n");
      for (Receipt receipt : receipts) {
        if (receipt.listed() == 0) {
          continue;
        }
        all.write(Files.readString(landing.resolve(receipt.key()).resolve(NAME)));
        long more = receipt.rows(Fate.SET_ASIDE.code()) - receipt.listed();
        if (more > 0) {
          CSVPrinter out = new CSVPrinter(all, FORMAT);
          out.printRecord(
              receipt.sha256(), receipt.file(), "", "", "and " + more + " further rows", "");
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    RunFolder.close(folder);
  }
}
