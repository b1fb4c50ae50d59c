package org.tidetable.pipeline.profile;

import static org.tidetable.pipeline.run.ExitCode.ENVIRONMENT;
import static org.tidetable.pipeline.run.ExitCode.INPUT;
import static org.tidetable.pipeline.run.ExitCode.PRIVACY;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.FileLayout.Format;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;
import org.tidetable.pipeline.identity.CellGate;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.IdentifierWatch;

/** One pass over a file. */
public final class Profiler {
  /** Values that are counted one by one: so many in all columns together, at most. */
  private static final int VALUES = 400_000;

  private static final int MOST_VALUES = 2_000;
  private static final int LEAST_VALUES = 200;
  private static final int EVERY_ROWS = 100_000;

  private Profiler() {}

  /**
   * Reads a file from end to end and says what it holds.
   *
   * @param progress is told now and then how many rows have been read
   * @throws UserError when the file cannot be read as a table
   */
  public static FileProfile profile(Path file, LongConsumer progress) {
    FileHead head = FileHead.of(file);
    FileLayout layout = Layouts.of(file, head);
    try {
      return pass(file, head, layout, progress);
    } catch (UserError refused) {
      boolean mayBeOther =
          refused.exitCode() == INPUT
              && layout.format() == Format.CSV
              && !head.mark()
              && layout.encoding().equals(FileHead.UTF_8)
              && !FileHead.isUtf8(file);
      if (!mayBeOther) {
        throw refused;
      }
      return pass(file, head, Layouts.encoded(layout, FileHead.WINDOWS), progress);
    }
  }

  private static FileProfile pass(
      Path file, FileHead head, FileLayout layout, LongConsumer progress) {
    try (TableReader table = Tables.open(file, layout)) {
      List<String> header = table.header();
      int most = Math.max(LEAST_VALUES, Math.min(MOST_VALUES, VALUES / header.size()));
      ColumnTally[] tallies =
          header.stream().map(name -> new ColumnTally(name, most)).toArray(ColumnTally[]::new);
      CellGate gate = new IdentifierWatch(table.name(), header);
      Notes notes = new Notes(header.size());
      long rows = 0;
      long uneven = 0;
      while (table.hasNext()) {
        Line line = table.next();
        rows++;
        for (Line complete : notes.held(line)) {
          uneven += complete.cells().size() == tallies.length ? 0 : 1;
          see(complete, tallies, gate);
        }
        if (rows % EVERY_ROWS == 0) {
          progress.accept(rows);
        }
      }
      FileLayout ending = notes.layout(layout);
      long left = notes.leftOut();
      for (Line line : notes.rest()) {
        uneven += line.cells().size() == tallies.length ? 0 : 1;
        see(line, tallies, gate);
      }
      List<ColumnFacts> columns = new ArrayList<>();
      for (ColumnTally tally : tallies) {
        columns.add(tally.finish(columns.size() + 1));
      }
      return new FileProfile(
          file,
          head.packing(),
          head.mark(),
          ending,
          rows - left,
          uneven,
          left,
          columns,
          refusal(gate, table.outside()));
    } catch (IOException failure) {
      throw UserError.of(ENVIRONMENT, "%s  cannot be read to its end.", file);
    }
  }

  private static void see(Line line, ColumnTally[] tallies, CellGate gate) {
    gate.see(line);
    List<String> cells = line.cells();
    int width = Math.min(cells.size(), tallies.length);
    for (int i = 0; i < width; i++) {
      tallies[i].see(cells.get(i));
    }
  }

  private static Optional<String> refusal(CellGate gate, List<String> outside) {
    try {
      outside.forEach(gate::seeOutside);
      gate.finish();
      return Optional.empty();
    } catch (UserError refused) {
      if (refused.exitCode() != PRIVACY) {
        throw refused;
      }
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }
}
