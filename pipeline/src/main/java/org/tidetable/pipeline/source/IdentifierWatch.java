package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.PRIVACY;

import java.util.List;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.identity.CellGate;
import org.tidetable.pipeline.run.UserError;

/**
 * Looks for NHS and CHI numbers in every cell of a file and refuses the file that holds them.
 *
 * <p>A number of ten digits passes the modulus 11 check in 1 of 11 cases by chance, and the ranges
 * in use leave fewer still, so a column is judged as a whole: it is refused when more than half of
 * its ten-digit cells are valid. A clean column of ten-digit keys passes. The message names the
 * column, the count and the first line, never a value.
 *
 * <p>Source: NHS Data Dictionary, NHS NUMBER (weights 10 to 2, modulus 11).
 */
public final class IdentifierWatch implements CellGate {
  private static final int DIGITS = 10;

  private final String file;
  private final List<String> header;
  private final long[] shaped;
  private final long[] valid;
  private final long[] firstLine;

  public IdentifierWatch(String file, List<String> header) {
    this.file = file;
    this.header = header;
    this.shaped = new long[header.size()];
    this.valid = new long[header.size()];
    this.firstLine = new long[header.size()];
    see(new Line(0, 1, -1, -1, header));
  }

  /** Looks at every cell of a row. */
  @Override
  public void see(Line line) {
    List<String> cells = line.cells();
    for (int i = 0; i < Math.min(cells.size(), shaped.length); i++) {
      String cell = cells.get(i);
      if (cell.length() < DIGITS) {
        continue;
      }
      String digits = digits(cell);
      if (digits.length() != DIGITS) {
        continue;
      }
      shaped[i]++;
      if (isNhsNumber(digits)) {
        if (valid[i]++ == 0) {
          firstLine[i] = line.number();
        }
      }
    }
  }

  @Override
  public void seeOutside(String text) {}

  /**
   * Judges the columns once the file has been read.
   *
   * @throws UserError with exit code 5 when a column holds NHS numbers
   */
  @Override
  public void finish() {
    for (int i = 0; i < shaped.length; i++) {
      if (2 * valid[i] > shaped[i]) {
        throw UserError.of(
            PRIVACY,
            "%s:%d:%d  column %s holds %d values that are valid NHS or CHI numbers (shape "
                + "dddddddddd). Replace them with pseudonyms before this file comes here. Nothing "
                + "of it was kept.",
            file,
            firstLine[i],
            i + 1,
            named(i),
            valid[i]);
      }
    }
  }

  // Where a file lacks its heading row, its headings are somebody's values.
  private String named(int place) {
    String heading = header.get(place);
    boolean words = heading.chars().noneMatch(Character::isDigit);
    return words ? "\"" + heading + "\"" : Integer.toString(place + 1);
  }

  /** The digits of a cell that holds only digits, blanks and dashes; else an empty text. */
  private static String digits(String cell) {
    StringBuilder digits = new StringBuilder(DIGITS);
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      } else if (c != ' ' && c != '-' && c != '\u00a0') {
        return "";
      }
    }
    return digits.toString();
  }

  /** Whether ten digits are a valid number in a range in use. */
  static boolean isNhsNumber(String digits) {
    int sum = 0;
    for (int i = 0; i < DIGITS - 1; i++) {
      sum += (digits.charAt(i) - '0') * (DIGITS - i);
    }
    int check = (11 - sum % 11) % 11;
    if (check == DIGITS || check != digits.charAt(DIGITS - 1) - '0') {
      return false;
    }
    long number = Long.parseLong(digits);
    return (number >= 4_000_000_000L && number <= 4_999_999_999L)
        || (number >= 6_000_000_000L && number <= 7_999_999_999L)
        || (number >= 100_000_000L && number <= 3_112_999_999L)
        || (number >= 3_200_000_000L && number <= 3_999_999_999L)
        || number >= 9_000_000_000L;
  }
}
