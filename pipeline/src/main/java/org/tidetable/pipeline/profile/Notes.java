package org.tidetable.pipeline.profile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.identity.IdentityGate;

/**
 * Notes after a table: rows at the end of a file of which only the first cell, or one cell, is
 * filled. Such rows are held back until a full row follows, which shows that they belong to it.
 */
final class Notes {
  /** A table of so few columns has rows with one cell. */
  private static final int LEAST_COLUMNS = 4;

  private static final int MOST_HELD = 500;

  private static final int LONGEST_BEGINNING = 40;

  /** Words of a note with a number in it. */
  private static final int LEAST_WORDS = 3;

  private final int columns;
  private final Deque<Line> held = new ArrayDeque<>();

  Notes(int columns) {
    this.columns = columns;
  }

  /** The rows that are now known to belong to the table. */
  List<Line> held(Line line) {
    if (columns < LEAST_COLUMNS) {
      return List.of(line);
    }
    if (filled(line) <= 1) {
      held.add(line);
      return held.size() > MOST_HELD ? List.of(held.remove()) : List.of();
    }
    if (held.isEmpty()) {
      return List.of(line);
    }
    List<Line> all = new ArrayList<>(held);
    held.clear();
    all.add(line);
    return all;
  }

  private static int filled(Line line) {
    int filled = 0;
    for (String cell : line.cells()) {
      if (!cell.isBlank() && ++filled > 1) {
        break;
      }
    }
    return filled;
  }

  /** The first cell of the first note, where the table can be said to end before it. */
  private String begins() {
    return held.stream()
        .map(Notes::first)
        .filter(first -> !first.isEmpty())
        .findFirst()
        .map(first -> first.substring(0, Math.min(LONGEST_BEGINNING, first.length())).strip())
        .filter(Notes::isNote)
        .orElse("");
  }

  // The proposal repeats it. A row of which only the key or the name is filled is no note.
  private static boolean isNote(String begins) {
    boolean words = begins.split(" +", -1).length >= LEAST_WORDS;
    return IdentityGate.mayShow(begins) && (words || begins.chars().noneMatch(Character::isDigit));
  }

  private static String first(Line line) {
    return line.cells().isEmpty() ? "" : line.cells().get(0).strip();
  }

  /** The layout with the end of the table. */
  FileLayout layout(FileLayout layout) {
    String before = begins();
    return before.isEmpty()
        ? layout
        : new FileLayout(
            layout.format(),
            layout.encoding(),
            layout.delimiter(),
            layout.sheet(),
            layout.headingLine(),
            layout.headingRows(),
            before,
            false,
            layout.fillDown(),
            layout.element());
  }

  /** Rows at the end that the layout does not leave out: those before the first note. */
  List<Line> rest() {
    return begins().isEmpty()
        ? List.copyOf(held)
        : held.stream().takeWhile(line -> first(line).isEmpty()).toList();
  }

  /** What stands in the rows that the layout leaves out. */
  List<String> texts() {
    return held.stream().skip(rest().size()).flatMap(line -> line.cells().stream()).toList();
  }

  /** Rows that the layout leaves out. */
  long leftOut() {
    return (long) held.size() - rest().size();
  }
}
