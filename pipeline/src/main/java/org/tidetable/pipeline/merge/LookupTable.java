package org.tidetable.pipeline.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** A small CSV file held in memory, without identifiers of people. */
record LookupTable(String file, List<String> header, List<List<String>> rows) {

  /** All rows; a row with another number of cells than the heading is refused. */
  static LookupTable read(Path file) {
    try (TableReader reader = CsvTable.open(file, FileLayout.CSV_FILE)) {
      List<List<String>> rows = new ArrayList<>();
      IdentityGate gate =
          new IdentityGate(
              reader.name(),
              reader.header().stream()
                  .map(heading -> new GatedColumn(heading, Meaning.TEXT))
                  .toList());
      while (reader.hasNext()) {
        Line line = reader.next();
        if (line.cells().size() != reader.header().size()) {
          throw UserError.of(
              ExitCode.INPUT,
              "%s:%d:1  has %d cells where the heading has %d. Mend the row.",
              file,
              line.number(),
              line.cells().size(),
              reader.header().size());
        }
        gate.see(line);
        rows.add(line.cells());
      }
      gate.finish();
      return new LookupTable(file.toString(), reader.header(), rows);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The place, from 0, of the column whose heading is or ends in one of those words. */
  int column(String... endings) {
    for (String ending : endings) {
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).equals(ending) || header.get(i).endsWith(ending)) {
          return i;
        }
      }
    }
    throw UserError.of(
        ExitCode.INPUT,
        "%s:1:1  there is no column \"%s\" among %d headings. Does the file have a heading row?",
        file,
        endings[0],
        header.size());
  }
}
