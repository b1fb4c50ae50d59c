package org.tidetable.pipeline.merge;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/**
 * A large CSV file of keys: the register, the link table or a list of objections. It is read by a
 * task, row by row, and no cell of it reaches a message.
 *
 * @param columns that it must have
 * @param keying what becomes of a cell under "identifier", in memory, before the gate sees it
 */
record KeyFile(String file, List<String> columns, PersonKeys.Pseudonymising keying)
    implements Serializable {
  private static final String IDENTIFIER = "identifier";

  KeyFile {
    columns = List.copyOf(columns);
  }

  /** A file that holds no identifiers. */
  KeyFile(String file, List<String> columns) {
    this(file, columns, (source, identifier) -> identifier);
  }

  /** One row, with its cells in the order of the columns asked for. */
  record Cells(String file, long line, List<String> cells) {
    String get(int place) {
      return cells.get(place);
    }

    UserError refuse(String what) {
      return UserError.of(ExitCode.INPUT, "%s:%d:1  %s", file, line, what);
    }
  }

  /** How a row of the file becomes a row of a table. */
  interface Making extends Serializable {
    Row make(Cells cells);
  }

  /** The rows of files, each file read by one task. */
  static Dataset<Row> rows(
      SparkSession spark, List<KeyFile> files, StructType schema, Making making) {
    FlatMapFunction<KeyFile, Row> reading = file -> file.made(making);
    JavaSparkContext tasks = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(tasks.parallelize(files, files.size()).flatMap(reading), schema);
  }

  private Iterator<Row> made(Making making) {
    Iterator<Cells> cells = cells();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cells.hasNext();
      }

      @Override
      public Row next() {
        return making.make(cells.next());
      }
    };
  }

  private Iterator<Cells> cells() {
    TableReader reader = Tables.open(Path.of(file), FileLayout.CSV_FILE);
    List<String> header = reader.header();
    int identifier = header.indexOf(IDENTIFIER);
    int source = header.indexOf(StoreSchema.SOURCE);
    IdentityGate gate =
        new IdentityGate(reader.name(), header.stream().map(KeyFile::gated).toList());
    int[] places = columns.stream().mapToInt(name -> place(header, name)).toArray();
    return new Iterator<>() {
      private boolean ended;

      @Override
      public boolean hasNext() {
        if (!ended && !reader.hasNext()) {
          ended = true;
          close(reader);
          reader.outside().forEach(gate::seeOutside);
          gate.finish();
        }
        return !ended;
      }

      @Override
      public Cells next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Line line = reader.next();
        if (line.cells().size() != header.size()) {
          throw UserError.of(
              ExitCode.INPUT,
              "%s:%d:1  has %d cells where the heading has %d. Mend the row.",
              file,
              line.number(),
              line.cells().size(),
              header.size());
        }
        List<String> cells = keyed(line.cells(), source, identifier);
        gate.see(new Line(line.record(), line.number(), line.offset(), line.length(), cells));
        List<String> picked = new ArrayList<>(places.length);
        for (int place : places) {
          picked.add(cells.get(place));
        }
        return new Cells(file, line.number(), picked);
      }
    };
  }

  private static void close(TableReader reader) {
    try {
      reader.close();
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  /** What the gate is told of a column of the linkage body's files. */
  private static GatedColumn gated(String heading) {
    return new GatedColumn(
        heading,
        switch (heading) {
          case "link_id", "pseudonym", "household_id", IDENTIFIER -> Meaning.PSEUDONYM;
          case "from", "to" -> Meaning.EVENT_DATE;
          default -> Meaning.TEXT;
        });
  }

  private List<String> keyed(List<String> cells, int source, int identifier) {
    if (source < 0 || identifier < 0 || cells.get(identifier).isEmpty()) {
      return cells;
    }
    List<String> keyed = new ArrayList<>(cells);
    keyed.set(identifier, keying.of(cells.get(source), cells.get(identifier)));
    return keyed;
  }

  private int place(List<String> header, String name) {
    int place = header.indexOf(name);
    if (place < 0) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s:1:1  has no column \"%s\". Its headings must be: %s.",
          file,
          name,
          String.join(", ", columns));
    }
    return place;
  }

  /** The headings of a file. */
  static List<String> header(Path file) {
    try (TableReader reader = Tables.open(file, FileLayout.CSV_FILE)) {
      return reader.header();
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
