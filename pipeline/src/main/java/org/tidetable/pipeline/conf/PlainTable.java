package org.tidetable.pipeline.conf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.run.UserError;

/**
 * A small CSV file that is part of a configuration: its columns are known by name, its problems are
 * noted by line and column, and what identifies people refuses it.
 */
final class PlainTable {
  private final Path file;
  private final List<GatedColumn> known;
  private final List<String> required;
  private final Problems problems;
  private List<String> header = List.of();

  /**
   * @param known every column that the file may have
   * @param required those that it must have
   */
  PlainTable(Path file, List<GatedColumn> known, List<String> required, Problems problems) {
    this.file = file;
    this.known = List.copyOf(known);
    this.required = List.copyOf(required);
    this.problems = problems;
  }

  /** One row; notes what is wrong with it. */
  final class Entry {
    private final Line line;

    Entry(Line line) {
      this.line = line;
    }

    /** The cell, without blanks around it; empty where the file lacks the column. */
    String text(String column) {
      int place = header.indexOf(column);
      return place < 0 ? "" : line.cells().get(place).strip();
    }

    Planning.Spot spot(String column) {
      return new Planning.Spot(
          file.toString(), (int) line.number(), header.indexOf(column) + 1, column);
    }

    void note(String column, String message) {
      problems.add(
          file.toString(), (int) line.number(), header.indexOf(column) + 1, column, message);
    }

    Optional<LocalDate> day(String column) {
      String text = text(column);
      try {
        return Optional.of(LocalDate.parse(text));
      } catch (DateTimeParseException notOne) {
        note(column, "\"" + text + "\" is not a date. Write yyyy-MM-dd.");
        return Optional.empty();
      }
    }
  }

  /** Hands every row with as many cells as the heading to {@code use}. */
  void each(Consumer<Entry> use) {
    try (TableReader reader = CsvTable.open(file, FileLayout.CSV_FILE)) {
      header = reader.header();
      if (!headingIsSound()) {
        return;
      }
      IdentityGate gate =
          new IdentityGate(reader.name(), header.stream().map(this::gated).toList());
      while (reader.hasNext()) {
        Line line = reader.next();
        gate.see(line);
        if (line.cells().size() == header.size()) {
          use.accept(new Entry(line));
        } else {
          problems.add(
              file.toString(),
              (int) line.number(),
              1,
              "",
              String.format(
                  java.util.Locale.ROOT,
                  "has %d cells where the heading has %d. Mend the row.",
                  line.cells().size(),
                  header.size()));
        }
      }
      gate.finish();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (UserError refused) {
      if (refused.exitCode() == org.tidetable.pipeline.run.ExitCode.PRIVACY) {
        throw refused;
      }
      problems.add(file.toString(), 1, 1, "", String.valueOf(refused.getMessage()));
    }
  }

  private GatedColumn gated(String heading) {
    return known.stream()
        .filter(column -> column.heading().equals(heading))
        .findFirst()
        .orElseThrow();
  }

  private boolean headingIsSound() {
    boolean sound = true;
    List<String> names = known.stream().map(GatedColumn::heading).toList();
    for (int place = 0; place < header.size(); place++) {
      String heading = header.get(place);
      if (!names.contains(heading)) {
        problems.add(
            file.toString(),
            1,
            place + 1,
            heading,
            "is not a column of this file. " + Nearest.suggestion(heading, names));
        sound = false;
      } else if (header.indexOf(heading) < place) {
        problems.add(file.toString(), 1, place + 1, heading, "stands twice. Keep one.");
        sound = false;
      }
    }
    for (String column : required) {
      if (!header.contains(column)) {
        problems.add(file.toString(), 1, 1, "", "lacks the column \"" + column + "\". Add it.");
        sound = false;
      }
    }
    return sound;
  }
}
