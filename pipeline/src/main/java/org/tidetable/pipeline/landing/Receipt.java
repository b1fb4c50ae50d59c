package org.tidetable.pipeline.landing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.tidetable.pipeline.source.Drift;

/**
 * What became of every row of one file, as counted while it was read; and what was kept of it.
 *
 * @param source the mapping's name
 * @param kind what its rows are
 * @param file its name without folders
 * @param sha256 of its bytes, packed as they came
 * @param rows the number of its last row, counted by the reader
 * @param objected rows of people who object to the use of their records; they are not kept
 * @param late rows known later than the mapping expects
 * @param lastDay the latest start of an event, as days from 1970; the smallest number for none
 * @param landedBytes size of what was kept, so that a damaged copy is not used
 * @param landedRecords record hashes that were kept, for the same reason
 * @param listed faulty rows in the list beside the copy; there may be more
 * @param drift how its headings differ from the mapping
 */
public record Receipt(
    String key,
    String source,
    RowKind kind,
    String file,
    String sha256,
    String objections,
    long rows,
    long objected,
    long late,
    long lastDay,
    long landedBytes,
    long landedRecords,
    long listed,
    Drift drift,
    List<Group> groups) {

  /** Its name beside the copy. */
  static final String NAME = "receipt.json";

  /** {@link #lastDay} of a file without events. */
  public static final long NO_DAY = Long.MIN_VALUE;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Receipt {
    groups = List.copyOf(groups);
  }

  /**
   * Rows of one fate and reason.
   *
   * @param line where the first of them is, from 1
   * @param column the cell of the first, from 1; 0 for none
   */
  public record Group(String fate, String reason, long rows, long line, int column) {}

  /** Rows of one fate. */
  public long rows(String fate) {
    return groups.stream().filter(g -> g.fate().equals(fate)).mapToLong(Group::rows).sum();
  }

  void write(Path folder) throws IOException {
    JSON.writeValue(folder.resolve(NAME).toFile(), this);
  }

  /** The receipts of the files of a run, in their order. */
  public static List<Receipt> readAll(Path file) {
    try {
      return List.of(JSON.readValue(file.toFile(), Receipt[].class));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes them for the stage that follows. */
  public static void writeAll(List<Receipt> receipts, Path file) {
    try {
      JSON.writeValue(file.toFile(), receipts);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Receipt read(Path folder) throws IOException {
    return JSON.readValue(folder.resolve(NAME).toFile(), Receipt.class);
  }

  /** How the receipt travels from a task. */
  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Receipt ofText(String text) {
    try {
      return JSON.readValue(text, Receipt.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
