package org.tidetable.pipeline.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tidetable.pipeline.run.Fingerprint;

/**
 * Which columns of which files have been searched for weak pseudonyms in vain: a folder of empty
 * files, each named by the hash of file, heading, place and version of the search. A search that
 * found something is not remembered: the file is refused again.
 */
public final class SearchLedger {
  private static final String VERSION = "1";

  private final Optional<Path> folder;

  private SearchLedger(Optional<Path> folder) {
    this.folder = folder;
  }

  /** A ledger in a folder, which is made when first needed. */
  public static SearchLedger in(Path folder) {
    return new SearchLedger(Optional.of(folder));
  }

  /** No ledger: every column is searched every time. */
  public static SearchLedger nowhere() {
    return new SearchLedger(Optional.empty());
  }

  /** Whether the column has been searched; never without the hash of its file. */
  boolean holds(String fileHash, String heading, int place) {
    return !fileHash.isEmpty()
        && folder.filter(f -> Files.isRegularFile(entry(f, fileHash, heading, place))).isPresent();
  }

  /** Remembers that the column has been searched to the end and nothing found. */
  void remember(String fileHash, String heading, int place) {
    if (fileHash.isEmpty() || folder.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder.get());
      Files.createFile(entry(folder.get(), fileHash, heading, place));
    } catch (FileAlreadyExistsException anotherRunWasFirst) {
      // It says the same.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path entry(Path folder, String fileHash, String heading, int place) {
    return folder.resolve(
        Fingerprint.ofTexts(List.of(fileHash, heading, Integer.toString(place), VERSION)));
  }
}
