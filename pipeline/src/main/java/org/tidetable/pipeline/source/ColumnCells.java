package org.tidetable.pipeline.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;
import org.tidetable.pipeline.source.ColumnMapping.Band;
import org.tidetable.pipeline.source.ColumnMapping.Privacy;
import org.tidetable.pipeline.source.FileColumns.Fault;

/** The cells of one declared column: changed, checked and read as the mapping says. */
final class ColumnCells {
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
  private static final Pattern POSTCODE =
      Pattern.compile("([A-Z]{1,2}[0-9][A-Z0-9]?) *(?:[0-9][A-Z]{2})?");

  /** A year, or a month: as coarse as a band already. */
  private static final Pattern COARSE = Pattern.compile("\\d{4}(-(0[1-9]|1[0-2]))?");

  /** What a cell becomes that cannot be made coarse: no blank, which would be missing. */
  private static final String NOT_READ = "?";

  private final SourceMapping mapping;
  private final ColumnMapping column;
  private final boolean readElsewhere;
  private final UnaryOperator<String> keying;
  private final int number;
  private final DateCells dates;

  /**
   * The cells of one column.
   *
   * @param readElsewhere whether a section of the mapping reads the cells, so that faults are its
   * @param number the column's number in the file, from 1
   */
  ColumnCells(
      SourceMapping mapping,
      ColumnMapping column,
      boolean readElsewhere,
      UnaryOperator<String> keying,
      int number) {
    this.mapping = mapping;
    this.column = column;
    this.readElsewhere = readElsewhere;
    this.keying = keying;
    this.number = number;
    this.dates = new DateCells(pattern(mapping, column));
  }

  private static String pattern(SourceMapping mapping, ColumnMapping column) {
    if (!column.format().isEmpty()) {
      return column.format();
    }
    EventsMapping events = mapping.events();
    PeopleMapping people = mapping.people();
    return events != null
        ? events.dateFormat()
        : people != null ? people.dateFormat() : "yyyy-MM-dd";
  }

  ColumnMapping column() {
    return column;
  }

  /** Whether cells are changed before anything looks at them. */
  boolean changes() {
    return switch (column.privacy()) {
      case KEY, BAND, DROP -> true;
      case KEEP, PSEUDONYM -> false;
    };
  }

  /** What the gate is told of the column; {@code use} is what a section takes it for. */
  Meaning meaning(Meaning use) {
    return switch (column.privacy()) {
      case KEY, BAND, DROP -> Meaning.TRANSFORMED;
      case PSEUDONYM -> Meaning.PSEUDONYM;
      case KEEP ->
          switch (column.type()) {
            case DATE -> Meaning.EVENT_DATE;
            case INTEGER, NUMBER -> Meaning.NUMBER;
            case TEXT -> use == Meaning.UNDECLARED ? Meaning.TEXT : use;
          };
    };
  }

  /** The cell that takes the place of this one. */
  String changed(String cell) {
    if (column.privacy() == Privacy.DROP) {
      return "";
    }
    if (missing(cell).isPresent()) {
      return cell.isBlank() ? "" : cell;
    }
    return column.privacy() == Privacy.KEY ? keying.apply(cell) : banded(cell);
  }

  private String banded(String cell) {
    Band band = column.band() == null ? Band.MONTH : column.band();
    if (band != Band.OUTWARD && COARSE.matcher(cell.trim()).matches()) {
      return band == Band.YEAR ? cell.trim().substring(0, "yyyy".length()) : cell.trim();
    }
    return switch (band) {
      case MONTH ->
          dates.day(cell.trim()).map(YearMonth::from).map(YearMonth::toString).orElse(NOT_READ);
      case YEAR ->
          dates.day(cell.trim()).map(day -> Integer.toString(day.getYear())).orElse(NOT_READ);
      case OUTWARD -> {
        Matcher postcode = POSTCODE.matcher(cell.trim().toUpperCase(Locale.ROOT));
        yield postcode.matches() ? postcode.group(1) : NOT_READ;
      }
    };
  }

  /** What a missing cell means; empty when it is not missing. */
  Optional<String> missing(String cell) {
    if (cell.isEmpty()) {
      return Optional.of("blank");
    }
    String own = column.missing().get(cell);
    return Optional.ofNullable(own == null ? mapping.missing().get(cell) : own);
  }

  /** The word that a cell's code stands for; the cell itself where the column has no codes. */
  String word(String cell) {
    String word = column.codes().get(cell);
    return word == null ? cell : word;
  }

  /** What is wrong with a changed cell. */
  Optional<Fault> fault(String cell) {
    if (column.privacy() == Privacy.DROP
        || column.privacy() == Privacy.KEY
        || missing(cell).isPresent()) {
      return Optional.empty();
    }
    if (column.privacy() == Privacy.BAND) {
      return cell.equals(NOT_READ) ? faulty("cannot be made coarse as declared") : Optional.empty();
    }
    if (!column.codes().isEmpty() && !column.codes().containsKey(cell)) {
      return faulty("unknown code");
    }
    if (readElsewhere) {
      return Optional.empty();
    }
    return switch (column.type()) {
      case TEXT -> Optional.empty();
      case DATE -> dates.day(cell).isEmpty() ? faulty("not a date as declared") : Optional.empty();
      case INTEGER, NUMBER -> numberFault(cell);
    };
  }

  private Optional<Fault> numberFault(String cell) {
    Optional<Double> value = number(cell);
    if (value.isEmpty()) {
      return faulty("not a number");
    }
    if (column.type() == ColumnMapping.Type.INTEGER && value.get() != Math.rint(value.get())) {
      return faulty("not a whole number");
    }
    if (column.minimum() != null && value.get() < column.minimum()) {
      return faulty("below the smallest number that is right");
    }
    return column.maximum() != null && value.get() > column.maximum()
        ? faulty("above the largest number that is right")
        : Optional.empty();
  }

  private Optional<Fault> faulty(String reason) {
    return Optional.of(new Fault(reason, number));
  }

  /** The day in a cell, spelled as declared. */
  Optional<LocalDate> day(String cell) {
    return dates.day(cell);
  }

  /**
   * A finite decimal number, with thousands separators or without; the words NaN and Infinity are
   * none.
   */
  static Optional<Double> number(String cell) {
    String plain = cell.trim();
    if (plain.indexOf(',') >= 0) {
      if (!THOUSANDS.matcher(plain).matches()) {
        return Optional.empty();
      }
      plain = plain.replace(",", "");
    }
    if (plain.length() == 1 && plain.charAt(0) >= '0' && plain.charAt(0) <= '9') {
      return Optional.of((double) (plain.charAt(0) - '0'));
    }
    try {
      return Optional.of(new BigDecimal(plain).doubleValue()).filter(Double::isFinite);
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }
}
