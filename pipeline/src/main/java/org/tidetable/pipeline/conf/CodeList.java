package org.tidetable.pipeline.conf;

import static org.tidetable.pipeline.run.ExitCode.CONFIGURATION;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;
import org.tidetable.pipeline.run.UserError;

/** A list of codes with their labels, as a CSV file: code, label, version, source. */
final class CodeList {
  private CodeList() {}

  /** Each code with its label, in the order of the file. */
  static Map<String, String> read(Path file) {
    try (TableReader table = Tables.open(file, FileLayout.CSV_FILE)) {
      int code = table.header().indexOf("code");
      int label = table.header().indexOf("label");
      if (code < 0 || label < 0) {
        throw UserError.of(
            CONFIGURATION, "%s:1:1  needs the headings code and label. Add them.", file);
      }
      Map<String, String> codes = new LinkedHashMap<>();
      while (table.hasNext()) {
        Line line = table.next();
        if (line.cells().size() != table.header().size()) {
          throw UserError.of(
              CONFIGURATION,
              "%s:%d:1  has %d cells where the heading has %d. Mend the row.",
              file,
              line.number(),
              line.cells().size(),
              table.header().size());
        }
        if (codes.putIfAbsent(line.cells().get(code), line.cells().get(label)) != null) {
          throw UserError.of(
              CONFIGURATION, "%s:%d:1  gives a code a second time. Keep one.", file, line.number());
        }
      }
      return codes;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
