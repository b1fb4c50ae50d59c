package org.tidetable.pipeline.profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.source.ColumnMapping;

/**
 * What one column holds.
 *
 * @param heading as the file has it
 * @param number from 1
 * @param type as which every cell that is not missing can be read
 * @param cells cells that are neither blank nor a mark
 * @param blank blank cells
 * @param marks in columns of numbers and dates: each mark of a missing value with its cells
 * @param distinct different values; estimated where there are many
 * @param exact whether {@code distinct} is counted
 * @param thousands whether numbers have separators of thousands
 * @param quantiles of numbers: least, quartiles and greatest; empty where a person could be meant
 * @param time its days or periods, where it holds such
 * @param top values that ten rows or more share, with their rows, most frequent first
 * @param totals those of its values that usually stand for all, with their rows
 * @param sign what it holds that leads to a person
 * @param signed cells that have the sign's shape
 * @param pseudonym whether its cells look like pseudonyms that somebody has made
 * @param hint why the type is what it is, where that is not plain
 */
record ColumnFacts(
    String heading,
    int number,
    ColumnMapping.Type type,
    long cells,
    long blank,
    Map<String, Long> marks,
    long distinct,
    boolean exact,
    boolean thousands,
    List<Double> quantiles,
    Optional<TimeFacts> time,
    Map<String, Long> top,
    Map<String, Long> totals,
    Optional<IdentifierSign> sign,
    long signed,
    boolean pseudonym,
    String hint) {
  private static final int LONGEST_HEADING = 900;

  /** All cells of the column. */
  long all() {
    return cells + blank + marked();
  }

  /** Cells with a mark. */
  long marked() {
    return marks.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether no two rows share a value and none lacks one, as far as was counted. */
  boolean isKey() {
    return exact && blank == 0 && marks.isEmpty() && cells > 1 && distinct == cells;
  }

  /** Whether the column is of numbers. */
  boolean isNumeric() {
    return type == ColumnMapping.Type.INTEGER || type == ColumnMapping.Type.NUMBER;
  }

  /** The quantile, 0 the least, 4 the greatest; empty where none is told. */
  OptionalDouble quantile(int quarter) {
    return quantiles.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(quantiles.get(quarter));
  }

  /** The heading, where it does not itself look like somebody's number, address or name. */
  String shown() {
    // Surnames are words too; a heading in small letters is a word.
    boolean word = heading.equals(heading.toLowerCase(Locale.ROOT));
    return isNumberOrAddress() || !(word || IdentityGate.mayShow(heading))
        ? "column " + number
        : heading;
  }

  private boolean isNumberOrAddress() {
    return NhsNumbers.isOne(heading.strip()) || IdentifierSign.ofCell(heading).isPresent();
  }

  /** Whether a mapping can name the column: its heading is a name, and short enough. */
  boolean isDeclarable() {
    return heading.length() <= LONGEST_HEADING && !isNumberOrAddress();
  }

  /** The same column, part of a number that is split over several. */
  ColumnFacts asPart() {
    return new ColumnFacts(
        heading,
        number,
        type,
        cells,
        blank,
        marks,
        distinct,
        exact,
        thousands,
        List.of(),
        time,
        Map.of(),
        Map.of(),
        Optional.of(IdentifierSign.PART),
        cells,
        pseudonym,
        hint);
  }
}
