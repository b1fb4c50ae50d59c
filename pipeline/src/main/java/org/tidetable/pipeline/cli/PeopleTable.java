package org.tidetable.pipeline.cli;

import static org.tidetable.pipeline.run.ExitCode.INPUT;
import static org.tidetable.pipeline.run.ExitCode.PRIVACY;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.frame.TextRows;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.Sessions;
import org.tidetable.pipeline.run.UserError;

/**
 * A file with one row per person and index date, read whole: CSV or Parquet.
 *
 * @param name the file as messages name it
 */
record PeopleTable(String name, TextTable table) {
  private static final int MOST_NAMED = 5;

  /**
   * Reads a file; its identifiers are looked for before anything else is said of it.
   *
   * @param missing texts that mean missing
   */
  static PeopleTable read(Path file, Set<String> missing) {
    return isParquet(file) ? parquet(file, missing) : csv(file, missing);
  }

  /** The place of a column, or a refusal with the nearest name. */
  int column(String wanted, String option) {
    int place = table.header().indexOf(wanted);
    if (place >= 0) {
      return place;
    }
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    Optional<String> nearest =
        table.header().stream()
            .min(
                Comparator.comparingInt(
                    (String each) ->
                        distance.apply(
                            wanted.toLowerCase(Locale.ROOT), each.toLowerCase(Locale.ROOT))));
    // A heading with a digit may be somebody's value, in a file without a heading row.
    String hint =
        nearest
            .filter(each -> each.chars().noneMatch(Character::isDigit))
            .map(each -> "; the nearest is \"" + each + "\"")
            .orElse("");
    throw UserError.of(
        INPUT, "%s:1:1  there is no column \"%s\"%s. Correct %s.", name, wanted, hint, option);
  }

  /** Refuses a table without these columns: a single one with the nearest name, several at once. */
  void columns(List<String> wanted, String option) {
    List<String> lacking = wanted.stream().filter(each -> !table.header().contains(each)).toList();
    if (lacking.size() == 1) {
      column(lacking.get(0), option);
    } else if (!lacking.isEmpty()) {
      int more = lacking.size() - MOST_NAMED;
      throw UserError.of(
          INPUT,
          "%s:1:1  lacks %d columns: \"%s\"%s. Correct %s.",
          name,
          lacking.size(),
          String.join("\", \"", lacking.stream().limit(MOST_NAMED).toList()),
          more > 0 ? " and " + more + " more" : "",
          option);
    }
  }

  private static PeopleTable csv(Path file, Set<String> missing) {
    try (TableReader reader = CsvTable.open(file, FileLayout.CSV_FILE)) {
      return read(reader.name(), reader.header(), reader, missing);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static PeopleTable parquet(Path file, Set<String> missing) {
    Path scratch = scratch();
    SparkSession spark = Sessions.start("", scratch);
    try {
      TextRows rows = TextRows.ofParquet(spark, file.toUri().toString());
      if (!rows.nested().isEmpty()) {
        throw UserError.of(
            INPUT,
            "%s  column \"%s\" holds lists, records or bytes. Supply numbers and texts only.",
            file,
            rows.nested().get(0));
      }
      Iterator<String[]> texts = rows.rows();
      Iterator<Line> lines =
          new Iterator<>() {
            private long record;

            @Override
            public boolean hasNext() {
              return texts.hasNext();
            }

            @Override
            public Line next() {
              record++;
              return new Line(record, record, -1, -1, List.of(texts.next()));
            }
          };
      return read(file.toString(), rows.header(), lines, missing);
    } catch (UserError refused) {
      throw refused;
    } catch (Exception damaged) {
      throw UserError.of(
          INPUT, "%s  cannot be read as Parquet. Copy it again from where it came from.", file);
    } finally {
      spark.stop();
      RunFolder.delete(scratch);
    }
  }

  private static Path scratch() {
    try {
      Path scratch = Files.createTempDirectory("tidetable");
      RunFolder.close(scratch);
      return scratch;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static PeopleTable read(
      String name, List<String> header, Iterator<Line> lines, Set<String> missing) {
    List<String> names = header.stream().map(String::strip).toList();
    Checked rows = new Checked(name, names, lines);
    try {
      TextTable table = TextTable.read(unique(names), () -> rows, missing);
      rows.finish();
      requireHeadings(name, names);
      if (table.rows() == 0) {
        throw UserError.of(
            INPUT, "%s:1:1  the file has a heading row but no data. Supply rows.", name);
      }
      return new PeopleTable(name, table);
    } catch (UserError refused) {
      if (refused.exitCode() != PRIVACY) {
        rows.gate.finish();
      }
      throw refused;
    }
  }

  /** Headings that can be read even where they repeat: the refusal comes after the identifiers. */
  private static List<String> unique(List<String> names) {
    boolean fine = new HashSet<>(names).size() == names.size();
    return fine
        ? names
        : java.util.stream.IntStream.range(0, names.size()).mapToObj(Integer::toString).toList();
  }

  private static void requireHeadings(String name, List<String> names) {
    for (int place = 0; place < names.size(); place++) {
      if (names.get(place).isEmpty()) {
        throw UserError.of(
            INPUT, "%s:1:%d  the heading is blank. Give the column a name.", name, place + 1);
      }
      if (names.indexOf(names.get(place)) < place) {
        throw UserError.of(
            INPUT,
            "%s:1:%d  the heading of this column stands twice. Rename one.",
            name,
            place + 1);
      }
    }
  }

  private static boolean isParquet(Path file) {
    if (Files.isDirectory(file) || file.toString().endsWith(".parquet")) {
      return Files.exists(file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PAR1");
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Rows on their way into the table: each is watched, the first of a wrong length is kept. */
  private static final class Checked implements Iterator<String[]> {
    private final String name;
    private final List<String> header;
    private final Iterator<Line> lines;
    private final IdentityGate gate;
    private @Nullable UserError first;

    Checked(String name, List<String> header, Iterator<Line> lines) {
      this.name = name;
      this.header = header;
      this.lines = lines;
      this.gate = new IdentityGate(name, columns(header));
    }

    private static List<GatedColumn> columns(List<String> header) {
      return header.stream().map(h -> new GatedColumn(h, Meaning.UNDECLARED)).toList();
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public String[] next() {
      Line line = lines.next();
      gate.see(line);
      int cells = line.cells().size();
      if (cells != header.size() && first == null) {
        first =
            UserError.of(
                INPUT,
                "%s:%d:%d  the row has %d cells, but the heading row has %d. Correct the row; a"
                    + " comma inside a cell needs quotes around the cell.",
                name,
                line.number(),
                Math.min(cells, header.size()),
                cells,
                header.size());
      }
      String[] row = new String[header.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = i < cells ? line.cells().get(i) : "";
      }
      return row;
    }

    void finish() {
      gate.finish();
      if (first != null) {
        throw first;
      }
    }
  }
}
