package org.tidetable.pipeline.profile;

import java.nio.file.Path;
import java.util.List;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.source.ColumnMapping;
import org.tidetable.pipeline.source.ColumnMapping.Privacy;

/**
 * What one file holds.
 *
 * @param packing {@code ""}, {@code gzip} or {@code zip}
 * @param mark whether it begins with the mark of UTF-8
 * @param layout where its table stands
 * @param rows rows of the table
 * @param uneven rows with fewer or more cells than the heading
 * @param notes rows after the table that the layout leaves out
 * @param columns in the order of the file
 * @param sheets of a workbook, what may be shown of their names; else empty
 */
public record FileProfile(
    Path file,
    String packing,
    boolean mark,
    FileLayout layout,
    long rows,
    long uneven,
    long notes,
    List<ColumnFacts> columns,
    List<String> sheets) {

  /** The same file as one sheet among those. */
  FileProfile among(List<String> all) {
    return new FileProfile(
        file, packing, mark, layout, rows, uneven, notes, columns, List.copyOf(all));
  }

  /** What the rows of a file are about. */
  public enum Level {
    PERSONS("rows about single persons"),
    COUNTS("counts by period"),
    TABLE("a table to look things up in, or of measures");

    private final String words;

    Level(String words) {
      this.words = words;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

  /** What the rows are about, by their columns. */
  public Level level() {
    if (columns.stream().anyMatch(FileProfile::tellsOfPersons)) {
      return Level.PERSONS;
    }
    boolean period = columns.stream().anyMatch(column -> column.time().isPresent());
    boolean numbers =
        columns.stream().anyMatch(column -> column.isNumeric() && column.time().isEmpty());
    return period && numbers ? Level.COUNTS : Level.TABLE;
  }

  private static boolean tellsOfPersons(ColumnFacts column) {
    return column.sign().isPresent() || column.pseudonym();
  }

  /** Columns that hold what leads to a person. */
  public List<ColumnFacts> identifying() {
    return columns.stream().filter(column -> column.sign().isPresent()).toList();
  }

  /** Whether a column that leads to a person would stay as it is with the proposed mapping. */
  public boolean isOpen() {
    return identifying().stream()
        .anyMatch(column -> !column.isDeclarable() || Proposal.privacy(column) == Privacy.KEEP);
  }

  /** Columns whose values look like totals; none where rows are about persons. */
  public List<ColumnFacts> withTotals() {
    if (level() == Level.PERSONS) {
      return List.of();
    }
    return columns.stream()
        .filter(column -> !column.totals().isEmpty() && column.type() == ColumnMapping.Type.TEXT)
        .toList();
  }

  /** The headings. */
  public List<String> headings() {
    return columns.stream().map(ColumnFacts::heading).toList();
  }
}
