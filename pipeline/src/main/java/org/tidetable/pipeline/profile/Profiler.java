package org.tidetable.pipeline.profile;

import static org.tidetable.pipeline.run.ExitCode.ENVIRONMENT;
import static org.tidetable.pipeline.run.ExitCode.INPUT;
import static org.tidetable.pipeline.run.ExitCode.PRIVACY;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.FileLayout.Format;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

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
    return profile(file, "", progress);
  }

  /**
   * The same for one sheet of a workbook.
   *
   * @param sheet its name; empty for the first that holds a table, and for other files
   */
  public static FileProfile profile(Path file, String sheet, LongConsumer progress) {
    FileHead head = FileHead.of(file);
    if (head.format() == Format.WORKBOOK) {
      WorkbookHead workbook = WorkbookHead.of(file, sheet);
      return pass(file, head, workbook.layout(), progress).among(workbook.sheets());
    }
    if (!sheet.isEmpty()) {
      throw UserError.of(
          ExitCode.USAGE, "%s  is no workbook and has no sheets. Leave --sheet out.", file);
    }
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
      IdentityGate gate =
          new IdentityGate(
              table.name(),
              header.stream().map(name -> new GatedColumn(name, Meaning.UNDECLARED)).toList());
      GateBatches seen = new GateBatches(gate);
      Notes notes = new Notes(header.size());
      long rows = 0;
      long uneven = 0;
      while (table.hasNext()) {
        Line line = table.next();
        rows++;
        for (Line complete : notes.held(line)) {
          uneven += complete.cells().size() == tallies.length ? 0 : 1;
          see(complete, tallies);
          seen.add(complete);
        }
        if (rows % EVERY_ROWS == 0) {
          progress.accept(rows);
        }
      }
      seen.finish();
      FileLayout ending = notes.layout(layout);
      long left = notes.leftOut();
      notes.rest().forEach(line -> seeNote(line, tallies, gate));
      notes.texts().forEach(gate::seeOutside);
      table.outside().forEach(gate::seeOutside);
      refuseAround(gate);
      return new FileProfile(
          file,
          head.packing(),
          head.mark(),
          ending,
          rows - left,
          uneven,
          left,
          columns(tallies, gate),
          List.of());
    } catch (IOException failure) {
      throw UserError.of(ENVIRONMENT, "%s  cannot be read to its end.", file);
    }
  }

  private static void see(Line line, ColumnTally[] tallies) {
    List<String> cells = line.cells();
    int width = Math.min(cells.size(), tallies.length);
    for (int i = 0; i < width; i++) {
      tallies[i].see(cells.get(i));
    }
  }

  private static void seeNote(Line line, ColumnTally[] tallies, IdentityGate gate) {
    gate.see(line);
    for (int i = 0; i < Math.min(line.cells().size(), tallies.length); i++) {
      String cell = line.cells().get(i);
      if (cell.isBlank()) {
        tallies[i].see(cell);
      } else {
        tallies[i].seeNote(cell);
      }
    }
  }

  /** No mapping can mend what stands in headings or around the table. */
  private static void refuseAround(IdentityGate gate) {
    List<String> around = gate.aroundTheTable();
    if (!around.isEmpty()) {
      throw UserError.of(PRIVACY, "%s", String.join("\n", around));
    }
  }

  private static List<ColumnFacts> columns(ColumnTally[] tallies, IdentityGate gate) {
    List<ColumnFacts> columns = new ArrayList<>();
    Set<Integer> parts = new HashSet<>();
    for (int i = 0; i < tallies.length; i++) {
      int place = i;
      tallies[i].finish();
      ColumnFacts facts =
          ColumnVerdict.of(tallies[i], i + 1, meaning -> gate.sighting(place, meaning));
      columns.add(facts);
      if (facts.sign().isEmpty() && gate.splitSighting(i).isPresent()) {
        parts.add(i);
        parts.add(i + 1);
      }
    }
    parts.stream()
        .filter(place -> columns.get(place).sign().isEmpty())
        .forEach(place -> columns.set(place, columns.get(place).asPart()));
    return columns;
  }
}
