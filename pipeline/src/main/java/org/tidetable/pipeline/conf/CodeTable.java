package org.tidetable.pipeline.conf;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.run.UserError;

/**
 * Codes by a key, from the columns of a CSV file. A key may stand in many rows, always with the
 * same codes.
 */
final class CodeTable {
  private final Path file;
  private final String key;
  private final Map<String, List<String>> codes;

  private CodeTable(Path file, String key, Map<String, List<String>> codes) {
    this.file = file;
    this.key = key;
    this.codes = codes;
  }

  /**
   * Reads the columns of a file.
   *
   * @param keys headings of which the first that is there is the key's
   * @throws UserError exit 4 for a column that is missing, a blank, or two codes for one key
   */
  static CodeTable read(Path file, List<String> keys, List<String> columns) {
    try (TableReader table = CsvTable.open(file, FileLayout.CSV_FILE)) {
      List<String> header = table.header();
      String key = keys.stream().filter(header::contains).findFirst().orElse(keys.get(0));
      List<Integer> places = new ArrayList<>();
      for (String column : columns) {
        places.add(place(file, header, column));
      }
      int keyPlace = place(file, header, key);
      Map<String, List<String>> codes = new HashMap<>();
      while (table.hasNext()) {
        Line line = table.next();
        if (line.cells().size() != header.size()) {
          throw UserError.of(
              INPUT,
              "%s:%d:1  has %d cells where the heading has %d. Mend the row.",
              file,
              line.number(),
              line.cells().size(),
              header.size());
        }
        List<String> row = new ArrayList<>();
        for (int place : places) {
          row.add(cell(file, line, place, header));
        }
        List<String> before = codes.putIfAbsent(cell(file, line, keyPlace, header), row);
        if (before != null && !before.equals(row)) {
          throw different(file, line, columns, places, before, row);
        }
      }
      return new CodeTable(file, key, codes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int place(Path file, List<String> header, String column) {
    int place = header.indexOf(column);
    if (place < 0) {
      throw UserError.of(
          INPUT,
          "%s:1:1  there is no column \"%s\"; found %s. Add it, or name another in the hierarchy.",
          file,
          column,
          String.join(", ", header));
    }
    return place;
  }

  private static String cell(Path file, Line line, int place, List<String> header) {
    String cell = line.cells().get(place).strip();
    if (cell.isEmpty()) {
      throw UserError.of(
          INPUT,
          "%s:%d:%d  the column \"%s\" is blank. Every row needs its code.",
          file,
          line.number(),
          place + 1,
          header.get(place));
    }
    return cell;
  }

  private static UserError different(
      Path file,
      Line line,
      List<String> columns,
      List<Integer> places,
      List<String> before,
      List<String> row) {
    int index = 0;
    while (before.get(index).equals(row.get(index))) {
      index++;
    }
    return UserError.of(
        INPUT,
        "%s:%d:%d  %s \"%s\" contradicts \"%s\" in a row above. Give it one code.",
        file,
        line.number(),
        places.get(index) + 1,
        columns.get(index),
        row.get(index),
        before.get(index));
  }

  /**
   * The codes of a key.
   *
   * @throws UserError exit 4 for a key that is not in the file
   */
  List<String> codes(String wanted) {
    List<String> found = codes.get(wanted);
    if (found == null) {
      throw UserError.of(INPUT, "%s:1:1  has no row with %s \"%s\". Add one.", file, key, wanted);
    }
    return found;
  }
}
