package org.tidetable.pipeline.cohort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.tidetable.models.cohort.CodeSet;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.Fingerprint;
import org.tidetable.pipeline.run.UserError;

/** Reads a code set: a CSV file with the headings code, version and source. */
final class CodeSetFile {
  private static final List<String> HEADINGS = List.of("code", "version", "source");

  private CodeSetFile() {}

  /**
   * The codes.
   *
   * @param column the column of the events that holds them
   * @throws UserError with exit code 3 where the file does not say what it must
   */
  static CodeSet read(Path file, String column) {
    try (TableReader table = Tables.open(file, FileLayout.CSV_FILE)) {
      List<Integer> places = HEADINGS.stream().map(table.header()::indexOf).toList();
      if (places.contains(-1)) {
        throw refused(file, 1, "needs the headings code, version and source. Add them.");
      }
      TreeSet<String> codes = new TreeSet<>();
      String version = "";
      String source = "";
      while (table.hasNext()) {
        Line line = table.next();
        if (line.cells().size() != table.header().size()) {
          throw refused(file, line.number(), "has not as many cells as the heading. Mend the row.");
        }
        codes.add(line.cells().get(places.get(0)).strip());
        String ownVersion = line.cells().get(places.get(1)).strip();
        source = line.cells().get(places.get(2)).strip();
        if (ownVersion.isEmpty() || source.isEmpty()) {
          throw refused(file, line.number(), "says no version or no source. Add it.");
        }
        if (!version.isEmpty() && !version.equals(ownVersion)) {
          throw refused(file, line.number(), "has another version than the rows above. Keep one.");
        }
        version = ownVersion;
      }
      if (codes.isEmpty()) {
        throw refused(file, 1, "holds no code. Add one.");
      }
      String hash = Fingerprint.shortened(Fingerprint.ofTexts(List.copyOf(codes)));
      String name = String.valueOf(file.getFileName()).replaceAll("\\.csv$", "");
      return new CodeSet(name.toLowerCase(Locale.ROOT), version, source, column, codes, hash);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static UserError refused(Path file, long line, String what) {
    return UserError.of(ExitCode.CONFIGURATION, "%s:%d:1  %s", file, line, what);
  }
}
