package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.tidetable.pipeline.run.UserError;

/**
 * A file and the mapping that reads it, as a task gets it.
 *
 * @param file a path that every worker can read
 */
public record SourceFile(SourceMapping mapping, String file) implements Serializable {

  /**
   * The rows of the file, each with its fate; reads as it goes.
   *
   * @throws UserError when there is none
   */
  public Iterator<Row> rows() {
    SourceReading rows = open();
    if (!rows.hasNext()) {
      throw UserError.of(INPUT, "%s:1:1  has a heading row but no data. Supply the data.", file);
    }
    return rows;
  }

  /** The reading of the file, behind the identity gate. */
  public SourceReading open() {
    return new SourceReading(
        mapping,
        Path.of(file),
        UnaryOperator.identity(),
        (name, columns) ->
            new IdentifierWatch(name, columns.stream().map(c -> c.heading()).toList()));
  }
}
