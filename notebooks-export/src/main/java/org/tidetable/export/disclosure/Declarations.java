package org.tidetable.export.disclosure;

import java.util.List;
import java.util.regex.Pattern;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Role;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/** What the columns of a table must declare before the gate looks at a number. */
final class Declarations {
  private static final Pattern PERSONAL =
      Pattern.compile(
          "(.*_)?(person|patient|pupil|child|client|student|member|resident)s?"
              + "_(id|key|ref|reference|number|no|hash|token)(_.*)?"
              + "|(.*_)?(nhs_number|nhs_no|pseudonym|pseudo|upn|uln|dob|date_of_birth"
              + "|birth_date|postcode|source_row|national_insurance)(_.*)?"
              + "|.*_pseudo|id");

  private static final Pattern NUMBER = Pattern.compile("\\s*[-+<>~]?\\s*\\d[\\d.,]*\\s*%?\\s*");

  private Declarations() {}

  static void checkNames(Table table) {
    for (Column column : table.columns()) {
      if (PERSONAL.matcher(column.name()).matches()) {
        throw refused(
            table,
            column,
            "the column is named like something that identifies a person",
            "Rows about single people must not be published",
            "Leave the column out, and publish counts");
      }
    }
  }

  static void checkOpen(Table table, Source.OpenSource source) {
    for (String given : List.of(source.publishedBy(), source.licence(), source.address())) {
      if (given.isBlank()) {
        throw new DisclosureRefused(
            "the source is declared open, but not who published it, under which licence and where",
            "table " + table.name(),
            "Only numbers that anyone can already read may leave unchanged",
            "Declare published_by, licence and address for the source");
      }
    }
  }

  static void checkRoles(Table table) {
    for (Column column : table.columns()) {
      Role role = column.role();
      boolean wholeNumbers = column.type() == Column.Type.LONG;
      if (role instanceof Role.Text && column.numeric()) {
        throw undeclared(table, column, "the column holds numbers but declares no role for them");
      }
      if (role instanceof Role.Dimension && column.type() == Column.Type.DOUBLE) {
        throw undeclared(table, column, "a dimension cannot hold fractions");
      }
      if ((role instanceof Role.Count || role instanceof Role.Part) && !wholeNumbers) {
        throw undeclared(table, column, "a count must have type LONG");
      }
      if (role instanceof Role.Part part && !isCount(table, part.whole())) {
        throw undeclared(table, column, "the column is part of a column that is not a count");
      }
      if (role instanceof Role.Ratio ratio
          && !(isCounted(table, ratio.numerator()) && isCounted(table, ratio.denominator()))) {
        throw undeclared(table, column, "a ratio needs two count columns of the table");
      }
    }
  }

  /** A number written as words would pass unprotected. */
  static void checkWords(Table table) {
    for (int index = 0; index < table.columns().size(); index++) {
      Column column = table.columns().get(index);
      for (List<Cell> row : table.rows()) {
        if (column.role() instanceof Role.Text
            && row.get(index) instanceof Cell.Text words
            && NUMBER.matcher(words.value()).matches()) {
          throw undeclared(table, column, "the column is declared text but holds numbers");
        }
      }
    }
  }

  /** Whether a column of that name is a whole count. */
  static boolean isCount(Table table, String column) {
    return table.has(column)
        && table.columns().get(table.indexOf(column)).role() instanceof Role.Count;
  }

  /** Names of the columns that are parts of that count. */
  static List<String> partsOf(Table table, String whole) {
    return table.columns().stream()
        .filter(column -> column.role().equals(new Role.Part(whole)))
        .map(Column::name)
        .toList();
  }

  static DisclosureRefused refused(
      Table table, Column column, String what, String why, String remedy) {
    String where = "table " + table.name() + ", column " + column.name();
    return new DisclosureRefused(what, where, why, remedy);
  }

  private static boolean isCounted(Table table, String column) {
    return isCount(table, column)
        || (table.has(column)
            && table.columns().get(table.indexOf(column)).role() instanceof Role.Part);
  }

  private static DisclosureRefused undeclared(Table table, Column column, String what) {
    return refused(
        table,
        column,
        what,
        "An undeclared number could be a count of few people",
        "Declare it as dimension, count, part, estimate or ratio");
  }
}
